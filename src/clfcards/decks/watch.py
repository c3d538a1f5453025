"""Detects changes to the sources."""

import hashlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path

POLL_SECONDS = 0.05  # checking the shipped exam takes 2 ms


def version_of(folder: Path) -> str:
    """A hash that changes when a source file is written, added or removed. File contents are not read."""
    seen = []
    for path in sorted(p for p in folder.rglob("*") if p.name != "ledger.json" and not p.name.startswith(".")):
        try:
            stat = path.stat()
        except OSError:  # removed since it was listed
            continue
        if path.is_file():
            seen.append(f"{path}\0{stat.st_mtime_ns}\0{stat.st_size}")
    return hashlib.blake2b("\n".join(seen).encode(), digest_size=8).hexdigest()


def changes(folder: Path, sleep: Callable[[float], None] = time.sleep) -> Iterator[str]:
    """The folder's current version, then each new version as it appears, forever."""
    version = version_of(folder)
    yield version
    while True:
        sleep(POLL_SECONDS)
        if (newer := version_of(folder)) != version:
            version = newer
            yield version
