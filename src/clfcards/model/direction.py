"""The direction of text, and the invisible characters that change it.

With them, a text looks different from what it is: a right answer can be shown as a wrong one. Left-to-right
languages never need them, and right-to-left ones need them only in pairs.
Source: Unicode Standard Annex #9; Boucher & Anderson 2021, "Trojan Source".
"""

import re

CHANGES = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""The characters that change the direction of the text after them."""


_OPENING = {**dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"), **dict.fromkeys("\u2066\u2067\u2068", "\u2069")}
_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "arz", "azb", "ckb", "dv", "fa", "glk", "he", "iw", "ks", "lrc", "mzn", "nqo", "pnb", "ps", "sd",
     "syr", "ug", "ur", "yi"}
)  # fmt: skip
_RIGHT_TO_LEFT_SCRIPTS = frozenset(
    {"adlm", "arab", "aran", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "thaa"}
)


def is_right_to_left(language: str) -> bool:
    """Whether a language is written from right to left: a script in its tag decides, as in `pa-Arab`."""
    language, *subtags = language.lower().split("-")
    script = next((subtag for subtag in subtags if len(subtag) == 4 and subtag.isalpha()), "")
    return script in _RIGHT_TO_LEFT_SCRIPTS if script else language in _RIGHT_TO_LEFT


def change_of_direction(text: str, language: str) -> tuple[int, str] | None:
    """The position of the first character that may not change the direction of a text, and what is wrong with it.

    None if there is none: in a right-to-left language, each change must end in the paragraph that it begins in.
    """
    if text.isascii() or not (first := CHANGES.search(text)):
        return None
    if not is_right_to_left(language):
        return first.start(), f"the invisible character U+{ord(first[0]):04X} changes the direction of text: remove it"
    start = 0
    for paragraph in text.split("\n"):
        if (at := _unbalanced(paragraph)) is not None:
            code = f"U+{ord(paragraph[at]):04X}"
            return start + at, f"the change of direction {code} does not begin and end in the same paragraph: close it"
        start += len(paragraph) + 1
    return None


def _unbalanced(paragraph: str) -> int | None:
    """The position of a change that is not closed, or of an end without a beginning; None if all are in pairs."""
    opened: list[tuple[int, str]] = []
    for match in CHANGES.finditer(paragraph):
        if match[0] in _OPENING:
            opened.append((match.start(), _OPENING[match[0]]))
        elif not opened or opened.pop()[1] != match[0]:
            return match.start()
    return opened[0][0] if opened else None
