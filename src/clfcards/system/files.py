"""Reads and writes whole files, with readable messages for errors."""

import contextlib
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from clfcards.errors import ClfcardsError
from clfcards.system.disk import to_disk
from clfcards.visible import on_one_line

LEFTOVER_PREFIX = ".clfcards-"  # of every temporary folder, so that a leftover is known as ours
_LEFTOVER_SECONDS = 3600  # no run writes one file for that long
_RENAME_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.6, 0.6)  # seconds
_OPEN_ELSEWHERE = (32, 33)  # Windows: ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION


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
            found = os.fstat(file.fileno())
            is_regular = stat.S_ISREG(found.st_mode)
            if not is_regular and not (pipe and not stat.S_ISDIR(found.st_mode)):
                raise ClfcardsError(f"cannot read '{shown(path)}': it is not a file")
            # As many bytes as are asked for are set aside before the first one is read.
            data = b"" if found.st_size > most else file.read(found.st_size + 1 if is_regular else most + 1)
    except OSError as error:
        raise ClfcardsError(f"cannot read '{shown(path)}': {reason(error)}") from error
    if found.st_size > most or len(data) > most:
        raise ClfcardsError(f"'{shown(path)}' is larger than {size(most)}")
    return data


def read_beginning(path: Path, most: int) -> bytes:
    """At most `most` bytes from the beginning of a regular file; nothing of a pipe, which can be read only once.

    Raises ClfcardsError for a file that cannot be read.
    """
    try:
        with _opened(path, wait=False) as file:
            return file.read(most) if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else b""
    except OSError as error:
        raise ClfcardsError(f"cannot read '{shown(path)}': {reason(error)}") from error


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


def standard_input_lines(most: int) -> Iterator[bytes]:
    """As `read_lines`, for standard input."""
    while line := sys.stdin.buffer.readline(most + 1):
        if len(line) > most:
            raise ClfcardsError(f"standard input has a line of more than {size(most)}")
        yield line


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
    path = Path(os.path.realpath(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary_folder(path.parent) as folder:
            part = folder / "part"
            with part.open("wb") as file:
                file.write(data)
                file.flush()
                if durable:
                    to_disk(file.fileno())
            replace_file(part, path)
    except OSError as error:
        kept = "; the existing file is unchanged" if path.exists() else ""
        raise ClfcardsError(f"cannot write '{shown(path)}': {reason(error)}{kept}") from error


@contextmanager
def temporary_folder(parent: Path) -> Iterator[Path]:
    """A new folder in `parent`, which git ignores, and which is removed at the end.

    A run that is killed leaves its folder behind, so the next run removes those that are older than an hour.
    """
    import shutil  # these two take 4 ms, and most starts write no file
    import tempfile

    sweep_leftovers(parent)
    folder = Path(tempfile.mkdtemp(dir=parent, prefix=LEFTOVER_PREFIX))
    try:
        (folder / ".gitignore").write_bytes(b"*\n")  # a leftover in anybody's repository is not committed with the rest
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep_leftovers(parent: Path) -> None:
    """Removes the temporary folders that killed runs left in `parent` more than an hour ago."""
    import shutil

    old = time.time() - _LEFTOVER_SECONDS
    with contextlib.suppress(OSError):  # a folder that cannot be read or does not exist
        for path in parent.glob(f"{LEFTOVER_PREFIX}*"):
            found = path.lstat()
            if stat.S_ISDIR(found.st_mode) and found.st_mtime < old:
                shutil.rmtree(path, ignore_errors=True)


def replace_file(source: Path, target: Path, sleep: Callable[[float], None] = time.sleep) -> None:
    """Renames a file, replacing the target if it exists.

    Windows refuses to replace a file that another program has open. Virus scanners and indexers close theirs
    in a moment, so it is tried for about two seconds before the error is raised.
    """
    for seconds in _RENAME_PAUSES if sys.platform == "win32" else ():
        try:
            source.replace(target)
        except PermissionError:
            sleep(seconds)
        else:
            return
    source.replace(target)


def refuse_unwritable(path: Path) -> None:
    """Raises ClfcardsError if a file could not be written at this path now; creates its folder."""
    import tempfile

    folder = Path(os.path.realpath(path)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        raise ClfcardsError(f"cannot write '{shown(path)}': {reason(error)}") from error


def reason(error: OSError) -> str:
    """The cause of the error, as the end of a sentence."""
    if getattr(error, "winerror", None) in _OPEN_ELSEWHERE:
        return "another program has the file open: close it there and try again"
    return (error.strerror or str(error)).lower()
