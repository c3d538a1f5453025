"""Files that are derived from an exam's sources, and are valid only for exactly the bytes they were made from.

They do not depend on the current folder, although the paths that the program shows do: they hold paths inside the
exam's folder, and whoever reads them puts the prefix before these.

Each can be deleted at any time. Its first line is a hash of the sources, the program and the rest of the
file, so that an outdated, foreign or damaged file counts as absent.
"""

import hashlib
import os
import re
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from clfcards import __version__
from clfcards.decks.contents import Contents
from clfcards.errors import ClfcardsError
from clfcards.system.files import shown, write_atomically

_DERIVING = ("source", "model", "compose", "render", "rules", "survey", "exam", "decks")  # packages of the program
_OLD_CACHE_FILE = re.compile(r"[0-9a-f]{64}\.json\Z")


class Sources(NamedTuple):
    """The sources of a derived file: a hash of them, and the `prefix` of all their displayed paths."""

    hash: bytes
    prefix: str

    def inside(self, displayed: str) -> str:
        """The path inside the exam's folder of a displayed path."""
        return displayed.removeprefix(self.prefix)


def fingerprint(contents: Contents) -> Sources:
    """All the sources' bytes and paths, and the code that reads and composes them."""
    prefix = shown(contents.folder / "x").removesuffix("x")
    hashed = hashlib.sha256(_code_hash())  # SHA-256 is fast because modern processors have instructions for it
    for name, data in (("guide", contents.guide or b""), ("deck", contents.settings or b""), *contents.bank):
        hashed.update(b"%s\0%d\0" % (os.fsencode(name.removeprefix(prefix)), len(data)))
        hashed.update(data)
    return Sources(hashed.digest(), prefix)


def read_derived(path: Path, sources: bytes) -> memoryview | None:
    """The content derived from the sources with this hash; None if there is no valid file.

    It is a view, because copying a large bank takes longer than checking it.
    """
    try:
        data = path.read_bytes()
    except OSError:
        return None
    end = data.find(b"\n")
    body = memoryview(data)[end + 1 :]
    return body if data[:end] == _checksum(path.name, sources, body) else None


def write_derived(path: Path, sources: bytes, body: bytes) -> None:
    """Stores derived content. On a full or read-only disk nothing is stored, and the next start is slower."""
    with suppress(ClfcardsError):
        write_atomically(path, _checksum(path.name, sources, body) + b"\n" + body, durable=False)


def remove_old_cache(folder: Path) -> None:
    """Deletes the files that earlier versions cached here, and then the folder if it is empty."""
    with suppress(OSError):
        old = [path for path in folder.iterdir() if _OLD_CACHE_FILE.match(path.name)]
        for path in old:
            path.unlink(missing_ok=True)
        if old:
            folder.rmdir()  # fails if there is anything else in the folder, which is intended


def _checksum(name: str, sources: bytes, body: bytes | memoryview) -> bytes:
    hashed = hashlib.sha256(sources)
    hashed.update(os.fsencode(name) + b"\0")  # a whole file under another name is not what it says
    hashed.update(body)
    return hashed.hexdigest().encode()


@cache
def _code_hash() -> bytes:
    """A hash that changes with the code that reads and composes: files derived by another version count as absent.

    It uses each file's name, size and time, and the program's version: reading the code would take 2 ms at each start.
    """
    package = Path(__file__).parent.parent
    folders = [package / name for name in _DERIVING]
    files = [package / "codec.py", *sorted(path for folder in folders for path in folder.glob("*.py"))]
    seen = [f"{__version__}\0{package}"]
    for path in files:
        stat = path.stat()
        seen.append(f"{path.name}\0{stat.st_size}\0{stat.st_mtime_ns}")
    return hashlib.blake2b("\n".join(seen).encode(errors="surrogateescape"), digest_size=16).digest()
