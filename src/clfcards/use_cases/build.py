"""The build: reads, checks, composes, renders, compares with the ledger, packs, and writes."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from clfcards.anki.deck_page import ankiweb_page
from clfcards.anki.ledger_file import ledger_bytes, ledger_in, ledger_path
from clfcards.anki.note_types import note_types
from clfcards.anki.pictures import Picture, packed_pictures
from clfcards.anki.publish import Edition, publish
from clfcards.anki.release_notes import release_notes
from clfcards.compose.deck import compose
from clfcards.decks.load import BankCache, Loaded, load
from clfcards.errors import ClfcardsError, UsageError
from clfcards.model.bank import Bank
from clfcards.model.deck import Deck, DeckSettings
from clfcards.model.guide import Guide
from clfcards.model.ledger import Changes, Ledger
from clfcards.render.notes import NoteRenderer, RenderedNote
from clfcards.rules import ERRORS
from clfcards.system.files import write_atomically
from clfcards.use_cases.check import SourcesHaveErrors, problems_of

Progress = Callable[[str], None]
"""Called with the name of each stage as it begins."""

_ALWAYS_RETIRABLE = 10  # this many notes may always be retired in one build


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What to build from an exam's `folder` into the folder `out`.

    With a `size`, the decks have that many cards instead of as many as keep the weights. A `locked` build writes
    nothing if the ledger would change. A build without `keeps_ledger` does not write the ledger.
    """

    folder: Path
    out: Path
    size: int | None = None
    every_package: bool = False
    locked: bool = False
    retire_many: bool = False
    keeps_ledger: bool = True


@dataclass(frozen=True, slots=True)
class BuiltPackage:
    """A package that was written."""

    path: Path
    deck: Deck
    data: bytes


@dataclass(frozen=True, slots=True)
class Built:
    """The result of a build. `exam` is the exam's code; `notes` is the file with the release notes."""

    exam: str
    packages: tuple[BuiltPackage, ...]
    changes: Changes
    notes: Path
    loaded: Loaded


@dataclass(frozen=True, slots=True)
class TooManyRemoved:
    """Many published notes were removed from the sources, and the request does not ask to retire them."""

    gone: int
    published: int


@dataclass(frozen=True, slots=True)
class LedgerWouldChange:
    """The build is locked and would change the ledger."""

    ledger: Path
    changes: Changes


NotBuilt = SourcesHaveErrors | TooManyRemoved | LedgerWouldChange


@dataclass(frozen=True, slots=True)
class _Exam:
    """An exam that can be built."""

    guide: Guide
    settings: DeckSettings
    bank: Bank


@dataclass(frozen=True, slots=True)
class _Publication:
    """The ledger before and after the build."""

    path: Path
    old: Ledger
    new: Ledger
    changes: Changes

    @property
    def is_changed(self) -> bool:
        return self.new != self.old


def build(request: BuildRequest, now: dt.datetime, cache: BankCache | None, progress: Progress) -> Built | NotBuilt:
    """Builds and writes the packages, the release notes and the ledger; if it refuses, nothing is written.

    `now` (UTC) becomes the modification time of changed notes. The ledger always records the decks at their
    full size, so that a smaller deck is a personal edition that leaves no trace. Raises UsageError if the size
    is larger than the number of cards.
    """
    progress("reading")
    loaded = load(request.folder, cache)
    progress("checking")
    problems = problems_of(loaded, ERRORS)
    if problems or loaded.guide is None or loaded.settings is None:
        return SourcesHaveErrors(tuple(problems))
    exam = _Exam(loaded.guide, loaded.settings, loaded.bank)
    progress("composing")
    full, wanted = _decks(exam, request)
    progress("rendering")
    pictures = packed_pictures(exam.guide.code, loaded.media)
    edition = _edition(exam, full, pictures)
    progress("comparing with the ledger")
    publication = _publication(request.folder, exam.settings.namespace, edition, now)
    if refused := _refusal(publication, request):
        return refused
    progress("packing")
    packages = _packages(request, wanted, edition, publication.new, pictures)
    _refuse_large(packages, exam.settings.limits.package_megabytes)
    progress("writing")
    page = ankiweb_page(exam.guide, [package.deck for package in packages], publication.new)
    write_atomically(request.out / "ankiweb.md", page.encode())
    notes = _write(request, packages, publication, release_notes(exam.guide, publication.new))
    return Built(exam.guide.code, packages, publication.changes, notes, loaded)


def _decks(exam: _Exam, request: BuildRequest) -> tuple[tuple[Deck, ...], tuple[Deck, ...]]:
    """Every deck at its full size, and the requested decks at the requested size."""
    full = tuple(compose(exam.guide, exam.settings, exam.bank, package) for package in exam.settings.packages)
    wanted = tuple(deck for deck in full if request.every_package or deck.package.default)
    if not any(deck.notes for deck in wanted):
        raise ClfcardsError("there is no deck to build: at least one domain of the guide has no card")
    if request.size is None:
        return full, wanted
    return full, tuple(_resized(exam, deck, request.size) for deck in wanted)


def _resized(exam: _Exam, full: Deck, size: int) -> Deck:
    """The deck of `size` cards. All its notes are in the full deck, which is the one in the ledger."""
    deck = compose(exam.guide, exam.settings, exam.bank, full.package, size)
    if size > full.cards:
        raise UsageError(
            f"a deck of {size} cards cannot keep the exam weights: the largest deck that can has {full.cards} cards"
        )
    return deck


def _edition(exam: _Exam, decks: tuple[Deck, ...], pictures: Mapping[str, Picture]) -> Edition:
    """The decks with every note rendered."""
    renderer = NoteRenderer(exam.guide, {name: picture.name for name, picture in pictures.items()})
    rendered: dict[str, RenderedNote] = {note.id: renderer.render(note) for deck in decks for note in deck.notes}
    return Edition(exam.guide, decks, rendered, frozenset(item.id for item in exam.bank))


def _publication(folder: Path, namespace: str, edition: Edition, now: dt.datetime) -> _Publication:
    """The ledger in an exam's folder, and the ledger after this edition."""
    old = ledger_in(folder, namespace) or Ledger(namespace)
    new, changes = publish(old, edition, note_types().values(), now)
    return _Publication(ledger_path(folder), old, new, changes)


def _refusal(publication: _Publication, request: BuildRequest) -> TooManyRemoved | LedgerWouldChange | None:
    published = sum(entry.is_current for entry in publication.old.notes.values())
    gone = len(publication.changes.retired)
    if gone > max(_ALWAYS_RETIRABLE, published // 5) and not request.retire_many:
        return TooManyRemoved(gone, published)
    if request.locked and publication.is_changed:
        return LedgerWouldChange(publication.path, publication.changes)
    return None


def _packages(
    request: BuildRequest, decks: Sequence[Deck], edition: Edition, ledger: Ledger, pictures: Mapping[str, Picture]
) -> tuple[BuiltPackage, ...]:
    # Imported here, because importing genanki takes longer than the rest of a small build.
    from clfcards.anki.package import package_bytes

    media = {picture.name: picture.data for picture in pictures.values()}
    return tuple(
        BuiltPackage(request.out / _file_name(deck, request.size), deck, package_bytes(deck, edition, ledger, media))
        for deck in decks
    )


def _file_name(deck: Deck, size: int | None) -> str:
    return deck.package.file if size is None else f"{deck.package.name}-{size}.apkg"


def _refuse_large(packages: Sequence[BuiltPackage], megabytes: int) -> None:
    for package in packages:
        if len(package.data) > megabytes * 1_000_000:
            size = f"{len(package.data) / 1e6:.1f} MB"
            raise ClfcardsError(f"'{package.path.name}' is {size}, more than the {megabytes} MB that deck.yaml allows")


def _write(request: BuildRequest, packages: Sequence[BuiltPackage], publication: _Publication, notes_text: str) -> Path:
    """Writes everything, the ledger last: a package that could not be written was not published.

    Returns the path of the release notes.
    """
    for package in packages:
        write_atomically(package.path, package.data)
    notes = request.out / "whatsnew.md"
    write_atomically(notes, notes_text.encode())
    if publication.is_changed and request.keeps_ledger:
        write_atomically(publication.path, ledger_bytes(publication.new))
    return notes
