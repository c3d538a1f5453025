"""Compares composed decks with the ledger to find notes that are new, changed, or gone."""

import base64
import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from clfcards.anki.note_types import NoteType
from clfcards.errors import ClfcardsError
from clfcards.model.deck import Deck, Note
from clfcards.model.deck_name import deck_name_in_anki
from clfcards.model.guide import Guide
from clfcards.model.ledger import Changes, DeckEntry, Entry, Ledger, NoteTypeEntry
from clfcards.render.notes import RenderedNote


@dataclass(frozen=True, slots=True)
class Edition:
    """Composed decks with every note rendered: everything that is published together.

    `known` are the ids of all notes in the sources, including those that are in no deck.
    """

    guide: Guide
    decks: tuple[Deck, ...]
    rendered: Mapping[str, RenderedNote]
    known: frozenset[str]


def note_guid(namespace: str, note_id: str) -> str:
    """The note's identity in Anki. It depends only on namespace and id, so the text can change freely."""
    digest = hashlib.blake2b(f"{namespace}\0{note_id}".encode(), digest_size=9).digest()
    return base64.urlsafe_b64encode(digest).decode()


def content_hash(note: RenderedNote) -> str:
    """A hash of what a learner receives: note type, fields and tags."""
    content = "\x1f".join((note.kind.name, *note.fields, *note.tags))
    return hashlib.blake2b(content.encode(), digest_size=8).hexdigest()


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

    Publishing the same edition again gives the same ledger, at any time. If the clock is behind the ledger,
    the ledger's latest time is used. Raises ClfcardsError if a note changed its type.
    """
    now = max([now, *(entry.modified for entry in ledger.notes.values())])
    notes, added, changed = _publish_notes(ledger, edition, now)
    gone, left, retired = _removed_notes(ledger, edition, now.date())
    looks, restyled = _publish_note_types(ledger, note_types, now)
    decks = _publish_decks(ledger, edition, now.date())
    result = Ledger(ledger.namespace, notes | gone, looks, decks)
    _refuse_shared_guids(result)
    return result, Changes(tuple(added), tuple(changed), tuple(retired), tuple(left), tuple(restyled))


def _publish_notes(ledger: Ledger, edition: Edition, now: dt.datetime) -> tuple[dict[str, Entry], list[str], list[str]]:
    """The ledger's notes updated with those of the edition, and the ids of added and changed notes."""
    notes = dict(ledger.notes)
    added: list[str] = []
    changed: list[str] = []
    for deck in edition.decks:
        keys = {task: deck_key(deck, domain.id) for task, domain in edition.guide.domain_of_task.items()}
        for note in deck.notes:
            rendered, key = edition.rendered[note.id], keys[note.task]
            hash_, cards = content_hash(rendered), card_ordinals(note, rendered)
            old = notes.get(note.id)
            if old is None:
                guid = note_guid(ledger.namespace, note.id)
                notes[note.id] = Entry(guid, hash_, now, now.date(), rendered.kind.name, key, cards)
                added.append(note.id)
                continue
            _refuse_changed_kind(note.id, old, rendered)
            is_moved = key != old.deck if deck.subdecks else deck.package.name != old.deck.rpartition("/")[0]
            new = _updated(old, hash_, key, cards, is_moved, now)
            if new is old:
                continue
            notes[note.id] = new
            if new.modified != old.modified:
                (changed if old.is_current else added).append(note.id)
    return notes, added, changed


def _removed_notes(ledger: Ledger, edition: Edition, today: dt.date) -> tuple[dict[str, Entry], list[str], list[str]]:
    """The entries of notes that are no longer in a deck, with the ids of those that left and those retired today.

    A note that is still in the sources has left: it did not fit within the quotas. Any other note is retired.
    """
    current = {note.id for deck in edition.decks for note in deck.notes}
    gone: dict[str, Entry] = {}
    left: list[str] = []
    retired: list[str] = []
    for id_, entry in ledger.notes.items():
        if id_ in current:
            continue
        if id_ in edition.known:
            if entry.left is None or entry.retired is not None:
                gone[id_] = replace(entry, left=entry.left or today, retired=None, reason="")
                left.append(id_)
        elif entry.retired is None:
            gone[id_] = replace(entry, retired=today, reason=entry.reason or "removed from the sources")
            retired.append(id_)
    return gone, left, retired


def _refuse_changed_kind(id_: str, old: Entry, rendered: RenderedNote) -> None:
    """Refuses a note whose kind changed: Anki reports a conflict and keeps the old note forever."""
    if old.type != rendered.kind.name:
        raise ClfcardsError(
            f"'{id_}' was published as a {old.type} but is now a {rendered.kind.name}, which Anki "
            "does not accept: give it a new id and retire the old one"
        )


def _updated(old: Entry, hash_: str, deck: str, cards: tuple[int, ...], is_moved: bool, now: dt.datetime) -> Entry:
    """The entry after this build; the same object if nothing changed. `is_moved`: Anki has another deck for it now."""
    new = old
    if hash_ != old.hash:
        new = replace(new, hash=hash_, modified=_newer_time(old.modified, now))
    if deck != old.deck:
        new = replace(new, deck=deck)
    if is_moved:
        new = replace(new, moved=now.date(), moved_from=old.deck)
    if cards != old.cards:
        new = replace(new, cards=cards, fewer_cards=now.date() if set(old.cards) - set(cards) else old.fewer_cards)
    if not old.is_current:
        # The new time makes the note count as changed, so that learners who suspended it notice it.
        new = replace(new, left=None, retired=None, reason="", successor="", modified=_newer_time(old.modified, now))
    return new


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


def _refuse_shared_guids(ledger: Ledger) -> None:
    """Refuses two notes with the same GUID: Anki imports both, and then updates only one of them."""
    owners: dict[str, str] = {}
    for id_, entry in ledger.notes.items():
        if owners.setdefault(entry.guid, id_) != id_:
            raise ClfcardsError(
                f"'{id_}' and '{owners[entry.guid]}' have the same GUID in the ledger: restore the ledger from git"
            )
