"""Reads and writes whole files, with readable messages for errors."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import BinaryIO

from clfcards.errors import ClfcardsError
from clfcards.visible import on_one_line


def shown(path: Path) -> str:
    """The path as messages show it: relative to the current folder, if it is below it.

    Links are not followed: two names of the same file are shown as two files.
    """
    with contextlib.suppress(ValueError, OSError):
        # abspath removes ".." without following links, which Path.resolve would do.
        path = Path(os.path.abspath(path)).relative_to(Path.cwd())  # noqa: PTH100
    return on_one_line(os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace"))


MAX_BYTES = 64_000_000
"""The largest file that is read as a whole, unless its reader knows better."""


def read_bytes(path: Path, most: int = MAX_BYTES, *, pipe: bool = False) -> bytes:
    """The bytes of a regular file of at most `most` bytes; with `pipe`, also those of a pipe.

    Raises ClfcardsError for anything else, before it is read: a device or a pipe may never end.
    """
    try:
        with _opened(path, wait=pipe) as file:
            stat = os.fstat(file.fileno())
            if not S_ISREG(stat.st_mode) and not (pipe and not S_ISDIR(stat.st_mode)):
                raise ClfcardsError(f"cannot read '{shown(path)}': it is not a file")
            data = b"" if stat.st_size > most else file.read(most + 1)
    except OSError as error:
        raise ClfcardsError(f"cannot read '{shown(path)}': {reason(error)}") from error
    if stat.st_size > most or len(data) > most:
        raise ClfcardsError(f"'{shown(path)}' is larger than {size(most)}")
    return data


def read_lines(path: Path, most: int) -> Iterator[bytes]:
    """The file's lines, one at a time, so that a large file is never in memory as a whole; it may be a pipe.

    Raises ClfcardsError for a line of more than `most` bytes.
    """
    try:
        with _opened(path, wait=True) as file:
            while line := file.readline(most + 1):
                if len(line) > most:
                    raise ClfcardsError(f"'{shown(path)}' has a line of more than {size(most)}")
                yield line
    except OSError as error:
        raise ClfcardsError(f"cannot read '{shown(path)}': {reason(error)}") from error


def size(number: int) -> str:
    """A number of bytes in words, rounded down: "64 MB", "200 kB"."""
    return f"{number // 1_000_000} MB" if number >= 1_000_000 else f"{number // 1000} kB"


def _opened(path: Path, *, wait: bool) -> BinaryIO:
    """The file, opened for reading. Without `wait`, a pipe is opened even if nothing writes to it."""
    flags = 0 if wait else getattr(os, "O_NONBLOCK", 0)
    return open(path, "rb", opener=lambda name, mode: os.open(name, mode | flags))  # Path.open has none


def write_atomically(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Writes a temporary file, then renames it: readers see the old file or the new one, never a part.

    A `durable` write also waits for the disk, so that the new file survives a power failure.
    If the path is a link, its target is written.
    """
    import tempfile  # takes 2 ms, and most starts write no file

    path = Path(os.path.realpath(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                if durable:
                    os.fsync(file.fileno())
            Path(temporary).chmod(0o666 & ~_umask())
            Path(temporary).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
            raise
    except OSError as error:
        kept = "; the existing file is unchanged" if path.exists() else ""
        raise ClfcardsError(f"cannot write '{shown(path)}': {reason(error)}{kept}") from error


def refuse_unwritable(path: Path) -> None:
    """Raises ClfcardsError if a file could not be written at this path now; creates its folder."""
    import tempfile

    folder = Path(os.path.realpath(path)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        raise ClfcardsError(f"cannot write '{shown(path)}': {reason(error)}") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def reason(error: OSError) -> str:
    """The cause of the error, as the end of a sentence."""
    return (error.strerror or str(error)).lower()
