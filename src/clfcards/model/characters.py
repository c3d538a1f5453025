"""Characters that look like something else, or like nothing."""

import re

INVISIBLE = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb]"
)
"""Characters without a shape: zero-width spaces and joiners, the soft hyphen, fillers, and marks of direction."""

# Signs that only change the look of what is before them, and an empty cell of braille.
_WITHOUT_INK = re.compile("[\u2800\ufe00-\ufe0f\U000e0000-\U000e0fff]")

CURLY_QUOTES = "“”„‟«»‘’‚‛"


def is_blank(text: str) -> bool:
    """Whether nothing of a text is seen: it consists of spaces and invisible characters, or is empty."""
    if text.isascii():
        return not text.strip()
    return not any(
        character.isprintable()
        and character != " "
        and not INVISIBLE.match(character)
        and not _WITHOUT_INK.match(character)
        for character in text
    )
