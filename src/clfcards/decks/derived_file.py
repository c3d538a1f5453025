"""Files that are derived from an exam's sources, and count only for exactly the bytes they were made from.

Each can be deleted at any time. Its first line is a hash of the sources, the program and the rest of the
file, so that an old, foreign or damaged one counts as absent.
"""

import hashlib
import os
import re
from contextlib import suppress
from functools import cache
from pathlib import Path

from clfcards.decks.contents import Contents
from clfcards.errors import ClfcardsError
from clfcards.system.files import write_atomically

_OLD_CACHE_FILE = re.compile(r"[0-9a-f]{64}\.json\Z")


def fingerprint(contents: Contents) -> bytes:
    """A hash of all the sources' bytes and paths, and of the code that reads and composes them."""
    hashed = hashlib.sha256(_program())  # processors of these days have it built in
    for name, data in (("guide", contents.guide or b""), ("deck", contents.settings or b""), *contents.bank):
        hashed.update(b"%s\0%d\0" % (os.fsencode(name), len(data)))
        hashed.update(data)
    return hashed.digest()


def read_derived(path: Path, sources: bytes) -> bytes | None:
    """What was derived from the sources with this fingerprint; None where there is nothing, or nothing whole."""
    try:
        head, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return body if head == _seal(sources, body) else None


def write_derived(path: Path, sources: bytes, body: bytes) -> None:
    """Keeps it. A full or read-only disk costs the next start its speed, nothing else."""
    with suppress(ClfcardsError):
        write_atomically(path, _seal(sources, body) + b"\n" + body, durable=False)


def remove_old_cache(folder: Path) -> None:
    """Deletes what earlier versions cached here, a file for each source, and the folder where nothing else is in it."""
    with suppress(OSError):
        old = [path for path in folder.iterdir() if _OLD_CACHE_FILE.match(path.name)]
        for path in old:
            path.unlink(missing_ok=True)
        if old:
            folder.rmdir()  # fails, and that is as it should be, where there is anything else


def _seal(sources: bytes, body: bytes) -> bytes:
    hashed = hashlib.sha256(sources)
    hashed.update(body)
    return hashed.hexdigest().encode()


@cache
def _program() -> bytes:
    """A hash of the code that reads and composes: what another version derived counts as absent."""
    package = Path(__file__).parent.parent
    folders = [package / name for name in ("source", "model", "compose", "render", "decks")]
    files = [package / "codec.py", *sorted(path for folder in folders for path in folder.glob("*.py"))]
    return hashlib.blake2b(b"".join(path.read_bytes() for path in files), digest_size=16).digest()
