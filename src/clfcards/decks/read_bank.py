"""An exam's parsed files of facts and questions, stored beside the learner's log because YAML is slow to read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Self

from clfcards import codec
from clfcards.decks.derived_file import Sources, read_derived, remove_old_cache, write_derived

if TYPE_CHECKING:
    from clfcards.source.bank_file import BankFile

BANK = "bank"
_DIGITS = 10  # of the size of the table of contents, with which a stored bank begins


class ReadBank:
    """The parsed files by their displayed path; a stored file is decoded on each access.

    It can be used as a `BankCache`, but only for the sources that it was made from.
    """

    def __init__(self, files: Mapping[str, BankFile | memoryview]) -> None:
        """`files` are BankFiles, or their JSON."""
        self.files = files

    @classmethod
    def of(cls, files: Iterable[BankFile]) -> Self:
        return cls({file.path: file for file in files})

    def file(self, path: str) -> BankFile:
        """The file with this path. Raises KeyError if there is none."""
        from clfcards.source.bank_file import BankFile  # not needed by commands that show no note; takes 6 ms

        file = self.files[path]
        return codec.decode(file, BankFile).displayed_as(path) if isinstance(file, memoryview) else file

    def get(self, path: str, data: bytes) -> BankFile | None:
        return self.file(path) if path in self.files else None

    def put(self, path: str, data: bytes, file: BankFile) -> None:
        """Does nothing: all files that could be read are already here."""


def read_bank(folder: Path, sources: Sources) -> ReadBank | None:
    """The stored bank for these sources; None if there is none."""
    body = read_derived(folder / BANK, sources.hash)
    if body is None:
        return None
    begin = _DIGITS + int(bytes(body[:_DIGITS]))
    sizes = codec.decode(body[_DIGITS:begin], dict[str, int])
    ends = pairwise(accumulate(sizes.values(), initial=begin))
    return ReadBank({sources.prefix + path: body[start:end] for path, (start, end) in zip(sizes, ends, strict=True)})


def write_bank(folder: Path, sources: Sources, bank: ReadBank) -> None:
    """Stores the bank: the sizes of its files by path, as a table of contents, then the JSON of each file.

    The JSON of a file has the path under which it was displayed, which is replaced when it is read.
    """
    files = {
        path: bytes(file) if isinstance(file, memoryview) else codec.encode(file) for path, file in bank.files.items()
    }
    sizes = codec.encode({sources.inside(path): len(file) for path, file in files.items()})
    write_derived(folder / BANK, sources.hash, b"".join([b"%0*d" % (_DIGITS, len(sizes)), sizes, *files.values()]))
    remove_old_cache(folder)
