"""Characters by their script, as far as words are concerned."""

import re
import unicodedata

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u309f\u30a1-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003fffd"
)
"""Thai, Lao, Burmese, Khmer, kana and Han characters, as ranges for a character class: they have no spaces between
words. Korean has spaces."""

LATIN = "A-Za-z0-9_\u00aa\u00b5\u00ba\u00c0-\u024f"
"""Letters of the Latin script and digits, as ranges for a character class."""

# Signs that only help to read a word: Arabic vowels and the line that makes it longer, Hebrew points.
_OPTIONAL = "[\u0591-\u05bd\u05bf\u05c1\u05c2\u0640\u064b-\u0652\u0670]"
_MAY_NEED_CARE = "[\u0300-\u1fff\u20d0-\u20ff\u2c00-\U0003ffff]"  # compiled when first needed: it takes 5 ms


def needs_care(text: str) -> bool:
    """Whether a text has characters other than Latin letters and common signs."""
    return not text.isascii() and re.search(_MAY_NEED_CARE, text) is not None


def is_mark(character: str) -> bool:
    """Whether it is a part of the letter before it, such as a vowel of Thai or Hindi."""
    return unicodedata.category(character)[0] == "M"


def comparable(text: str) -> str:
    """The text in lower case, where wide and narrow forms are the same, without signs that only help to read."""
    return re.sub(_OPTIONAL, "", unicodedata.normalize("NFKC", text.lower()))


def in_ascii_digits(text: str) -> str:
    """The text with the digits of every script as 0 to 9."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def name_pattern(name: str) -> str:
    """A pattern for a name as whole words. Next to a Latin name, a letter of another script is no part of its word:

    Japanese has no space there, and Arabic may have none.
    """
    before, after = (_not_beside(name[at : at + 1 or None]) for at in (0, -1))
    return (f"(?<!{before})" if before else "") + re.escape(name) + (f"(?!{after})" if after else "")


def _not_beside(character: str) -> str:
    if re.match(f"[{UNSPACED}]", character):
        return ""
    return f"[{LATIN}]" if re.match(f"[{LATIN}]", character) else r"\w"
