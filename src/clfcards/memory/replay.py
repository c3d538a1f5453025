"""The log → card states. Every card's state is a fold over the events that touched it, in their order."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from clfcards.memory.state import CardState, Phase
from clfcards.memory.study_day import CUTOFF_HOUR, study_day
from clfcards.model.event import Event, live

LEECH_LAPSES = 8  # Anki's default "leech threshold"
LEECH_AGAIN = 4  # then every half of it

_ON_A_CARD = frozenset({"review", "suspend", "unsuspend", "bury", "flag"})


@dataclass(frozen=True, slots=True)
class Terms:
    """What states depend on besides a card's own events: these too come from the log.

    `weights` are FSRS-6's 21, empty for the default ones.
    """

    weights: tuple[float, ...] = ()
    cutoff_hour: int = CUTOFF_HOUR


def settings_of(events: Iterable[Event]) -> dict[str, Any]:
    """The latest value of every setting in the log."""
    return {event.subject: event.payload.get("value") for event in live(events) if event.kind == "set"}


def terms_of(events: Iterable[Event]) -> Terms:
    """The terms in force: the weights last adopted and the cutoff last set. Values out of range are ignored."""
    weights: tuple[float, ...] = ()
    cutoff = CUTOFF_HOUR
    for event in live(events):
        if event.kind == "weights":
            from clfcards.memory.model import within_bounds

            adopted = tuple(event.payload.get("weights", ()))
            weights = adopted if within_bounds(adopted) else weights
        if event.kind == "set" and event.subject == "cutoff_hour":
            hour = event.payload.get("value")
            cutoff = hour if isinstance(hour, int) and 0 <= hour <= 23 else CUTOFF_HOUR
    return Terms(weights, cutoff)


def touched_cards(event: Event) -> tuple[str, ...]:
    """The cards whose state an event can change, each once; an undo touches what its target did."""
    pulled = tuple(event.payload.get("pulled", ())) if event.payload else ()
    if event.kind in _ON_A_CARD:
        return tuple(dict.fromkeys((event.subject, *pulled))) if pulled else (event.subject,)
    return tuple(dict.fromkeys(pulled))


class Replay:
    """Applies events to states, under the same terms."""

    def __init__(self, terms: Terms) -> None:
        # Here, because many a command reads the log and never schedules: the import costs 25 ms.
        from clfcards.memory.model import DEFAULT_WEIGHTS, MemoryModel

        self.terms = terms
        self.model = MemoryModel(terms.weights or DEFAULT_WEIGHTS)

    def card(self, card: str, events: Iterable[Event]) -> CardState:
        """The state after all these events, which are live, touch the card, and stand in order."""
        state = CardState(card)
        for event in events:
            state = self.apply(state, event)
        return state

    def apply(self, state: CardState, event: Event) -> CardState:
        """The state after one more event, which comes after all those the state knows."""
        at, id_ = event.at, event.id
        if event.kind == "review" and event.subject == state.card:
            state = self.reviewed(state, event)
        elif event.subject == state.card:
            if event.kind == "suspend":
                state = state._replace(suspended="learner", changed_at=at, changed_id=id_)
            elif event.kind == "unsuspend":
                state = state._replace(suspended="", changed_at=at, changed_id=id_)
            elif event.kind == "bury":
                state = state._replace(buried_day=self._day(event), changed_at=at, changed_id=id_)
            elif event.kind == "flag":
                flag = int(event.payload.get("flag", 0))
                state = state._replace(flag=flag, changed_at=at, changed_id=id_)
        if event.payload and state.card in event.payload.get("pulled", ()):
            state = state._replace(pulled_at=at, changed_at=at, changed_id=id_)
        return state

    def _day(self, event: Event) -> int:
        return study_day(event.at, event.utc_offset, self.terms.cutoff_hour)

    def reviewed(self, state: CardState, event: Event) -> CardState:
        """The state after a review of this card."""
        rating = event.rating or 0
        day = self._day(event)
        # A journey west can bring the local day before that of the last review: no time has passed then.
        elapsed = max(0, day - state.last_day) if state.last_day is not None else 0
        stability, difficulty = self.model.after(state.stability, state.difficulty, rating, elapsed)
        forgotten = state.phase == "review" and rating == 1
        lapses = state.lapses + forgotten
        interval = event.interval or 0
        suspended = state.suspended
        phase: Phase
        if forgotten and is_leech(lapses):
            suspended = "leech"
        if interval < 0:
            phase = "learning" if state.phase in ("new", "learning") else "relearning"
            step = _next_step(state, rating)
        else:
            phase, step = "review", 0
        return CardState(
            card=state.card,
            phase=phase,
            step=step,
            stability=stability,
            difficulty=difficulty,
            due_day=day + max(1, interval) if interval >= 0 else None,
            due_at=event.at - 1000 * interval if interval < 0 else None,
            interval=interval,
            reviews=state.reviews + 1,
            lapses=lapses,
            first_day=day if state.first_day is None else state.first_day,
            last_day=day,
            last_at=event.at,
            suspended=suspended,
            buried_day=state.buried_day,
            flag=state.flag,
            pulled_at=state.pulled_at,
            answer=event.payload.get("answer", state.answer) if event.payload else state.answer,
            changed_at=event.at,
            changed_id=event.id,
        )


def is_leech(lapses: int) -> bool:
    """Whether this lapse makes a card a leech: the eighth, and every fourth after it."""
    return lapses >= LEECH_LAPSES and (lapses - LEECH_LAPSES) % LEECH_AGAIN == 0


def _next_step(state: CardState, rating: int) -> int:
    """The step of a card that stays in steps: again begins anew, hard repeats, good goes on."""
    if rating == 1 or state.phase == "review":
        return 0
    return state.step + (rating == 3)


def replay(events: Iterable[Event], terms: Terms) -> dict[str, CardState]:
    """All card states a log leads to, by card. The order of `events` does not matter."""
    fold = Replay(terms)
    states: dict[str, CardState] = {}
    for event in live(events):
        if event.kind == "review" and not event.payload:  # nearly all of them, so without the detour below
            card = event.subject
            states[card] = fold.reviewed(states.get(card) or CardState(card), event)
            continue
        for card in touched_cards(event):
            states[card] = fold.apply(states.get(card) or CardState(card), event)
    return states
