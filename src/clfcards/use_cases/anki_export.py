"""A package with the deck and a learner's whole history, for an Anki that does not have the deck yet.

Nothing is published by it: the ledger is read, and not written.
"""

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from clfcards.anki.history_package import with_history
from clfcards.anki.ledger_file import ledger_in
from clfcards.anki.note_types import note_types_of
from clfcards.anki.package import package_bytes
from clfcards.anki.pictures import packed_pictures
from clfcards.anki.publish import Edition, completed, publish
from clfcards.compose.deck import compose
from clfcards.decks.load import Loaded, guide_and_settings_of, load
from clfcards.errors import ClfcardsError
from clfcards.log.log import Log
from clfcards.memory.event_kinds import ANSWERS, RESET
from clfcards.memory.options import study_settings
from clfcards.model.card import card_keys
from clfcards.model.event import live
from clfcards.model.event_kind import UNDO
from clfcards.model.language import language_of
from clfcards.model.ledger import Ledger
from clfcards.next_step import NextStep
from clfcards.render.note_kinds import family_of
from clfcards.render.notes import NoteRenderer
from clfcards.use_cases.anki_history import anki_answers, anki_clock, anki_states


@dataclass(frozen=True, slots=True)
class AnkiExport:
    """The package, and what is in it: `answers` to `cards`, and `resets` of cards.

    `left_out` counts the answers to cards that are no longer in the sources.
    """

    data: bytes
    answers: int
    cards: int
    resets: int
    left_out: int


def export_to_anki(folder: Path, log: Log, now: dt.datetime) -> AnkiExport:
    """The deck of an exam's folder with the history in the log. `now` is the time of what was never published.

    Raises ClfcardsError if there is no history, or if the sources have errors.
    """
    events = [event for event in live(log.events((*ANSWERS, RESET, UNDO))) if event.kind != UNDO]
    if not events:
        raise ClfcardsError("there is no history to export", NextStep.run("review"))
    loaded = load(folder)
    _, settings = guide_and_settings_of(loaded)
    package, keys = _package(loaded, {event.subject.rpartition("/")[0] for event in events}, now)
    answers = tuple(anki_answers(settings.namespace, events, keys))
    states = [state for key, state in log.states().items() if key in keys and not state.is_new]
    saved = study_settings(log.settings(), settings.desired_retention)
    clock = anki_clock(events, saved.cutoff_hour)
    decay = log.replay.model.weights[20]
    columns = anki_states(settings.namespace, states, clock, saved.scheme, decay)
    given = [event for event in events if event.kind in ANSWERS]
    return AnkiExport(
        data=with_history(package, clock, columns, answers),
        answers=sum(answer.ease > 0 for answer in answers),
        cards=len({event.subject for event in given if event.subject in keys}),
        resets=sum(answer.ease == 0 for answer in answers),
        left_out=sum(event.subject not in keys for event in given),
    )


def _package(loaded: Loaded, with_history_of: set[str], now: dt.datetime) -> tuple[bytes, frozenset[str]]:
    """The package of the default decks and of all notes with these ids, and the keys of its cards."""
    guide, settings = guide_and_settings_of(loaded)
    stored = ledger_in(loaded.folder, settings.namespace) or Ledger(settings.namespace)
    decks = [compose(guide, settings, loaded.bank, package) for package in settings.packages if package.default]
    notes = {note.id: note for deck in decks for note in deck.notes}
    for note in loaded.bank:
        if note.id in with_history_of and note.task in guide.tasks:
            notes.setdefault(note.id, note)
    deck = replace(decks[0], notes=tuple(notes.values()), reserve=())
    pictures = packed_pictures(guide.code, loaded.media)
    names = {name: each.name for name, each in pictures.items()}
    renderer = NoteRenderer(guide, names, stored.kinds, settings.report_url)
    rendered = {id_: renderer.render(note) for id_, note in notes.items()}
    edition = Edition(guide, (deck,), rendered, frozenset(notes))
    used = note_types_of(family_of(language_of(guide.language), stored.kinds))
    ledger, _ = publish(completed(stored, edition), edition, used, now)
    media = {each.name: each.data for each in pictures.values()}
    keys = frozenset(key for note in notes.values() for key in card_keys(note))
    return package_bytes(deck, edition, ledger, media), keys
