"""The notes of a deck by id, each understood only when it is asked for."""

from collections.abc import Iterator, Mapping, Sequence

from clfcards.decks.cache import FileCache
from clfcards.model.bank import Fact, Question
from clfcards.source.bank_file import BankFile
from clfcards.system.collector import collector_off


class LazyNotes(Mapping[str, Fact | Question]):
    """Holds the bytes as they were at the start, so that what an editor does meanwhile changes no card."""

    def __init__(
        self,
        notes: Mapping[str, Sequence[str]],
        files: tuple[tuple[str, bytes], ...],
        cache: FileCache | None = None,
    ) -> None:
        """`notes` are the ids in each of the `files`."""
        self._file_of = {id_: path for path, ids in notes.items() for id_ in ids}
        self._bytes = dict(files)
        self._cache = cache
        self._read: dict[str, Mapping[str, Fact | Question]] = {}

    def __getitem__(self, id_: str) -> Fact | Question:
        path = self._file_of[id_]
        if path not in self._read:
            with collector_off():
                file = self._file(path, self._bytes[path])
            self._read[path] = _by_id(file) if file else {}
        return self._read[path][id_]

    def _file(self, path: str, data: bytes) -> BankFile | None:
        file = self._cache.get(path, data) if self._cache else None
        if file is None:
            from clfcards.decks.load import bank_file  # here, because most starts find all in the cache

            file = bank_file(path, data, [], self._cache)
        if self._cache:
            self._cache.add()
        return file

    def __iter__(self) -> Iterator[str]:
        return iter(self._file_of)

    def __len__(self) -> int:
        return len(self._file_of)


def _by_id(file: BankFile) -> Mapping[str, Fact | Question]:
    notes: tuple[Fact | Question, ...] = (*file.facts, *file.questions)
    return {note.id: note for note in notes}
