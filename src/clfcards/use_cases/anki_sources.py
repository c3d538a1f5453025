"""What an exam's sources have for Anki: every note with its text, its tags, and the name of its deck."""

from pathlib import Path

from clfcards.anki.content import content_reader
from clfcards.anki.ledger_file import ledger_in
from clfcards.anki.pictures import Picture, packed_pictures
from clfcards.anki.publish import deck_name
from clfcards.anki.push_plan import OurNote, OurNotes
from clfcards.anki.release import released
from clfcards.compose.deck import compose
from clfcards.decks.load import Loaded, guide_and_settings_of, load_cached
from clfcards.errors import ClfcardsError
from clfcards.model.deck import Deck
from clfcards.model.guide import Guide
from clfcards.model.ledger import Ledger
from clfcards.next_step import NextStep
from clfcards.render.notes import NoteRenderer


class AnkiSources:
    """An exam's notes for Anki, and its pictures by the names that they have there."""

    def __init__(self, loaded: Loaded) -> None:
        self.guide, self.settings = guide_and_settings_of(loaded)
        self.namespace = self.settings.namespace
        ledger = ledger_in(loaded.folder, self.namespace) or Ledger(self.namespace)
        packed = packed_pictures(self.guide.code, loaded.media)
        self.pictures: dict[str, Picture] = {picture.name: picture for picture in packed.values()}
        names = {file: picture.name for file, picture in packed.items()}
        renderer = NoteRenderer(self.guide, names, ledger.kinds, self.settings.report_url)
        decks = [compose(self.guide, self.settings, loaded.bank, package) for package in self.settings.packages]
        self.notes = _our_notes(self.guide, renderer, decks, ledger)


def read_sources(folder: Path, cache: Path, *, store: bool = False) -> AnkiSources:
    """The sources in an exam's folder; `cache` is where sessions keep them. It is only read, unless `store` is true.

    Raises ClfcardsError for sources with errors: what cannot be read would look retired, and a draft with a wrong
    answer must not reach a learner.
    """
    loaded = load_cached(folder, cache, store=store)
    sources = AnkiSources(loaded) if loaded.guide and loaded.settings and not loaded.problems else None
    if sources is None or (_has_drafts(sources.notes) and _has_errors(loaded)):
        raise ClfcardsError("the sources have errors: fix them first", NextStep.run("check"))
    return sources


def _has_errors(loaded: Loaded) -> bool:
    from clfcards.rules import ERRORS  # all rules are imported with them, which takes longer than reading a collection
    from clfcards.use_cases.check import problems_of

    return bool(problems_of(loaded, ERRORS))


def _our_notes(guide: Guide, renderer: NoteRenderer, decks: list[Deck], ledger: Ledger) -> OurNotes:
    """The notes of all decks, and of their reserves those that were published."""
    notes: dict[str, OurNote] = {}
    for deck in decks:
        names = {domain.id: deck_name(deck, domain.title, domain.id) for domain in deck.domains}
        held = (note for note in deck.reserve if note.id in ledger.notes)
        for note_id, note in released(guide, renderer, (*deck.notes, *held)).items():
            notes.setdefault(note_id, OurNote(note, deck.package.name, names[note.domain], len(notes) + 1))
    packages = {deck.package.name: frozenset(note.id for note in deck.notes) for deck in decks}
    default = frozenset(id_ for deck in decks if deck.package.default for id_ in packages[deck.package.name])
    return OurNotes(guide.code, notes, default, packages, ledger)


def _has_drafts(notes: OurNotes) -> bool:
    """Whether some note differs from what was published last, so that no build has checked it."""
    content_of = content_reader()
    entries = notes.ledger.notes
    return any(
        id_ not in entries or entries[id_].content() != content_of(our.note.rendered)
        for id_, our in notes.notes.items()
    )
