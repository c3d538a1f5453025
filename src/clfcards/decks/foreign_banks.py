"""Reads the files of somebody else's bank: one file, or all files in a folder whose kind is asked for."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from clfcards.decks.contents import decode
from clfcards.errors import UsageError
from clfcards.exchange.anki_text import read_anki_text
from clfcards.exchange.csv_format import read_csv
from clfcards.exchange.entry import Reading
from clfcards.exchange.gift_format import read_gift
from clfcards.exchange.markdown_format import read_markdown
from clfcards.foreign.file_kind import BEGINNING, kind_of, who_takes
from clfcards.system.files import read_beginning, read_bytes, shown

BankFormat = Literal["csv", "gift", "markdown", "anki-text"]
FORMATS: tuple[BankFormat, ...] = get_args(BankFormat)
MAX_BYTES = 16_000_000  # of one file; 5,000 questions with reasons have about 5 MB
_MAX_FILES = 1000
_NUMBER = re.compile(r"([0-9]{1,18})")
_READERS: dict[BankFormat, Callable[[str], Reading]] = {
    "csv": read_csv,
    "gift": read_gift,
    "markdown": read_markdown,
    "anki-text": read_anki_text,
}


@dataclass(frozen=True, slots=True)
class ForeignBank:
    """What was read of a file; `name` is its name in messages and in the provenance of its items."""

    name: str
    format: BankFormat
    reading: Reading


def read_banks(paths: tuple[Path, ...], format_: BankFormat | None) -> tuple[ForeignBank, ...]:
    """The files, and those in the folders, in order. Without a format, each file's own is recognized.

    Raises UsageError for a file that is not a bank, and says which command takes it.
    """
    found = [file for path in paths for file in _files(path, format_)]
    if len(found) > _MAX_FILES:
        raise UsageError(f"there are {len(found):,} files, more than {_MAX_FILES:,}: name a smaller folder")
    return tuple(_read(path, format_, within) for path, within in found)


def _files(path: Path, format_: BankFormat | None) -> Iterator[tuple[Path, Path]]:
    """Each file with the folder that its name is relative to."""
    if not path.is_dir():
        yield path, path.parent
        return
    files = (file for file in path.rglob("*") if file.is_file() and not _is_hidden(file.relative_to(path)))
    known = [file for file in sorted(files, key=_in_order) if _is_bank(file, format_)]
    if not known:
        raise UsageError(f"there is no file with questions in '{shown(path)}'")
    yield from ((file, path) for file in known)


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _is_bank(path: Path, format_: BankFormat | None) -> bool:
    suffixes = {".md", ".markdown", ".csv", ".tsv", ".gift", ".txt"}
    wanted = FORMATS if format_ is None else (format_,)
    return path.suffix.lower() in suffixes and kind_of(path.name, read_beginning(path, BEGINNING)) in wanted


def _in_order(path: Path) -> list[str | int]:
    """Sorts names as people do: exam-2 before exam-10. Texts and numbers take turns, so that they can be compared."""
    return [int(part) if i % 2 else part for i, part in enumerate(_NUMBER.split(path.as_posix().lower()))]


def _read(path: Path, format_: BankFormat | None, within: Path) -> ForeignBank:
    data = read_bytes(path, MAX_BYTES, pipe=True)
    kind = kind_of(path.name, data[:BEGINNING])
    is_text = kind in (*FORMATS, "text", "source", "page", "json", "history")
    if (format_ is None and kind not in FORMATS) or not is_text:
        what, step = who_takes(kind)
        raise UsageError(f"'{shown(path)}' {what}", step)
    chosen = format_ if format_ is not None else next(name for name in FORMATS if name == kind)
    text = _text(path, data)
    return ForeignBank(path.relative_to(within).as_posix(), chosen, _READERS[chosen](text))


def _text(path: Path, data: bytes) -> str:
    """The text of the file, in UTF-8 or, with its mark, UTF-16. Raises UsageError for another encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise UsageError(f"'{shown(path)}' is damaged: it begins like UTF-16, but is not") from error
    text, bad = decode(data)
    if bad is not None:
        line = data[:bad].count(b"\n") + 1
        raise UsageError(f"'{shown(path)}' line {line}: the byte 0x{data[bad]:02X} is not UTF-8: save it as UTF-8")
    return text
