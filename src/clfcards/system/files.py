"""Reads and writes whole files, with readable messages for errors."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

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


def read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ClfcardsError(f"cannot read '{shown(path)}': {reason(error)}") from error


def read_lines(path: Path) -> Iterator[bytes]:
    """The file's lines, one at a time, so that a large file is never in memory as a whole."""
    try:
        with path.open("rb") as file:
            yield from file
    except OSError as error:
        raise ClfcardsError(f"cannot read '{shown(path)}': {reason(error)}") from error


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
