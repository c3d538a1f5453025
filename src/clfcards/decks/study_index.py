"""The composed deck without its texts, kept beside what was read: JSON that can be deleted at any time.

It holds no text of any note, only what the queue needs and in which file each note stands, and it
counts only for exactly the bytes it was made from.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from clfcards.decks.cache import fingerprint
from clfcards.decks.contents import Contents
from clfcards.decks.lazy_cards import Home, LazyCards
from clfcards.errors import ClfcardsError
from clfcards.model.study import Outline, StudyCard
from clfcards.system.files import write_atomically

INDEX = "study-index"


@dataclass(frozen=True, slots=True)
class StudyIndex:
    """The cards by key, in the order in which they are introduced; the ids of all notes by their file's shown path."""

    outline: Outline
    cards: Mapping[str, StudyCard]
    notes: Mapping[str, Sequence[str]]


def read_index(folder: Path, contents: Contents) -> StudyIndex | None:
    """The index made from these contents; None where there is none, or it cannot be read."""
    try:
        raw = json.loads((folder / INDEX).read_bytes())
        if raw["of"] != _name(contents):
            return None
        homes: list[Home] = [
            (domain, task, kind, tuple(services), tuple(tags), spare)
            for domain, task, kind, services, tags, spare in raw["homes"]
        ]
        cards = LazyCards(dict(zip(raw["cards"], raw["home_of"], strict=True)), homes)
        outline = Outline(**raw["outline"] | {"services": tuple(raw["outline"]["services"])})
        return StudyIndex(outline, cards, {path: list(ids) for path, ids in raw["notes"].items()})
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None


def write_index(folder: Path, contents: Contents, index: StudyIndex) -> None:
    """Keeps the index. A full or read-only disk costs the next start its speed, nothing else."""
    homes: dict[tuple[object, ...], int] = {}
    home_of = [homes.setdefault(card[2:], len(homes)) for card in index.cards.values()]
    raw = {
        "of": _name(contents),
        "outline": asdict(index.outline),
        "homes": list(homes),
        "cards": list(index.cards),
        "home_of": home_of,
        "notes": index.notes,
    }
    with suppress(ClfcardsError):
        write_atomically(folder / INDEX, json.dumps(raw).encode(), durable=False)


def _name(contents: Contents) -> str:
    """A hash of all the sources' bytes, their paths, and the program's version."""
    files = [("guide", contents.guide or b""), ("deck", contents.settings or b""), *contents.bank]
    return hashlib.blake2b("".join(fingerprint(*file) for file in files).encode(), digest_size=16).hexdigest()
