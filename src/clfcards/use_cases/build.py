"""The build: reads, checks, composes, renders, compares with the ledger, packs, and writes."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from clfcards.anki.card_loss import CardLoss, card_losses
from clfcards.anki.deck_page import ankiweb_page
from clfcards.anki.ledger_file import ledger_bytes, ledger_in, ledger_path
from clfcards.anki.note_types import note_types_of
from clfcards.anki.package_mark import DRAFT, UPDATE, marked
from clfcards.anki.pictures import Picture, packed_pictures
from clfcards.anki.publish import Edition, completed, publish
from clfcards.anki.release_comparison import Comparison
from clfcards.anki.release_news import ReleaseNews, news_between, news_so_far
from clfcards.anki.update import update_of
from clfcards.compose.deck import compose
from clfcards.compose.shortage import limiting_domain
from clfcards.decks.load import BankCache, Loaded, load
from clfcards.errors import ClfcardsError, UsageError
from clfcards.model.bank import Bank
from clfcards.model.deck import Deck, DeckSettings
from clfcards.model.guide import Guide
from clfcards.model.language import language_of
from clfcards.model.ledger import Changes, Ledger
from clfcards.render.note_kinds import family_of
from clfcards.render.notes import NoteRenderer, RenderedNote
from clfcards.rules import ERRORS
from clfcards.system.files import refuse_unwritable, sweep_leftovers, write_atomically
from clfcards.use_cases.build_time import TOLERANCE, Evidence, newest_evidence, repaired, stamp
from clfcards.use_cases.check import SourcesHaveErrors, problems_of
from clfcards.use_cases.deck_sizes import DeckSize, deck_sizes
from clfcards.use_cases.lost_ledger import LostNotes, lost_notes
from clfcards.use_cases.whatsnew import Packages, earlier_release, published_in, release_of

_KINDS = {"facts": "a fact", "study": "a question of the pool 'study'", "exam": "a question of the pool 'exam'"}

Progress = Callable[[str], None]
"""Called with the name of each stage as it begins."""


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What to build from an exam's `folder` into the folder `out`.

    With a `size`, the decks have that many cards instead of as many as keep the weights. A `locked` build writes
    nothing if the ledger would change. A build without `keeps_ledger` does not write the ledger. `accept_fewer`
    lets a tenth of a package's cards leave, and `first` says that nothing was published before. `repair` sets the
    ledger's times in the future back. `since` is an older release, for a package with its corrections alone.
    """

    folder: Path
    out: Path
    size: int | None = None
    every_package: bool = False
    locked: bool = False
    accept_fewer: bool = False
    keeps_ledger: bool = True
    first: bool = False
    repair: bool = False
    since: str | None = None


@dataclass(frozen=True, slots=True)
class BuildClock:
    """The time of the build (UTC). If a person named it, it is not compared with what files and git say."""

    now: dt.datetime
    is_named: bool = False


@dataclass(frozen=True, slots=True)
class BuiltPackage:
    """A package that was written."""

    path: Path
    deck: Deck
    data: bytes


@dataclass(frozen=True, slots=True)
class Built:
    """The result of a build. `exam` is the exam's code.

    `updates` are the packages with corrections alone. `notes` is where the release notes belong, and `news` is what
    they say. `ahead` is the ledger's newest time if it is in the future, and `repaired` says that it was.
    """

    exam: str
    packages: tuple[BuiltPackage, ...]
    updates: tuple[BuiltPackage, ...]
    changes: Changes
    sizes: tuple[DeckSize, ...]
    notes: Path
    news: ReleaseNews
    loaded: Loaded
    ahead: dt.datetime | None = None
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class FewerCards:
    """A tenth of the published cards of some packages would leave, and the request does not accept it."""

    losses: tuple[CardLoss, ...]
    sizes: tuple[DeckSize, ...]


@dataclass(frozen=True, slots=True)
class LedgerWouldChange:
    """The build is locked and would change the ledger."""

    ledger: Path
    changes: Changes


@dataclass(frozen=True, slots=True)
class LedgerAhead:
    """The ledger's newest time is in the future, so that later corrections would not reach learners."""

    ledger: Path
    newest: dt.datetime
    now: dt.datetime


@dataclass(frozen=True, slots=True)
class ClockDisagrees:
    """The build would record a time that is more than two days from the newest evidence of the time."""

    now: dt.datetime
    evidence: Evidence


NotBuilt = SourcesHaveErrors | LostNotes | LedgerAhead | FewerCards | LedgerWouldChange | ClockDisagrees


@dataclass(frozen=True, slots=True)
class _Exam:
    """An exam that can be built, with the pictures of its notes."""

    loaded: Loaded
    guide: Guide
    settings: DeckSettings
    bank: Bank
    pictures: Mapping[str, Picture]


@dataclass(frozen=True, slots=True)
class _Publication:
    """The ledger before and after the build. `stored` is the ledger as its file says it; `old` may know more."""

    path: Path
    stored: Ledger
    old: Ledger
    new: Ledger
    changes: Changes

    @property
    def is_changed(self) -> bool:
        return self.new != self.old


def build(request: BuildRequest, clock: BuildClock, cache: BankCache | None, progress: Progress) -> Built | NotBuilt:
    """Builds and writes the packages and the ledger; if it refuses, nothing is written.

    The clock's time becomes the modification time of changed notes. The ledger always records the decks at their
    full size, so that a smaller deck is a personal edition that leaves no trace. Raises UsageError if the size
    is larger than the number of cards, or there is no release `since` which to compare.
    """
    progress("reading")
    loaded = load(request.folder, cache)
    progress("checking")
    problems = problems_of(loaded, ERRORS)
    if problems or loaded.guide is None or loaded.settings is None:
        return SourcesHaveErrors(tuple(problems))
    pictures = packed_pictures(loaded.guide.code, loaded.media)
    exam = _Exam(loaded, loaded.guide, loaded.settings, loaded.bank, pictures)
    progress("composing")
    full, wanted = _decks(exam, request)
    stored = ledger_in(request.folder, exam.settings.namespace) or Ledger(exam.settings.namespace)
    progress("rendering")
    edition = _edition(exam, full, stored)
    progress("comparing with the ledger")
    publication = _published(request, exam, stored, edition, clock)
    if not isinstance(publication, _Publication):
        return publication
    sizes = deck_sizes(publication.old, full)
    if refused := _refusal(publication, request, sizes):
        return refused
    progress("packing")
    packages = _packages(request, wanted, edition, publication.new, pictures)
    news, updates = _news(request, exam, wanted, edition, publication)
    _refuse_large((*packages, *updates), exam.settings.limits.package_megabytes)
    progress("writing")
    _write(request, (*packages, *updates), publication)
    page = ankiweb_page(exam.guide, wanted, publication.new)
    write_atomically(request.out / "ankiweb.md", page.encode())
    return Built(
        exam=exam.guide.code,
        packages=packages,
        updates=updates,
        changes=publication.changes,
        sizes=sizes,
        notes=request.out / f"{_wanted(request).name('whatsnew')}.md",
        news=news,
        loaded=loaded,
        ahead=_ahead(request.folder, publication.new, clock),
        repaired=request.repair and publication.stored.newest != publication.new.newest,
    )


def _wanted(request: BuildRequest) -> Packages:
    return Packages(request.size, request.every_package)


def _decks(exam: _Exam, request: BuildRequest) -> tuple[tuple[Deck, ...], tuple[Deck, ...]]:
    """Every deck at its full size, and the requested decks at the requested size."""
    full = tuple(compose(exam.guide, exam.settings, exam.bank, package) for package in exam.settings.packages)
    wanted = tuple(deck for deck in full if request.every_package or deck.package.default)
    if not any(deck.notes for deck in wanted):
        raise ClfcardsError(f"there is no deck to build: {_why_empty(exam.guide, wanted[0])}")
    if request.size is None:
        return full, wanted
    return full, tuple(_resized(exam, deck, request.size) for deck in wanted)


def _why_empty(guide: Guide, deck: Deck) -> str:
    """Which domains leave the deck without a card, and what to add."""
    kinds = [_KINDS[holding] for holding in ("facts", "study", "exam") if holding in deck.package.holds]
    kind = " or ".join(kinds)
    empty = [domain for domain in deck.domains if not domain.cards + domain.reserve]
    if not empty:
        fewest = limiting_domain(deck.domains)
        title = next(domain.title for domain in deck.domains if domain.id == fewest)
        return f"no number of cards has the weights of all domains: add {kind} to domain {fewest} {title}"
    names = ", ".join(f"{domain.id} {domain.title}" for domain in empty)
    tasks = ", ".join(task.id for domain in guide.domains for task in domain.tasks if domain.id == empty[0].id)
    if len(empty) == 1:
        return f"domain {names} has no card in '{deck.package.file}': add {kind} to one of its tasks ({tasks})"
    return f"these domains have no card in '{deck.package.file}': {names}; add {kind} to each of them"


def _resized(exam: _Exam, full: Deck, size: int) -> Deck:
    """The deck of `size` cards. All its notes are in the full deck, which is the one in the ledger."""
    deck = compose(exam.guide, exam.settings, exam.bank, full.package, size)
    if size > full.cards:
        raise UsageError(
            f"a deck of {size} cards cannot keep the exam weights: the largest deck that can has {full.cards} cards"
        )
    return deck


def _edition(exam: _Exam, decks: tuple[Deck, ...], ledger: Ledger) -> Edition:
    """The decks with every note rendered that is in them or was published before."""
    published = ledger.notes.keys()
    pictures = {name: picture.name for name, picture in exam.pictures.items()}
    renderer = NoteRenderer(exam.guide, pictures, ledger.kinds, exam.settings.report_url)
    rendered: dict[str, RenderedNote] = {note.id: renderer.render(note) for deck in decks for note in deck.notes}
    rendered |= {n.id: renderer.render(n) for deck in decks for n in deck.reserve if n.id in published}
    return Edition(exam.guide, decks, rendered, frozenset(item.id for item in exam.bank))


def _published(
    request: BuildRequest, exam: _Exam, stored: Ledger, edition: Edition, clock: BuildClock
) -> _Publication | LedgerAhead | LostNotes | ClockDisagrees:
    """The ledger in an exam's folder, and the ledger after this edition, with no time in the future."""
    publication = _publication(request.folder, stored, stored, edition, clock.now)
    if not request.keeps_ledger:
        return publication
    ahead = _ahead(request.folder, stored, clock)
    if ahead and not request.repair and (publication.is_changed or request.locked):
        return LedgerAhead(publication.path, ahead, clock.now)
    is_repaired = request.repair and ahead is not None
    if not publication.is_changed and not is_repaired:
        return publication
    if not request.first:
        out = (request.out / package.file for package in exam.settings.packages)
        if lost := lost_notes(request.folder, stored, out):
            return lost
    now = _time_to_record(request, exam, publication.changes, clock)
    if isinstance(now, ClockDisagrees):
        return now
    base = repaired(stored, now) if is_repaired else stored
    if base is stored and now == clock.now:
        return publication
    return _publication(request.folder, stored, base, edition, now)


def _publication(folder: Path, stored: Ledger, base: Ledger, edition: Edition, now: dt.datetime) -> _Publication:
    """The ledger in an exam's folder, and the ledger after this edition. `base` is the stored one, or its repair."""
    used = note_types_of(family_of(language_of(edition.guide.language), stored.kinds))
    new, changes = publish(completed(base, edition), edition, used, now)
    return _Publication(ledger_path(folder), stored, completed(stored, edition), new, changes)


def _ahead(folder: Path, ledger: Ledger, clock: BuildClock) -> dt.datetime | None:
    """The ledger's newest time, if it is more than two days after now, whatever tells what time it is."""
    newest = ledger.newest
    if newest is None or newest <= clock.now + TOLERANCE:
        return None
    return newest if newest > newest_evidence(folder, ()).at + TOLERANCE else None


def _time_to_record(
    request: BuildRequest, exam: _Exam, changes: Changes, clock: BuildClock
) -> dt.datetime | ClockDisagrees:
    """The build's time, if a person named it or the evidence confirms it."""
    if clock.is_named or request.locked:  # a locked build records nothing
        return clock.now
    changed = {*changes.added, *changes.changed}
    paths = {item.origin.path for item in exam.bank if item.id in changed}
    evidence = newest_evidence(request.folder, (exam.loaded.files[path] for path in sorted(paths)))
    now = stamp(clock.now, evidence.at)
    return ClockDisagrees(clock.now, evidence) if now is None else now


def _refusal(
    publication: _Publication, request: BuildRequest, sizes: tuple[DeckSize, ...]
) -> FewerCards | LedgerWouldChange | None:
    losses = tuple(loss for loss in card_losses(publication.old, publication.new) if loss.is_large)
    if losses and not request.accept_fewer:
        return FewerCards(losses, sizes)
    if request.locked and publication.is_changed:
        return LedgerWouldChange(publication.path, publication.changes)
    return None


def _packages(
    request: BuildRequest, decks: Sequence[Deck], edition: Edition, ledger: Ledger, pictures: Mapping[str, Picture]
) -> tuple[BuiltPackage, ...]:
    # Imported here, because importing genanki takes longer than the rest of a small build.
    from clfcards.anki.package import package_bytes

    media = {picture.name: picture.data for picture in pictures.values()}
    packed = [(deck, package_bytes(deck, edition, ledger, media)) for deck in decks]
    if not request.keeps_ledger:
        packed = [(deck, marked(data, DRAFT)) for deck, data in packed]
    return tuple(BuiltPackage(request.out / f"{_name(request, deck)}.apkg", deck, data) for deck, data in packed)


def _name(request: BuildRequest, deck: Deck) -> str:
    return _wanted(request).name(deck.package.name)


def _news(
    request: BuildRequest, exam: _Exam, decks: Sequence[Deck], edition: Edition, publication: _Publication
) -> tuple[ReleaseNews, tuple[BuiltPackage, ...]]:
    """What is new, and the packages with the corrections alone, if an older release is named."""
    guide, ledger, subdecks = exam.guide, publication.new, exam.settings.subdecks
    if request.since is None:
        names = tuple(deck.package.name for deck in decks)
        return ReleaseNews(
            guide.exam.name, "", "", news_so_far(guide, ledger, names, subdecks=subdecks), guide.language
        ), ()
    wanted = _wanted(request)
    old = earlier_release(exam.loaded, request.since, ledger, wanted)
    new = release_of(exam.loaded, "", ledger, published_in(old, ledger), wanted)
    packages = news_between(guide, old, new, ledger, subdecks=subdecks)
    news = ReleaseNews(guide.exam.name, old.name, "", packages, guide.language)
    found = {package.name: package.found for package in packages}
    updates = tuple(
        _update(request, deck, edition, found[name], ledger, exam.pictures)
        for deck in decks
        if (name := _name(request, deck)) in found
    )
    return news, updates


def _update(
    request: BuildRequest,
    deck: Deck,
    edition: Edition,
    found: Comparison,
    ledger: Ledger,
    pictures: Mapping[str, Picture],
) -> BuiltPackage:
    from clfcards.anki.package import package_bytes

    corrections, tagged = update_of(deck, edition, found, ledger)
    media = {picture.name: picture.data for picture in pictures.values()}
    data = marked(package_bytes(corrections, tagged, ledger, media), UPDATE)
    return BuiltPackage(request.out / f"{_name(request, deck)}-update.apkg", corrections, data)


def _refuse_large(packages: Sequence[BuiltPackage], megabytes: int) -> None:
    for package in packages:
        if len(package.data) > megabytes * 1_000_000:
            size = f"{len(package.data) / 1e6:.1f} MB"
            raise ClfcardsError(f"'{package.path.name}' is {size}, more than the {megabytes} MB that deck.yaml allows")


def _write(request: BuildRequest, packages: Sequence[BuiltPackage], publication: _Publication) -> None:
    """Writes the ledger, then the packages: no package may be out of which the ledger does not know.

    If a package cannot be written after all, the next build gives the same bytes again.
    """
    sweep_leftovers(request.folder)  # where a build that was killed wrote the ledger; this one may not write it
    for package in packages:
        refuse_unwritable(package.path)
    if publication.new != publication.stored and request.keeps_ledger:
        write_atomically(publication.path, ledger_bytes(publication.new))
    for package in packages:
        write_atomically(package.path, package.data)
