"""The Markdown subset of the sources → safe HTML.

Raw HTML is escaped, links can only be http, https or mailto, and pictures can only come from `media/`.
Plain text, which is the most common case, never reaches the Markdown parser.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from clfcards.model.picture import PICTURE_NAME

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

# Characters that can begin Markdown, need escaping in HTML, or have a meaning in Anki.
_SPECIAL = re.compile(r"""[*_`\[\\\n&<>"{}:]""")
_MARKDOWN = re.compile(r"[*_`\[\\\n]")
# Text that Anki interprets as a sound, a template or mathematics anywhere in a field.
_ANKI = {"{{": "&#123;&#123;", "}}": "&#125;&#125;", "[sound:": "&#91;sound:", "[anki:": "&#91;anki:"}
_ANKI |= {"[$": "&#91;$", "[latex]": "&#91;latex]", r"\(": "&#92;(", r"\[": "&#92;[", "::": "&#58;&#58;"}
_ANKI_PATTERN = re.compile("|".join(re.escape(word) for word in _ANKI))

# Mathematics, which Anki shows with MathJax. Its marks are private characters until everything else is escaped.
MATH = re.compile(r"\\\((.+?)\\\)|\\\[(.+?)\\\]", re.DOTALL)
_MATH_MARKS = {0xF8F0: r"\(", 0xF8F1: r"\)", 0xF8F2: r"\[", 0xF8F3: r"\]"}

_WEB = re.compile(r"https?://|mailto:", re.IGNORECASE)

Media = Mapping[str, str]
"""Names of pictures in the sources → their names in the package."""


def to_html(text: str, media: Media) -> str:
    """One text as HTML: a single paragraph has no `<p>` around it; otherwise, the result is a series of blocks.

    A text of one line is never a list: "1. Answer" is an answer. If a picture is not in `media`, its alternative text
    is shown.
    """
    if not _SPECIAL.search(text):
        return text
    rendered = _markdown_html(text, media) if _MARKDOWN.search(text) else _escaped(text)
    rendered = _ANKI_PATTERN.sub(_escaped_for_anki, rendered) if _ANKI_PATTERN.search(rendered) else rendered
    return rendered.translate(_MATH_MARKS) if "\\" in text else rendered


def _escaped_for_anki(match: re.Match[str]) -> str:
    return _ANKI[match[0]]


def _escaped(text: str) -> str:
    """The text with HTML's special characters escaped, exactly as the Markdown parser escapes them."""
    return html.escape(text, quote=False).replace('"', "&quot;")


def _markdown_html(text: str, media: Media) -> str:
    markdown = markdown_parser()
    environment = {"media": media}
    if "\n" in text:
        tokens = markdown.parse(text, environment)
        if len(tokens) == 3 and tokens[0].type == "paragraph_open":
            tokens = tokens[1:2]
    else:
        tokens = markdown.parseInline(text, environment)
    rendered: str = markdown.renderer.render(tokens, markdown.options, environment)
    return rendered.strip()


def text_html(text: str) -> str:
    """A text without Markdown, such as a name of the guide, as HTML that means nothing else to Anki."""
    return _ANKI_PATTERN.sub(_escaped_for_anki, html.escape(text))


def plain_text(rendered: str) -> str:
    """HTML from `to_html` as text: without tags, and with entities resolved."""
    return html.unescape(re.sub(r"<[^<>]*>", "", rendered))


@cache
def markdown_parser() -> MarkdownIt:
    """The parser, which is created once; importing it is the slow part."""
    from markdown_it import MarkdownIt

    from clfcards.render import blocks  # only a text with Markdown needs it

    markdown = MarkdownIt("zero", {"html": False, "breaks": True})
    markdown.enable(["emphasis", "backticks", "link", "image", "list", "escape", "newline", "fence", "code", "table"])
    markdown.validateLink = _is_safe_link  # type: ignore[method-assign]
    markdown.inline.ruler.before("escape", "math", _math)
    markdown.add_render_rule("math", _math_html)
    markdown.add_render_rule("image", _image)
    markdown.add_render_rule("link_open", _link_open)
    for name in ("fence", "code_block"):
        markdown.add_render_rule(name, blocks.code_html)
    markdown.add_render_rule("table_open", blocks.table_open)
    for name in ("th_open", "td_open"):
        markdown.add_render_rule(name, blocks.cell_open)
    return markdown


def _is_safe_link(url: str) -> bool:
    """A full web or mail address, or the bare name of a picture."""
    return bool(_WEB.match(url) or PICTURE_NAME.match(url))


def _math(state: StateInline, silent: bool) -> bool:
    """Markdown's rule for mathematics: nothing in it is Markdown."""
    match = MATH.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("math", "", 0)
        token.content, token.meta = match[1] or match[2], {"displayed": match[1] is None}
    state.pos = match.end()
    return True


def _math_html(renderer: object, tokens: list, index: int, options: object, environment: object) -> str:  # type: ignore[type-arg]
    token = tokens[index]
    first = 0xF8F2 if token.meta["displayed"] else 0xF8F0
    return f"{chr(first)}{html.escape(token.content, quote=False)}{chr(first + 1)}"


def _image(renderer: object, tokens: list, index: int, options: object, environment: dict[str, Media]) -> str:  # type: ignore[type-arg]  # markdown-it's own tokens
    token = tokens[index]
    alternative = html.escape(token.content)
    name = environment["media"].get(token.attrGet("src") or "")
    if name is None:
        return f"<em>{alternative}</em>"
    return f'<span class="picture"><img src="{html.escape(name)}" alt="{alternative}"></span>'


def _link_open(renderer: object, tokens: list, index: int, options: object, environment: object) -> str:  # type: ignore[type-arg]
    url = tokens[index].attrGet("href") or ""
    return f'<a href="{html.escape(url)}">' if _WEB.match(url) else "<a>"
