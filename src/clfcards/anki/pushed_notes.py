"""The record of what was last pushed: a file in the learner's data folder, by collection and by Anki's note id.

It is not in the log, because it says something about Anki's collection, not about the learner. If it is lost, the
published versions in the ledger take its place.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from clfcards import codec
from clfcards.anki.merge_base import Pushed
from clfcards.errors import ClfcardsError
from clfcards.system.files import read_bytes, shown, write_atomically

_FORMAT = 1

Collections = Mapping[str, Mapping[int, Pushed]]
"""What was pushed, by the key of the collection and by the note's id in Anki."""


@dataclass(frozen=True, slots=True)
class _File:
    """The file."""

    format: int = _FORMAT
    collections: dict[str, dict[int, Pushed]] = field(default_factory=dict)


def pushed_path(data: Path, namespace: str) -> Path:
    """The record of one deck's pushes in the data folder."""
    return data / "anki" / f"{namespace}.json"


def collection_key(media_folder: str) -> str:
    """The key of the collection with this media folder, as a hash, so that no name of a person is kept."""
    return hashlib.blake2b(media_folder.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def read_pushed(path: Path) -> Collections:
    """What was pushed. Raises ClfcardsError if the file is of a newer program; a damaged one says nothing."""
    if not path.exists():
        return {}
    try:
        file = codec.decode(read_bytes(path), _File)
    except ValueError:  # the ledger knows enough
        return {}
    if file.format > _FORMAT:
        raise ClfcardsError(f"'{shown(path)}' was written by a newer clfcards: update the program")
    return file.collections


def write_pushed(path: Path, collections: Collections, key: str, notes: Mapping[int, Pushed]) -> None:
    """Records the notes of one collection; what is known of others stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = {name: dict(found) for name, found in collections.items()}
    write_atomically(path, codec.encode(_File(collections={**kept, key: dict(notes)})))
