"""What is new for learners: an older release, named by a git revision or a package, and a newer one."""

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path

from clfcards.anki.ledger_file import ledger_in
from clfcards.anki.pictures import packed_pictures
from clfcards.anki.release import Notes, Release, notes_in, released
from clfcards.anki.release_news import ReleaseNews, news_between
from clfcards.compose.deck import compose
from clfcards.decks.load import Loaded, guide_and_settings_of
from clfcards.decks.revisions import loaded_at
from clfcards.model.deck import Deck, DeckSettings
from clfcards.model.guide import Guide
from clfcards.model.ledger import Ledger
from clfcards.render.notes import NoteRenderer
from clfcards.system.files import read_bytes, shown


@dataclass(frozen=True, slots=True)
class Packages:
    """Which packages of an exam: those that are built by default, or every one; at a size, or the largest."""

    size: int | None = None
    every: bool = False

    def name(self, package: str) -> str:
        """The name of a package's file, without its extension."""
        return package if self.size is None else f"{package}-{self.size}"


def whatsnew(loaded: Loaded, since: str, until: str | None, wanted: Packages) -> ReleaseNews:
    """What is new since a release, until another one, or until the sources as they are.

    Each release is a git revision or a package. Raises UsageError if one cannot be read.
    """
    guide, settings = guide_and_settings_of(loaded)
    ledger = ledger_in(loaded.folder, settings.namespace)
    old = earlier_release(loaded, since, ledger, wanted)
    if until is None:
        new = release_of(loaded, "", ledger, published_in(old, ledger), wanted)
    else:
        new = earlier_release(loaded, until, ledger, wanted)
    packages = news_between(guide, old, new, ledger, subdecks=settings.subdecks)
    return ReleaseNews(guide.exam.name, old.name, new.name, packages, guide.language)


def published_in(release: Release, ledger: Ledger | None) -> Set[str]:
    """The ids of all notes that learners may have: those of the release, and those in the ledger."""
    return {id_ for notes in release.packages.values() for id_ in notes} | set(ledger.notes if ledger else ())


def earlier_release(loaded: Loaded, given: str, ledger: Ledger | None, wanted: Packages) -> Release:
    """The release that a package holds, or that was built at a git revision; `ledger` is the one of today."""
    guide, settings = guide_and_settings_of(loaded)
    path = Path(given)
    if path.is_file():
        from clfcards.foreign.package import MAX_BYTES

        notes = notes_in(shown(path), read_bytes(path, MAX_BYTES), guide)
        return Release(path.name, {wanted.name(_package_of(notes, settings, ledger)): notes})
    with loaded_at(given, loaded.folder) as earlier:
        _, at_the_time = guide_and_settings_of(earlier)
        then = ledger_in(earlier.folder, at_the_time.namespace)
        # Nobody knows who had which notes of a smaller deck's reserve.
        published = then.notes.keys() if then and wanted.size is None else set[str]()
        return release_of(earlier, given, then, published, wanted)


def release_of(loaded: Loaded, name: str, ledger: Ledger | None, published: Set[str], wanted: Packages) -> Release:
    """The release that the sources make; of the notes in no deck, it has those that were `published` before."""
    guide, settings = guide_and_settings_of(loaded)
    pictures = packed_pictures(guide.code, loaded.media)
    kinds = ledger.kinds if ledger else frozenset[str]()
    names = {file: picture.name for file, picture in pictures.items()}
    renderer = NoteRenderer(guide, names, kinds, settings.report_url)
    decks = [_deck(loaded, guide, settings, number, wanted) for number in range(len(settings.packages))]
    taken = {note.id for deck in decks for note in deck.notes}
    reserve = [n for deck in decks for n in deck.reserve if n.id in published and n.id not in taken]
    packages: dict[str, Notes] = {
        wanted.name(deck.package.name): released(guide, renderer, deck.notes)
        for deck in decks
        if wanted.every or deck.package.default
    }
    return Release(name, packages, released(guide, renderer, reserve), ledger)


def _deck(loaded: Loaded, guide: Guide, settings: DeckSettings, number: int, wanted: Packages) -> Deck:
    """A package's deck; the largest one, if the sources have too few cards for the size."""
    full = compose(guide, settings, loaded.bank, settings.packages[number])
    if wanted.size is None or wanted.size >= full.cards:
        return full
    return compose(guide, settings, loaded.bank, settings.packages[number], wanted.size)


def _package_of(notes: Notes, settings: DeckSettings, ledger: Ledger | None) -> str:
    """The name of the package that the notes come from: of that in which most of them are today."""
    entries = ledger.notes if ledger else {}
    names = Counter(entries[id_].package for id_ in notes if id_ in entries)
    default = next(package.name for package in settings.packages if package.default)
    return names.most_common(1)[0][0] if names else default
