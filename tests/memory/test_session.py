"""A session as a value: from the learner's actions to events and the next card."""

from dataclasses import replace

import pytest

from clfcards.memory import session as sessions
from clfcards.memory.day_order import Queue
from clfcards.memory.known_cards import KnownCards
from clfcards.memory.options import SessionOptions, StudySettings
from clfcards.memory.queue import build_queue
from clfcards.memory.replay import Replay, ReplayTerms, replay
from clfcards.memory.session import Session, counts
from clfcards.memory.state import CardState, Suspension
from clfcards.model.event import Event, Stamp
from clfcards.model.rating import Rating
from clfcards.model.study import StudyCard
from clfcards.model.time import Milliseconds
from tests.log_events import NOON, day_of, review, stamp

MINUTE = 60_000
ANYTHING = SessionOptions()
REPLAY = Replay(ReplayTerms())
AGAIN, HARD, GOOD, EASY = Rating
CARDS = [StudyCard(f"n{i}/1", f"n{i}", "A", "A.1", "fact") for i in range(4)]


def at(minutes: float, id_: str = "e") -> Stamp:
    return stamp(NOON + int(minutes * MINUTE), f"{id_}{minutes}")


def rate(session: Session, rating: Rating, when: Stamp, duration: int = 0) -> tuple[Session, Event]:
    return sessions.rate(session, rating, when, Milliseconds(duration))


def begun(options: SessionOptions = ANYTHING) -> Session:
    cards = {card.key: card for card in CARDS}
    queue = build_queue(cards, KnownCards(), {"A": 1}, StudySettings(), options, day_of(NOON))
    session = Session(cards, CardState, queue, {}, lambda _: (), StudySettings(), options, REPLAY, NOON)
    return sessions.begin(session, NOON)


def test_cards_come_one_after_another_and_steps_return() -> None:
    session = begun()
    shown = []
    for minute in (0, 0.5, 1, 2, 3, 4, 15, 16, 17, 18):
        shown.append(session.current)
        if session.current is None:
            break
        session, _ = rate(session, AGAIN if minute == 0 else GOOD, at(minute), 5000)
    # n0 was forgotten: its step of one minute ends at 1.
    assert shown[:6] == ["n0/1", "n1/1", "n2/1", "n0/1", "n3/1", "n1/1"]


def test_a_rating_does_what_was_previewed() -> None:
    session = begun()
    for rating in Rating:
        outcome = sessions.outcomes(session, at(1))[rating]
        after, event = rate(session, rating, at(1), 5000)
        past = after.state("n0/1").past
        assert past
        assert (event.interval, past.memory) == (outcome.interval, outcome.memory)


def test_the_states_of_the_session_are_those_of_the_log() -> None:
    session, events = begun(), list[Event]()
    for minute in range(12):
        session, event = rate(session, Rating(1 + minute % 4), at(minute), 1000)
        events.append(event)
    assert session.changed == replay(events, ReplayTerms())


def test_counts_include_the_card_shown() -> None:
    session = begun()
    assert counts(session) == sessions.Counts(new=4, learning=0, due=0)
    session, _ = rate(session, GOOD, at(0))
    assert counts(session) == sessions.Counts(new=3, learning=1, due=0)
    session, _ = rate(session, EASY, at(1))
    assert counts(session) == sessions.Counts(new=2, learning=1, due=0)


def test_suspend_and_bury_show_the_next_card() -> None:
    session, event = sessions.suspend(begun(), at(0))
    assert (event.kind, event.subject, session.current) == ("suspend", "n0/1", "n1/1")
    assert session.state("n0/1").suspended is Suspension.BY_LEARNER
    session, event = sessions.bury(session, at(1))
    assert (event.kind, event.subject, session.current) == ("bury", "n1/1", "n2/1")


def test_a_flagged_card_stays_shown() -> None:
    session, event = sessions.flag(begun(), at(0), 3)
    assert (event.payload, session.current, session.state("n0/1").flag) == ({"flag": 3}, "n0/1", 3)
    with pytest.raises(ValueError, match="0 to 7"):
        sessions.flag(session, at(0), 8)


def test_an_undo_brings_the_card_back_as_it_was() -> None:
    first = begun()
    session, event = rate(first, EASY, at(0))
    undo = sessions.undo(session, event, at(1))
    assert (undo.kind, undo.subject) == ("undo", event.id)
    session = sessions.undone(session, event, {"n0/1": CardState("n0/1")})
    assert session.current == "n0/1"
    assert counts(session) == counts(first)
    assert session.answered == ()
    assert {day: n for day, n in session.load.items() if n} == {}


def test_an_undo_of_a_card_that_left_the_deck_keeps_the_card_shown_once() -> None:
    """Before the fix, the card shown also went back into the queue, and so was shown twice."""
    first = begun()
    session = sessions.undone(first, review("r", "gone/1"), {"gone/1": CardState("gone/1")})
    assert (session.current, counts(session)) == (first.current, counts(first))


def test_a_clock_set_back_a_day_neither_reorders_events_nor_gives_a_negative_time() -> None:
    session, first = rate(begun(), GOOD, at(0))
    session = sessions.undone(session, first, {"n0/1": session.state("n0/1")})
    session, second = rate(session, GOOD, at(-24 * 60))
    assert second.at == first.at + 1
    assert replay([first, second], ReplayTerms())["n0/1"] == session.state("n0/1")


def test_cram_does_not_change_the_schedule() -> None:
    session = begun(SessionOptions(cram=True))
    session, event = rate(session, GOOD, at(0))
    assert (event.kind, event.interval) == ("cram", None)
    assert session.state("n0/1") == CardState("n0/1")
    assert replay([event], ReplayTerms()) == {}


def test_no_more_cards_are_shown_after_the_requested_minutes() -> None:
    session, _ = rate(begun(SessionOptions(minutes=5)), GOOD, at(4.9))
    assert session.current == "n1/1"
    session, _ = rate(session, GOOD, at(5.1))
    assert session.current is None
    assert sessions.wait(session, at(30).at).current is None
    assert counts(session) == sessions.Counts(new=2, learning=2, due=0)  # they are still counted as left


def test_a_card_answered_elsewhere_leaves_the_queue() -> None:
    session = begun()
    elsewhere = {key: REPLAY.apply(CardState(key), review(key, key, 4, NOON, 8)) for key in ("n1/1", "n2/1")}
    session = sessions.refreshed(session, NOON, lambda key: elsewhere.get(key) or CardState(key), {"n1/1"})
    session, _ = rate(session, EASY, at(0))
    assert session.current == "n2/1"
    session = sessions.refreshed(session, NOON, lambda key: elsewhere.get(key) or CardState(key), {"n2/1"})
    assert session.current == "n3/1"


def test_a_card_answered_elsewhere_and_then_flagged_here_stays_shown() -> None:
    """Before the fix, another card replaced the one on screen without being shown, and got its rating."""
    session, flag = sessions.flag(begun(), at(1), 2)
    elsewhere = REPLAY.apply(REPLAY.apply(CardState("n0/1"), review("r", "n0/1", 4, NOON, 8)), flag)
    session = sessions.saved(session, {"n0/1": elsewhere})
    after = sessions.refreshed(session, NOON, {"n0/1": elsewhere}.__getitem__, {"n0/1"})
    assert (after.current, after.queue) == ("n0/1", session.queue)


def test_an_empty_session_shows_nothing() -> None:
    session = replace(begun(), queue=Queue((), ()), current=None)
    assert sessions.wait(session, NOON).current is None
    with pytest.raises(ValueError, match="no card is shown"):
        rate(session, GOOD, at(0))
