"""Compares composed decks with the ledger to find notes that are new, changed, or gone."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from clfcards.anki.content import content_reader, next_version, with_known_fields
from clfcards.anki.note_types import NoteType
from clfcards.errors import ClfcardsError
from clfcards.model.deck import Deck, Note
from clfcards.model.deck_name import deck_name_in_anki
from clfcards.model.guide import Guide
from clfcards.model.ledger import Changes, DeckEntry, Entry, Ledger, NoteTypeEntry, Version
from clfcards.render.notes import RenderedNote


@dataclass(frozen=True, slots=True)
class Edition:
    """Composed decks, and everything that is published together.

    `rendered` has the notes of the decks, and those of their reserves that were published before. `known` are the
    ids of all notes in the sources, including those that are in no deck.
    """

    guide: Guide
    decks: tuple[Deck, ...]
    rendered: Mapping[str, RenderedNote]
    known: frozenset[str]


def card_ordinals(note: Note, rendered: RenderedNote) -> tuple[int, ...]:
    """The ordinals, counted from 0, of the note type's cards that the note makes; for a cloze, its numbers minus 1."""
    return rendered.kind.ordinals(rendered.fields[0], note.cards)


def deck_key(deck: Deck, domain_id: str) -> str:
    return f"{deck.package.name}/{domain_id}"


def deck_name(deck: Deck, title: str, domain_id: str) -> str:
    """The name of the deck in Anki that has a domain's cards: one for all domains, or a subdeck for each.

    Subdecks are for those who ask for them: at its defaults, Anki takes new cards from one subdeck after another,
    so that for weeks a learner meets the first domain only. The number keeps the guide's order in Anki's list.
    """
    if not deck.subdecks:
        return deck.package.deck
    return f"{deck.package.deck}::{deck_name_in_anki(f'{domain_id} {title}'.replace('::', ': '))}"


def publish(
    ledger: Ledger, edition: Edition, note_types: Iterable[NoteType], now: dt.datetime
) -> tuple[Ledger, Changes]:
    """The ledger after publishing the edition at `now` (UTC), and the changes.

    Publishing the same edition again gives the same ledger, at any time. If `now` is before the ledger's newest
    time, that time is used. Raises ClfcardsError if a note changed its type.
    """
    now = max(now, ledger.newest or now)
    current = _Published(ledger, now).of(edition)
    looks, restyled = _publish_note_types(ledger, note_types, now)
    decks = _publish_decks(ledger, edition, now.date())
    result = Ledger(ledger.namespace, current, looks, decks)
    return result, _changes(ledger, result, edition, restyled)


def completed(ledger: Ledger, edition: Edition) -> Ledger:
    """The ledger with each field of a version known, where it was recorded in the first format and has not changed.

    This is no news for learners.
    """
    unknown = [id_ for id_, entry in ledger.notes.items() if entry.versions[-1].whole and id_ in edition.rendered]
    if not unknown:
        return ledger
    content_of = content_reader()
    notes = dict(ledger.notes)
    for id_ in unknown:
        notes[id_] = with_known_fields(notes[id_], edition.rendered[id_], content_of(edition.rendered[id_]))
    return replace(ledger, notes=notes)


class _Published:
    """Brings the ledger's notes up to date with an edition, at a time."""

    def __init__(self, ledger: Ledger, now: dt.datetime) -> None:
        self._ledger = ledger
        self._now = now
        self._today = now.date()
        self._content_of = content_reader()

    def of(self, edition: Edition) -> dict[str, Entry]:
        """The entry of every note: those in a deck, those that have left it, and those that were retired."""
        notes: dict[str, Entry] = {}
        for deck in edition.decks:
            for note in deck.notes:
                if note.id not in notes:
                    notes[note.id] = _returned(self._entry(edition, deck, note))
        for deck in edition.decks:
            for note in deck.reserve:
                if note.id in self._ledger.notes and note.id not in notes:
                    notes[note.id] = self._left(self._entry(edition, deck, note))
        for id_, entry in self._ledger.notes.items():
            if id_ not in notes:
                notes[id_] = self._left(entry) if id_ in edition.known else self._retired(entry)
        return notes

    def _entry(self, edition: Edition, deck: Deck, note: Note) -> Entry:
        rendered, old = edition.rendered[note.id], self._ledger.notes.get(note.id)
        key, cards = deck_key(deck, edition.guide.domain_of_task[note.task].id), card_ordinals(note, rendered)
        if old is None:
            return self._added(rendered, key, cards)
        new = self._updated(note.id, old, rendered, key, cards)
        is_moved = key != old.deck if deck.subdecks else deck.package.name != old.deck.rpartition("/")[0]
        return replace(new, moved=self._today, moved_from=old.deck) if is_moved else new

    def _added(self, rendered: RenderedNote, deck: str, cards: tuple[int, ...]) -> Entry:
        content = self._content_of(rendered)
        first = Version(self._now, content.fields, content.tags)
        return Entry(rendered.kind.name, deck, self._today, cards, (first,))

    def _updated(self, id_: str, old: Entry, rendered: RenderedNote, deck: str, cards: tuple[int, ...]) -> Entry:
        """The entry with the note's present content, deck and cards; the same object if nothing changed."""
        _refuse_changed_kind(id_, old, rendered)
        new, content = old, self._content_of(rendered)
        if (before := old.content()) != content:
            new = next_version(before, content, old, Version(_newer_time(old.modified, self._now)))
        if deck != old.deck:
            new = replace(new, deck=deck)
        if cards != old.cards:
            lost = set(old.cards) - set(cards)
            new = replace(new, cards=cards, fewer_cards=self._today if lost else old.fewer_cards)
        return new

    def _left(self, entry: Entry) -> Entry:
        """The entry of a note that is still in the sources, but did not fit within the quotas."""
        if entry.left is not None and entry.retired is None:
            return entry
        return replace(entry, left=entry.left or self._today, retired=None, reason="", leaving=False)

    def _retired(self, entry: Entry) -> Entry:
        """The entry of a note that is no longer in the sources."""
        if entry.retired is None:
            return replace(entry, retired=self._today, reason=entry.reason or "removed from the sources")
        return replace(entry, leaving=False) if entry.leaving else entry


def _returned(entry: Entry) -> Entry:
    """The entry of a note that is in a deck. Its time is kept, for whoever has the note has it as it is."""
    if entry.is_current:
        return entry
    return replace(entry, left=None, retired=None, leaving=False, reason="", successor="")


def _changes(old: Ledger, new: Ledger, edition: Edition, restyled: Iterable[str]) -> Changes:
    """The changes, in the order of the decks; notes that are in no deck come last, in the order of the ledger."""
    before = old.notes

    def ids(is_wanted: Callable[[Entry, Entry], bool]) -> tuple[str, ...]:
        return tuple(id_ for id_, entry in new.notes.items() if id_ in before and is_wanted(before[id_], entry))

    return Changes(
        added=tuple(id_ for id_ in new.notes if id_ not in before),
        changed=ids(lambda was, now: was.modified != now.modified),
        returned=ids(lambda was, now: now.is_current and not was.is_current),
        retired=ids(lambda was, now: now.retired is not None and (was.retired is None or was.leaving)),
        left=ids(
            lambda was, now: (
                now.left is not None and now.retired is None and (was.left, was.retired) != (now.left, None)
            )
        ),
        moved=ids(lambda was, now: now.is_current and (was.moved, was.moved_from) != (now.moved, now.moved_from)),
        fewer_cards=ids(lambda was, now: now.is_current and bool(set(was.cards) - set(now.cards))),
        note_types=tuple(restyled),
    )


def _refuse_changed_kind(id_: str, old: Entry, rendered: RenderedNote) -> None:
    """Refuses a note whose kind changed: Anki reports a conflict and keeps the old note forever."""
    if old.type != rendered.kind.name:
        raise ClfcardsError(
            f"'{id_}' was published as a {old.type} but is now a {rendered.kind.name}, which Anki "
            "does not accept: give it a new id and retire the old one"
        )


def _newer_time(modified: dt.datetime, now: dt.datetime) -> dt.datetime:
    """Now, or a second after the last change if the clock was set back: Anki requires a newer time."""
    return max(now, modified + dt.timedelta(seconds=1))


def _publish_note_types(
    ledger: Ledger, note_types: Iterable[NoteType], now: dt.datetime
) -> tuple[dict[str, NoteTypeEntry], list[str]]:
    entries = dict(ledger.note_types)
    changed = []
    for note_type in note_types:
        old = entries.get(note_type.name)
        if old is None:
            entries[note_type.name] = NoteTypeEntry(note_type.hash, now)
        elif old.hash != note_type.hash:
            entries[note_type.name] = NoteTypeEntry(note_type.hash, _newer_time(old.modified, now))
            changed.append(note_type.name)
    return entries, changed


def _publish_decks(ledger: Ledger, edition: Edition, today: dt.date) -> dict[str, DeckEntry]:
    entries = dict(ledger.decks)
    for deck in edition.decks:
        for domain in deck.domains:
            key, name = deck_key(deck, domain.id), deck_name(deck, domain.title, domain.id)
            old = entries.get(key)
            if old is None:
                entries[key] = DeckEntry(name)
            elif old.name != name:
                entries[key] = DeckEntry(name, today, old.name)
    return entries
