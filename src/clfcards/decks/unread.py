"""Source files that could not be read, or not wholly, and how many cards are missing for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from clfcards import codec
from clfcards.decks.derived_file import read_derived, write_derived
from clfcards.model.study import StudyCard

if TYPE_CHECKING:
    from clfcards.decks.contents import Contents
    from clfcards.decks.load import Loaded

_ID = re.compile(rb"^[ \t]*(?:-[ \t]*)?\{?[ \t]*id[ \t]*:", re.MULTILINE)
_SIZE = "deck-size"
_LAST_WHOLE = b"the last whole deck"  # not a fingerprint: the size is compared with that of other sources


class Unread(NamedTuple):
    """The displayed paths of the `files`, and how many `cards` the deck has lost with them.

    A deck keeps the weights, so that it can lose more cards than the files hold.
    """

    files: tuple[str, ...]
    cards: int


def unread_files(
    contents: Contents, loaded: Loaded, cards: Mapping[str, StudyCard], cache: Path | None
) -> Unread | None:
    """The files that were not read wholly; None if all were.

    The cards are counted against the last whole deck, as the folder `cache` remembers it, or else by the files' ids.
    """
    read = {file.path: file for file in loaded.bank_files}
    lost = 0
    files = []
    for path, data in contents.bank:
        file = read.get(path)
        if file is None or file.broken or file.hides_items:
            files.append(path)
            lost += max(0, len(_ID.findall(data)) - (len(file.facts) + len(file.questions) if file else 0))
    if not files:
        return None
    before = None if cache is None else read_derived(cache / _SIZE, _LAST_WHOLE)
    shrunk = 0 if before is None else codec.decode(before, int) - deck_size(cards)
    return Unread(tuple(files), max(lost, shrunk))


def remember_size(cache: Path, cards: Mapping[str, StudyCard]) -> None:
    """Remembers the size of a whole deck."""
    write_derived(cache / _SIZE, _LAST_WHOLE, codec.encode(deck_size(cards)))


def deck_size(cards: Mapping[str, StudyCard]) -> int:
    """How many cards are in the deck, and not spare."""
    return sum(not card.spare for card in cards.values())
