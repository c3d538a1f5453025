"""The build: reads, checks, composes, renders, compares with the ledger, packs, and writes."""

from collections.abc import Callable, Mapping, Sequence

from clfcards.anki.card_loss import card_losses
from clfcards.anki.deck_page import ankiweb_page
from clfcards.anki.ledger_file import ledger_bytes, ledger_in
from clfcards.anki.package_mark import DRAFT, UPDATE, marked
from clfcards.anki.pictures import Picture, packed_pictures
from clfcards.anki.publish import Edition
from clfcards.anki.release_comparison import Comparison
from clfcards.anki.release_news import ReleaseNews, news_between, news_so_far
from clfcards.anki.update import update_of
from clfcards.decks.load import BankCache, load
from clfcards.errors import ClfcardsError
from clfcards.model.deck import Deck
from clfcards.model.ledger import Ledger
from clfcards.render.notes import NoteRenderer, RenderedNote
from clfcards.rules import ERRORS
from clfcards.system.files import refuse_unwritable, sweep_leftovers, write_atomically
from clfcards.use_cases.build_outcome import Built, BuiltPackage, FewerCards, LedgerWouldChange, NotBuilt
from clfcards.use_cases.build_request import BuildClock, BuildRequest
from clfcards.use_cases.buildable_exam import BuildableExam, decks_of
from clfcards.use_cases.check import SourcesHaveErrors, problems_of
from clfcards.use_cases.deck_sizes import DeckSize, deck_sizes
from clfcards.use_cases.publication import Publication, ahead_of, published
from clfcards.use_cases.whatsnew import Packages, earlier_release, published_in, release_of

Progress = Callable[[str], None]
"""Called with the name of each stage as it begins."""


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
    exam = BuildableExam(loaded, loaded.guide, loaded.settings, loaded.bank, pictures)
    progress("composing")
    full, wanted = decks_of(exam, request)
    stored = ledger_in(request.folder, exam.settings.namespace) or Ledger(exam.settings.namespace)
    progress("rendering")
    edition = _edition(exam, full, stored)
    progress("comparing with the ledger")
    publication = published(request, exam, stored, edition, clock)
    if not isinstance(publication, Publication):
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
        ahead=ahead_of(request.folder, publication.new, clock),
        repaired=request.repair and publication.stored.newest != publication.new.newest,
    )


def _wanted(request: BuildRequest) -> Packages:
    return Packages(request.size, request.every_package)


def _edition(exam: BuildableExam, decks: tuple[Deck, ...], ledger: Ledger) -> Edition:
    """The decks with every note rendered that is in them or was published before."""
    published = ledger.notes.keys()
    pictures = {name: picture.name for name, picture in exam.pictures.items()}
    renderer = NoteRenderer(exam.guide, pictures, ledger.kinds, exam.settings.report_url)
    rendered: dict[str, RenderedNote] = {note.id: renderer.render(note) for deck in decks for note in deck.notes}
    rendered |= {n.id: renderer.render(n) for deck in decks for n in deck.reserve if n.id in published}
    return Edition(exam.guide, decks, rendered, frozenset(item.id for item in exam.bank))


def _refusal(
    publication: Publication, request: BuildRequest, sizes: tuple[DeckSize, ...]
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
    request: BuildRequest, exam: BuildableExam, decks: Sequence[Deck], edition: Edition, publication: Publication
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


def _write(request: BuildRequest, packages: Sequence[BuiltPackage], publication: Publication) -> None:
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
