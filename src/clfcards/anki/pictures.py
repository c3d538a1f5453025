"""The pictures of a package, with the names they have in Anki."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from clfcards.system.files import read_bytes


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's name in the package, and its content."""

    name: str
    data: bytes


def packed_pictures(exam: str, media: Mapping[str, Path]) -> dict[str, Picture]:
    """The pictures by their names in the sources; `exam` is the exam's code."""
    contents = {name: read_bytes(path) for name, path in sorted(media.items())}
    return {name: Picture(_packed_name(exam, name, data), data) for name, data in contents.items()}


def _packed_name(exam: str, name: str, data: bytes) -> str:
    """The picture's name with a hash of its content: Anki never replaces a file with an existing name."""
    stem, _, ending = name.rpartition(".")
    digest = hashlib.blake2b(data, digest_size=5).hexdigest()
    safe = re.sub(r"[^a-z0-9-]+", "-", stem.lower())  # Anki writes names in lower case
    return f"{exam}-{safe}-{digest}.{ending.lower()}"
