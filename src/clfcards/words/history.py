"""Events and set-aside cards as lines."""

from collections.abc import Mapping

from clfcards.memory.state import CardState
from clfcards.model.bank import Fact, Question
from clfcards.model.card import note_of
from clfcards.model.event import Event
from clfcards.words.phrases import count, interval_phrase, local_time

RATING_WORDS = {1: "again", 2: "hard", 3: "good", 4: "easy"}


def history_line(event: Event) -> str:
    """Time, id, what happened."""
    when = local_time(event.at, event.utc_offset)
    return f"{when:%Y-%m-%d %H:%M}  {event.id}  {_what(event)}".rstrip()


def _what(event: Event) -> str:
    if event.kind in ("review", "cram") and event.rating:
        then = f", then {interval_phrase(event.interval)}" if event.interval else ""
        seconds = (event.duration or 0) / 1000
        return f"{event.kind} {event.subject}: {RATING_WORDS[event.rating]} in {seconds:.0f} s{then}"
    if event.kind == "set":
        return f"set {event.subject} to {event.payload.get('value')}"
    if event.kind == "weights" and isinstance(reviews := event.payload.get("reviews"), int):
        return f"weights, trained on {reviews:,} reviews"
    return f"{event.kind} {event.subject}"


def suspended_line(state: CardState, notes: Mapping[str, Fact | Question]) -> str:
    """The card, why it is set aside, and how it begins."""
    note = notes.get(note_of(state.card))
    text = "no longer in the deck"
    if note is not None:
        text = note.stem if isinstance(note, Question) else note.front or note.cloze
    reasons = {"leech": f"leech, {count(state.lapses, 'lapse')}", "learner": "by you", "": "retired"}
    return f"{state.card}  ({reasons[state.suspended]})  {text[:60]}{'…' if len(text) > 60 else ''}"
