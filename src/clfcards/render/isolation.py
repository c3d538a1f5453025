"""Words from left to right inside a right-to-left text: product names, code, dates and addresses keep their order.

In a right-to-left paragraph, signs at the edge of such words move to the other side: "C++" is seen as "++C", and
"Amazon S3 (IA)" loses its last bracket. So each run of them is isolated with a direction of its own.
Source: Unicode Standard Annex #9; W3C, Inline markup and bidirectional text in HTML.
"""

import re

# Tags, mathematics and code are left alone: MathJax reads its text without tags, and styles isolate code.
_LEFT_ALONE = r"<code\b[^>]*>.*?</code>|<[^<>]*>|\\\(.*?\\\)|\\\[.*?\\\]"
_LETTER = "A-Za-z\u00c0-\u024f"
_WORD = rf"[{_LETTER}0-9](?:[{_LETTER}0-9]|(?:[.,'’/:@_+\-\u2013]{{1,3}}|&amp;)(?=[{_LETTER}0-9]))*+[+#%]*"
_LATIN_WORD = rf"(?=[^\s<>]{{0,60}}?[{_LETTER}])[.#$@/\-]{{0,2}}{_WORD}"
# Words with letters of the Latin script and what stands between them, also in brackets at the end.
_RUN = rf"{_LATIN_WORD}(?:[ ,&+\-\u2013/]{{1,3}}{_WORD})*+(?: ?\({_WORD}(?:[ ,/]{{1,2}}{_WORD})*+\))?"
# Numbers with signs inside or before them, such as dates, addresses, ranges and negative numbers.
_NUMBERS = r"[+\-\u2212$~]?[0-9]+(?:[.,:/\-\u2013][0-9]+)+%?|[+\-\u2212$~][0-9]+%?|[0-9]+%"
_PIECE = re.compile(rf"(?P<alone>{_LEFT_ALONE})|(?<![\w&]){_RUN}|(?<![\w&]){_NUMBERS}", re.DOTALL)
# Letters that are written from right to left, and private characters, which stand for blanks with any text.
_RIGHT_TO_LEFT = re.compile(
    "[\ue000-\uf8ff\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_BLOCK = re.compile(r"<(?:p|ul|ol|pre|table)\b")


def isolated(rendered: str) -> str:
    """HTML of a right-to-left text with its left-to-right words isolated; without other words, it is isolated whole."""
    if not rendered or _RIGHT_TO_LEFT.search(rendered) or _BLOCK.search(rendered):
        return _PIECE.sub(lambda match: match[0] if match["alone"] else ltr(match[0]), rendered)
    return ltr(rendered)


def ltr(text: str, language: str = "") -> str:
    """HTML of words from left to right, isolated from the text around them; `language` is their language's tag."""
    attribute = f' lang="{language}"' if language else ""
    return f'<bdi{attribute} dir="ltr">{text}</bdi>'


def ltr_text(text: str) -> str:
    """The same for text that can have no tags: with characters that isolate."""
    return f"\u2066{text}\u2069"
