"""The notes of a deck by id, each decoded only on access: a start uses only a few of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING

from clfcards.decks.read_bank import ReadBank
from clfcards.system.garbage_collection import collector_off

if TYPE_CHECKING:
    from clfcards.model.bank import Fact, Question
    from clfcards.source.bank_file import BankFile


class LazyNotes(Mapping[str, "Fact | Question"]):
    """The notes as they were at the start: edits made in the meantime do not change a card."""

    def __init__(self, notes: Mapping[str, Sequence[str]], bank: Callable[[], ReadBank]) -> None:
        """`notes` are the ids by the displayed path of their file in the bank; `bank` is called at the first access."""
        self._ids = notes
        self._bank = cache(bank)
        self._read: dict[str, Mapping[str, Fact | Question]] = {}

    @cached_property
    def _file_of(self) -> Mapping[str, str]:
        """The path of each note's file: not made before a note is needed, because there can be 100,000."""
        return {id_: path for path, ids in self._ids.items() for id_ in ids}

    def __getitem__(self, id_: str) -> Fact | Question:
        path = self._file_of[id_]
        if path not in self._read:
            with collector_off():
                self._read[path] = _by_id(self._bank().file(path))
        return self._read[path][id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self._file_of)

    def __len__(self) -> int:
        return len(self._file_of)


def _by_id(file: BankFile) -> Mapping[str, Fact | Question]:
    notes: tuple[Fact | Question, ...] = (*file.facts, *file.questions, *file.drafts)
    return {note.id: note for note in notes}
