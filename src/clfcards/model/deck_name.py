"""Names of decks, as Anki keeps them."""

import re
import unicodedata

_CONTROL = re.compile("[\x00-\x1f\x7f]")


def deck_name_in_anki(name: str) -> str:
    """The name that Anki gives to a deck that is to have this name; `::` stands between a deck and its subdecks.

    Anki composes accents (NFC), drops control characters, trims spaces and colons around each part, and calls an
    empty part "blank".
    """
    return "::".join(_part_in_anki(part) for part in name.split("::"))


def _part_in_anki(part: str) -> str:
    composed = unicodedata.normalize("NFC", _CONTROL.sub("", part))
    return _trimmed(composed) or "blank"


def _trimmed(text: str) -> str:
    before = None
    while text != before:
        before, text = text, text.strip().strip(":")
    return text
