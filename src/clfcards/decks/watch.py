"""Noticing that sources have changed, and remembering those that have not."""

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from clfcards.source.bank_file import BankFile

POLL_SECONDS = 0.05  # a look at the shipped exam takes 2 ms


def version_of(folder: Path) -> str:
    """A hash that changes when a source file is written, added or removed; nothing is read."""
    seen = []
    for path in sorted(p for p in folder.rglob("*") if p.name != "ledger.json" and not p.name.startswith(".")):
        try:
            stat = path.stat()
        except OSError:  # gone since it was listed
            continue
        if path.is_file():
            seen.append(f"{path}\0{stat.st_mtime_ns}\0{stat.st_size}")
    return hashlib.blake2b("\n".join(seen).encode(), digest_size=8).hexdigest()


def changes(folder: Path, sleep: Callable[[float], None] = time.sleep) -> Iterator[str]:
    """The folder's version now, then each new one as it comes, without end."""
    version = version_of(folder)
    yield version
    while True:
        sleep(POLL_SECONDS)
        if (newer := version_of(folder)) != version:
            version = newer
            yield version


class MemoryCache:
    """What each file's bytes were last read as; for a program that reads the same folder again and again."""

    def __init__(self) -> None:
        self._files: dict[str, tuple[bytes, BankFile]] = {}

    def get(self, path: str, data: bytes) -> BankFile | None:
        known, file = self._files.get(path, (b"", None))
        return file if known == data else None

    def put(self, path: str, data: bytes, file: BankFile) -> None:
        self._files[path] = data, file

    def read_ahead(self, files: Sequence[tuple[str, bytes]]) -> None:
        """Nothing: after the first time, one file has changed."""
