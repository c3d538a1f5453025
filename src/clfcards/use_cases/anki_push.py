"""The push to a running Anki: reads the collection, plans, writes what was planned, and reads it back."""

import base64
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from clfcards.anki.connect import AnkiConnect, AnkiError
from clfcards.anki.learner_note import LearnerNote
from clfcards.anki.push_plan import NotePush, PushPlan, Take, push_plan, pushed_after
from clfcards.anki.pushed_notes import Collections, pushed_path, read_pushed, write_pushed
from clfcards.anki.running import OpenInAnki, RunningCollection, open_in_anki, read_collection, read_notes
from clfcards.errors import ClfcardsError, UsageError
from clfcards.use_cases.anki_sources import AnkiSources

_MANUAL = 4  # the kind of review that Anki records when a card is forgotten; its ease and factor are 0


@dataclass(frozen=True, slots=True)
class PushRequest:
    """What the learner asked for. `take` decides conflicts: all, or those of the notes `taken` if any are named.

    `suspend` suspends the cards of retired notes, and `reset` makes cards new again whose answer changes.
    `profile` is the profile that must be open, if one was named.
    """

    take: Take | None = None
    taken: frozenset[str] = frozenset()
    suspend: bool = False
    reset: bool = False
    profile: str = ""


@dataclass(frozen=True, slots=True)
class PreparedPush:
    """A push that was planned and not begun. `is_new_collection` says that others were pushed to, but never this."""

    sources: AnkiSources
    request: PushRequest
    collection: RunningCollection
    plan: PushPlan
    resets: tuple[int, ...]
    record: Path
    pushed: Collections
    is_new_collection: bool

    @property
    def suspends(self) -> tuple[int, ...]:
        """The cards to suspend."""
        return self.plan.unsuspended if self.request.suspend else ()

    @property
    def is_nothing(self) -> bool:
        """Whether nothing would be written into Anki."""
        return not (self.plan.changed or self.plan.moves or self.suspends or self.resets)


@dataclass(frozen=True, slots=True)
class PushResult:
    """What Anki has after a push, as it was read back.

    `updated` are the ids of the notes that have all that was sent, `not_taken` those that have not, with Anki's words
    if it refused. `meanwhile` are the notes that were edited in Anki after the plan was shown, and `open` those that an
    editor there can have open; both were left for the next push. The others are numbers of cards.
    """

    updated: tuple[str, ...] = ()
    not_taken: Mapping[str, str] | None = None
    meanwhile: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    moved: int = 0
    suspended: int = 0
    reset: int = 0
    pictures: int = 0

    def is_as_planned(self, prepared: PreparedPush) -> bool:
        """Whether Anki has everything that was planned, but for notes that were left for the next push."""
        planned = sum(len(move.cards) for move in prepared.plan.moves)
        return not self.not_taken and (
            bool(self.meanwhile or self.open)
            or (self.moved, self.suspended, self.reset) == (planned, len(prepared.suspends), len(prepared.resets))
        )


def prepare_push(sources: AnkiSources, anki: AnkiConnect, data: Path, request: PushRequest) -> PreparedPush:
    """Reads the collection and plans the push; whoever answers was greeted. Nothing is written.

    Raises UsageError for an unknown note or another profile, and ClfcardsError if Anki does not answer or has no note
    of the exam.
    """
    if unknown := sorted(request.taken - sources.notes.notes.keys()):
        raise UsageError(f"there is no published note '{unknown[0]}'")
    record = pushed_path(data, sources.namespace)
    pushed = read_pushed(record)
    collection = read_collection(anki, sources.guide.code)
    if request.profile and collection.profile != request.profile:
        raise UsageError(
            f"Anki has the profile '{collection.profile}' open, not '{request.profile}': choose it in Anki under "
            "File → Switch Profile"
        )
    plan = _plan(sources, collection, pushed, request)
    if not plan.has_notes:
        raise ClfcardsError(
            f"the profile '{collection.profile}' that Anki has open has no note of {sources.guide.exam.code}: import "
            "its package in Anki first, or switch to the profile that has it"
        )
    resets = _cards_to_reset(anki, plan) if request.reset else ()
    is_new = bool(pushed) and collection.key not in pushed
    return PreparedPush(sources, request, collection, plan, resets, record, pushed, is_new)


def _plan(sources: AnkiSources, collection: RunningCollection, pushed: Collections, request: PushRequest) -> PushPlan:
    before = pushed.get(collection.key, {})
    return push_plan(sources.notes, collection.notes, before, request.take, request.taken)


def _cards_to_reset(anki: AnkiConnect, plan: PushPlan) -> tuple[int, ...]:
    """The cards that were answered, of notes whose answer changes; not those that a filtered deck has borrowed."""
    cards = [card.id for push in plan.changed if push.is_answer_changed for card in push.mine.cards]
    if not cards:
        return ()
    ids = ",".join(map(str, cards))
    return tuple(anki.call(list[int], "findCards", query=f"cid:{ids} -is:new -deck:filtered"))


def push(prepared: PreparedPush, anki: AnkiConnect, now_ms: int) -> PushResult:
    """Writes what was planned, reads it back, and records it. `now_ms` is the time, in milliseconds since 1970.

    The notes are read once more before: what the learner edits while the plan is looked at must not be lost. Nor must
    a correction be lost that an editor, which has the note open, would write its older text over.
    """
    if prepared.is_nothing:
        _record(prepared, prepared.plan.pushes, {note.number: note for note in prepared.collection.notes})
        return PushResult()
    fresh = {note.number: note for note in read_notes(anki, _numbers(prepared.plan))}
    as_read = [push for push in prepared.plan.pushes if _is_as_read(push.mine, fresh)]
    meanwhile = tuple(p.mine.id for p in prepared.plan.pushes if not _is_as_read(p.mine, fresh))
    shown = open_in_anki(anki) if prepared.plan.changed else OpenInAnki(None, None)
    open_ = tuple(p.mine.id for p in as_read if not p.merged.is_nothing and shown.has(p.mine))
    pushes = [push for push in as_read if push.merged.is_nothing or not shown.has(push.mine)]
    changed = [push for push in pushes if not push.merged.is_nothing]
    pictures = _store_pictures(prepared, anki)
    refused = _write_notes(anki, changed)
    _write_cards(prepared, anki, {push.mine.number for push in pushes}, now_ms)
    after = {note.number: note for note in read_notes(anki, _numbers(prepared.plan))}
    result = _read_back(prepared, anki, after, changed, refused, pictures)
    _record(prepared, pushes, after)
    return replace(result, meanwhile=meanwhile, open=open_)


def _numbers(plan: PushPlan) -> list[int]:
    return [*(push.mine.number for push in plan.pushes), *(note.number for note in plan.retired)]


def _is_as_read(mine: LearnerNote, fresh: Mapping[int, LearnerNote]) -> bool:
    return mine.number in fresh and fresh[mine.number].text == mine.text


def _store_pictures(prepared: PreparedPush, anki: AnkiConnect) -> int:
    """Sends the pictures that new texts show and Anki lacks; none of its files is replaced. Returns their number."""
    pictures = prepared.sources.pictures
    names = [name for name in prepared.plan.pictures if name in pictures and name not in prepared.collection.pictures]
    for name in names:
        data = base64.b64encode(pictures[name].data).decode()
        anki.call(str, "storeMediaFile", filename=name, data=data, deleteExisting=False)
    return len(names)


def _write_notes(anki: AnkiConnect, changed: Iterable[NotePush]) -> dict[str, str]:
    """Writes the fields and tags of the notes. Returns what Anki refused, in its words, by note id."""
    owners: list[str] = []
    calls: list[tuple[str, dict[str, Any]]] = []
    for push in changed:
        for call in _note_calls(push):
            owners.append(push.mine.id)
            calls.append(call)
    answers = zip(owners, anki.call_each(object, calls), strict=True)
    return {owner: answer.said for owner, answer in answers if isinstance(answer, AnkiError)}


def _note_calls(push: NotePush) -> Iterator[tuple[str, dict[str, Any]]]:
    """The fields that change, and only the tags that come or go: what else the note has is not sent at all."""
    number, found = push.mine.number, push.merged
    if found.fields:
        yield "updateNoteFields", {"note": {"id": number, "fields": dict(found.fields)}}
    if found.tags is not None:
        have, want = set(push.mine.text.tags), set(found.tags)
        if gone := sorted(have - want):
            yield "removeTags", {"notes": [number], "tags": " ".join(gone)}
        if new := sorted(want - have):
            yield "addTags", {"notes": [number], "tags": " ".join(new)}


def _write_cards(prepared: PreparedPush, anki: AnkiConnect, unchanged: set[int], now_ms: int) -> None:
    """Moves, suspends and resets cards; of notes that were edited meanwhile, none."""
    of = {card.id: push for push in prepared.plan.pushes for card in push.mine.cards}
    decks: dict[str, list[int]] = {}
    for move in prepared.plan.moves:
        decks.setdefault(move.new, []).extend(card for card in move.cards if of[card].mine.number in unchanged)
    for deck, cards in decks.items():
        if cards:
            anki.call(object, "changeDeck", cards=cards, deck=deck)
    if prepared.suspends:
        anki.call(object, "suspend", cards=list(prepared.suspends))
    resets = [card for card in prepared.resets if of[card].mine.number in unchanged]
    if resets:
        list(anki.call_all(object, _reset_calls(prepared, resets, now_ms)))


def _reset_calls(prepared: PreparedPush, cards: list[int], now_ms: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """What Anki's own "Reset" does, with the entry in the history that tells FSRS to begin again.

    The add-on's `forgetCards` would unsuspend cards, keep their memory, and not reach other devices.
    """
    of = {card.id: (push, card) for push in prepared.plan.pushes for card in push.mine.cards}
    # Anki's identifiers of reviews are times; each card needs its own.
    rows = [[now_ms + place, card, -1, 0, 0, 0, 0, 0, _MANUAL] for place, card in enumerate(cards)]
    yield "insertReviews", {"reviews": rows}
    for card in cards:
        push, state = of[card]
        values = {"type": 0, "ivl": 0, "left": 0, "factor": 0, "due": push.ours.position, "memory_state": None}
        if not state.is_suspended:
            values["queue"] = 0
        params = {"card": card, "keys": list(values), "newValues": list(values.values()), "warning_check": True}
        yield "setSpecificValueOfCard", params


def _read_back(
    prepared: PreparedPush,
    anki: AnkiConnect,
    after: Mapping[int, LearnerNote],
    changed: Iterable[NotePush],
    refused: Mapping[str, str],
    pictures: int,
) -> PushResult:
    """What Anki has now, whatever it answered before."""
    updated, not_taken = [], dict(refused)
    for push in changed:
        if (now := after.get(push.mine.number)) is not None and _has_all(now, push):
            updated.append(push.mine.id)
        else:
            not_taken.setdefault(push.mine.id, "")
    decks = {card.id: card for note in after.values() for card in note.cards}
    moved = sum(decks[c].deck == move.new for move in prepared.plan.moves for c in move.cards if c in decks)
    suspended = sum(decks[card].is_suspended for card in prepared.suspends if card in decks)
    reset = 0
    if prepared.resets:
        ids = ",".join(map(str, prepared.resets))
        reset = len(anki.call(list[int], "findCards", query=f"cid:{ids} is:new"))
    return PushResult(tuple(updated), not_taken, moved=moved, suspended=suspended, reset=reset, pictures=pictures)


def _has_all(now: LearnerNote, push: NotePush) -> bool:
    found = push.merged
    fields = all(now.text.fields.get(name) == text for name, text in found.fields.items())
    tags = found.tags is None or {t.casefold() for t in now.text.tags} == {t.casefold() for t in found.tags}
    return fields and tags


def _record(prepared: PreparedPush, pushes: Iterable[NotePush], after: Mapping[int, LearnerNote]) -> None:
    """Records what the collection has now, if the record is not the same already."""
    key = prepared.collection.key
    before = prepared.pushed.get(key, {})
    notes = dict(before)
    for each in pushes:
        number = each.mine.number
        if number in after:
            notes[number] = pushed_after(each, after[number].text, before.get(number), prepared.sources.notes.ledger)
    if notes != before:
        write_pushed(prepared.record, prepared.pushed, key, notes)
