"""Opens a learner's Anki collection to read it: a package, a backup, or the file that Anki has open.

It is always a copy in a temporary folder, which is removed afterward. Nothing is extracted but the collection, and
under a name of our own, so that no name in a package becomes a path.
"""

import sqlite3
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile
from typing import BinaryIO, NoReturn

from clfcards.errors import ClfcardsError, UsageError
from clfcards.foreign.file_kind import BEGINNING, FileKind, kind_of, who_takes
from clfcards.foreign.unreadable import unreadable
from clfcards.foreign.untrusted_database import limit
from clfcards.foreign.zip_directory import TAIL_BYTES, directory_bytes
from clfcards.foreign.zstandard import Readable, unpacking
from clfcards.system.files import reason, shown, size, temporary_folder

MAX_BYTES = 1_000_000_000
"""The largest collection. 200,000 notes with 5 million reviews have about half of it."""

MAX_TIMES = 250
"""How many times larger than in its package a collection may be. Real ones become 5 to 30 times as large."""

_MAX_DIRECTORY_BYTES = 8_000_000  # of the list of members; a backup with 100,000 pictures has 6 MB
_MEMBERS = ("collection.anki21b", "collection.anki21", "collection.anki2")  # where several are there, the first counts
_ALONGSIDE = ("-wal", "-journal")  # what SQLite keeps beside a file that is in use
_TRIES = 5
_PIECE = 1_000_000  # bytes
_LONGEST = 5_000_000  # bytes of a value: an old collection has all its note types in one
_SECONDS = 20.0  # until the first rows are read
_SAYS_NOTHING = frozenset[FileKind]({"text", "binary", "package", "collection", "log"})
_ZIP, _SQLITE = b"PK\x03\x04", b"SQLite format 3\x00"


@contextmanager
def opened_collection(path: Path) -> Iterator[sqlite3.Connection]:
    """The collection in an `.apkg`, a `.colpkg` or a `collection.anki2`, open to read. Text is compared as Anki does.

    Raises ClfcardsError for a file that cannot be read, and UsageError for what is no collection, is damaged, or is
    unreasonably large. Errors of SQLite while it is read are the caller's: see `unreadable`.
    """
    with temporary_folder(Path(tempfile.gettempdir())) as folder:
        copy = folder / "collection"
        damaged = f"'{shown(path)}' is not an Anki collection, or is damaged"
        try:
            _copy(path, copy, damaged)
        except OSError as error:
            raise ClfcardsError(f"cannot read '{shown(path)}': {reason(error)}") from error
        with unreadable(damaged):
            connection = sqlite3.connect(copy, isolation_level=None)
        try:
            with unreadable(damaged):
                connection.create_collation("unicase", _compare)
                limit(connection, _SECONDS, _LONGEST)
                connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            yield connection
        finally:
            connection.close()


def _compare(one: str, other: str) -> int:
    one, other = one.casefold(), other.casefold()
    return (one > other) - (one < other)


def _copy(path: Path, copy: Path, damaged: str) -> None:
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise UsageError(f"cannot read '{shown(path)}': it is not a file")
    with path.open("rb") as file:
        beginning = file.read(16)
        if beginning.startswith(_ZIP):
            _unpack(file, found.st_size, copy, damaged)
        elif beginning == _SQLITE:
            _copy_in_use(path, copy)
        else:
            _refuse(path, beginning + file.read(BEGINNING), damaged)


def _refuse(path: Path, beginning: bytes, damaged: str) -> NoReturn:
    """Raises UsageError, which says what the file is if that is certain, and which command takes it."""
    kind = kind_of(path.name, beginning)
    if kind in _SAYS_NOTHING:
        raise UsageError(damaged)
    what, step = who_takes(kind)
    raise UsageError(f"'{shown(path)}' {what}", step)


def _copy_in_use(path: Path, copy: Path) -> None:
    """Copies a database with what SQLite keeps beside it. If Anki writes meanwhile, it is copied again."""
    for _ in range(_TRIES):
        before = _state(path)
        if sum(bytes_ for bytes_, _ in before) > MAX_BYTES:
            raise UsageError(f"'{shown(path)}' is larger than {size(MAX_BYTES)}")
        for ending in ("", *_ALONGSIDE):
            source, target = Path(f"{path}{ending}"), Path(f"{copy}{ending}")
            target.unlink(missing_ok=True)
            if source.is_file():
                copyfile(source, target)
        if _state(path) == before:
            return
    raise ClfcardsError(f"Anki is writing to '{shown(path)}': try again in a moment, or close Anki")


def _state(path: Path) -> list[tuple[int, int]]:
    """The sizes in bytes, and the times of the last changes, of the file and those beside it."""
    paths = [Path(f"{path}{ending}") for ending in ("", *_ALONGSIDE)]
    found = [each.stat() for each in paths if each.is_file()]
    return [(each.st_size, each.st_mtime_ns) for each in found]


def _unpack(file: BinaryIO, bytes_: int, copy: Path, damaged: str) -> None:
    file.seek(max(0, bytes_ - TAIL_BYTES))
    if directory_bytes(file.read()) > _MAX_DIRECTORY_BYTES:
        raise UsageError(f"{damaged} (it has too many members: export it without media)")
    with unreadable(damaged):
        archive = zipfile.ZipFile(file)
        names = archive.namelist()
    name = next((name for name in _MEMBERS if name in names), None)
    if name is None or names.count(name) != 1:
        raise UsageError(f"{damaged} (it has no collection)")
    member = archive.getinfo(name)
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or member.flag_bits & 1:
        raise UsageError(f"{damaged} (its collection is packed in another way than Anki does)")
    most = min(MAX_BYTES, max(_PIECE, MAX_TIMES * member.compress_size))
    too_large = f"{damaged} (its collection unpacks to more than {size(most)})"
    if name != _MEMBERS[0] and member.file_size > most:
        raise UsageError(too_large)
    with unreadable(damaged):
        packed = archive.open(member)
        content: Readable = unpacking(packed) if name == _MEMBERS[0] else packed
    with packed, copy.open("wb") as target:
        written = 0
        while piece := _piece(content, damaged):
            written += target.write(piece)
            if written > most:
                raise UsageError(too_large)


def _piece(content: Readable, damaged: str) -> bytes:
    with unreadable(damaged):
        return content.read(_PIECE)
