"""The build, from what was loaded to the bytes that are written."""

import datetime as dt
import hashlib
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from clfcards.anki.ledger_file import ledger_bytes, read_ledger
from clfcards.anki.note_types import note_types
from clfcards.anki.publish import Edition, publish
from clfcards.anki.release_notes import release_notes
from clfcards.compose.deck import compose
from clfcards.errors import ClfcardsError, UsageError
from clfcards.model.bank import Bank
from clfcards.model.deck import Deck, DeckSettings
from clfcards.model.guide import Guide
from clfcards.model.ledger import Changes, Ledger
from clfcards.render.notes import NoteRenderer, RenderedNote
from clfcards.system.files import read_bytes, shown

Progress = Callable[[str], None]
_FEW = 10  # notes that may always be retired in one build


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made. `packages` are file names with their bytes; `ledger_data` is the new ledger file."""

    decks: tuple[Deck, ...]
    packages: dict[str, bytes]
    changes: Changes
    ledger_data: bytes
    ledger_changed: bool
    release_notes: str


def build(
    guide: Guide,
    settings: DeckSettings,
    bank: Bank,
    media: dict[str, Path],
    ledger_path: Path,
    now: dt.datetime,
    *,
    size: int | None,
    every_package: bool,
    retire_many: bool,
    progress: Progress,
) -> Built:
    """Composes and renders every package, holds them against the ledger, and packs those asked for.

    The ledger follows the decks at their full size, so that a smaller `size` is a personal edition
    that leaves no trace. Raises UsageError where the size asks for more cards than there are, and
    ClfcardsError where a good part of what was published is gone, unless `retire_many`.
    """
    progress("composing")
    full = tuple(compose(guide, settings, bank, package) for package in settings.packages)
    wanted = [d for d in full if every_package or d.package.default]
    if not any(deck.notes for deck in wanted):
        raise ClfcardsError("there is no deck to build: at least one domain of the guide has no card")
    if size is not None:
        wanted = [_smaller(guide, settings, bank, deck, size) for deck in wanted]

    progress("rendering")
    pictures = {name: (_media_name(guide, name, data), data) for name, data in _contents(media).items()}
    renderer = NoteRenderer(guide, {name: packed for name, (packed, _) in pictures.items()})
    rendered: dict[str, RenderedNote] = {note.id: renderer.render(note) for deck in full for note in deck.notes}
    edition = Edition(guide, full, rendered, frozenset(item.id for item in bank))

    progress("comparing with the ledger")
    old_data = read_bytes(ledger_path) if os.path.lexists(ledger_path) else None
    namespace = settings.namespace
    old = read_ledger(shown(ledger_path), old_data, namespace) if old_data is not None else Ledger(namespace)
    ledger, changes = publish(old, edition, note_types().values(), now)
    published = sum(entry.is_current for entry in old.notes.values())
    if len(changes.retired) > max(_FEW, published // 5) and not retire_many:
        raise ClfcardsError(
            f"{len(changes.retired)} of {published} published notes are gone from the sources: if they are to be "
            "retired, build with --retire-many"
        )
    ledger_changed = ledger != old
    new_data = ledger_bytes(ledger) if ledger_changed or old_data is None else old_data

    progress("packing")
    # Here, because genanki costs more to import than the rest of a small build.
    from clfcards.anki.package import package_bytes

    contents = dict(pictures.values())
    packages = {_file_name(deck, size): package_bytes(deck, edition, ledger, contents) for deck in wanted}
    limit = settings.limits.package_megabytes
    for name, data in packages.items():
        if len(data) > limit * 1_000_000:
            raise ClfcardsError(f"'{name}' has {len(data) / 1e6:.1f} MB, more than the {limit} that deck.yaml allows")
    return Built(
        decks=tuple(wanted),
        packages=packages,
        changes=changes,
        ledger_data=new_data,
        ledger_changed=ledger_changed,
        release_notes=release_notes(guide, ledger),
    )


def _smaller(guide: Guide, settings: DeckSettings, bank: Bank, full: Deck, size: int) -> Deck:
    """The deck of `size` cards, whose notes are all in the full one; that is what the ledger knows."""
    deck = compose(guide, settings, bank, full.package, size)
    if size > full.cards:
        raise UsageError(f"a deck of {size} cards would not keep the weights: the largest that does has {full.cards}")
    return deck


def _file_name(deck: Deck, size: int | None) -> str:
    return deck.package.file if size is None else f"{deck.package.name}-{size}.apkg"


def _contents(media: dict[str, Path]) -> dict[str, bytes]:
    return {name: read_bytes(path) for name, path in sorted(media.items())}


def _media_name(guide: Guide, name: str, data: bytes) -> str:
    """The picture's name in the package. It carries a hash of the content: Anki never replaces a file."""
    stem, _, ending = name.rpartition(".")
    digest = hashlib.blake2b(data, digest_size=5).hexdigest()
    safe = re.sub(r"[^A-Za-z0-9-]+", "-", stem)
    return f"{guide.code}-{safe}-{digest}.{ending.lower()}"
