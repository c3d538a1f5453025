"""What an exam's files of facts and questions were read as, kept beside the learner's log: YAML is slow to read."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Self

from clfcards import codec
from clfcards.decks.derived_file import read_derived, remove_old_cache, write_derived
from clfcards.source.bank_file import BankFile

BANK = "bank"


class ReadBank:
    """The files as they were read, by their shown path; a kept one is decoded each time it is asked for.

    It serves as a `BankCache` for the sources that it was made from, and for no others.
    """

    def __init__(self, files: Mapping[str, BankFile | bytes]) -> None:
        """`files` are BankFiles, or the same as JSON."""
        self.files = files

    @classmethod
    def of(cls, files: Iterable[BankFile]) -> Self:
        return cls({file.path: file for file in files})

    def file(self, path: str) -> BankFile:
        """Raises KeyError where there is none."""
        file = self.files[path]
        return codec.decode(file, BankFile) if isinstance(file, bytes) else file

    def get(self, path: str, data: bytes) -> BankFile | None:
        return self.file(path) if path in self.files else None

    def put(self, path: str, data: bytes, file: BankFile) -> None:
        """Nothing: all files that could be read are here."""


def read_bank(folder: Path, sources: bytes) -> ReadBank | None:
    """The bank that was read from the sources with this fingerprint; None where it was not kept."""
    body = read_derived(folder / BANK, sources)
    if body is None:
        return None
    paths, *files = body.split(b"\n")
    return ReadBank(dict(zip(codec.decode(paths, tuple[str, ...]), files, strict=True)))


def write_bank(folder: Path, sources: bytes, bank: ReadBank) -> None:
    """Keeps the bank: a line with the paths of its files, then a line for each file."""
    files = [file if isinstance(file, bytes) else codec.encode(file) for file in bank.files.values()]
    write_derived(folder / BANK, sources, b"\n".join([codec.encode(tuple(bank.files)), *files]))
    remove_old_cache(folder)
