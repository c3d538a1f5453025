"""The summary of a session, and what to do next."""

from dataclasses import replace

import pytest

from clfcards.memory import session as sessions
from clfcards.memory.advice import Advice, CardsLeft, CramDomain, DayLimitReached, Done, Left, RelearnBasics
from clfcards.memory.day_order import Queue
from clfcards.memory.known_cards import KnownCards, known_cards
from clfcards.memory.options import SessionOptions, StudySettings
from clfcards.memory.queue import build_queue
from clfcards.memory.replay import Replay, ReplayTerms
from clfcards.memory.session import Session
from clfcards.memory.state import CardState, Memory, Past, Review, Suspension
from clfcards.memory.summary import Summary, summary_of
from clfcards.model.rating import Rating
from clfcards.model.study import StudyCard
from clfcards.model.time import Milliseconds, StudyDay, Timestamp
from clfcards.words.review_summary import note_phrase
from tests.log_events import NOON, day_of, stamp

CARDS = {f"n{i}/1": StudyCard(f"n{i}/1", f"n{i}", "AB"[i % 2], "A.1", "fact") for i in range(6)}
TODAY = day_of(NOON)
ANYTHING = SessionOptions()


def begun(options: SessionOptions = ANYTHING, *states: CardState) -> Session:
    queue = build_queue(CARDS, known_cards(states, TODAY), {"A": 1, "B": 1}, StudySettings(), options, TODAY)
    known = {state.card: state for state in states}
    session = Session(
        CARDS, lambda card: known.get(card) or CardState(card), queue, {}, lambda _: (), StudySettings(), options,
        Replay(ReplayTerms()), NOON,
    )  # fmt: skip
    return sessions.begin(session, NOON)


def answered(session: Session, *ratings: int) -> Session:
    for minute, rating in enumerate(ratings):
        moment = stamp(NOON + 60_000 * minute, f"e{minute}")
        session, _ = sessions.rate(session, Rating(rating), moment, Milliseconds(6_000))
    return session


def summary(session: Session) -> Summary:
    return summary_of(session, known_cards(session.changed.values(), TODAY), TODAY)


def due(card: str, lapses: int = 0) -> CardState:
    past = Past(Memory(9.0, 5.0), 9, lapses, StudyDay(1), StudyDay(TODAY - 9), Timestamp(NOON - 1))
    return CardState(card, Review(TODAY, 9, past))


def test_answers_are_counted_by_the_earlier_state_of_their_cards() -> None:
    found = summary(answered(begun(ANYTHING, due("n0/1")), 3, 1, 4))
    assert (found.all.answers, found.all.recalled, found.cards, found.new) == (3, 2, 3, 2)
    assert found.reviews.answers == 1
    assert {domain: tally.answers for domain, tally in found.domains.items()} == {"A": 2, "B": 1}
    assert found.minutes == 0.3


def test_only_the_decks_cards_are_counted_as_due_tomorrow() -> None:
    tomorrow = known_cards([due("n0/1"), due("gone/1"), due("n1/1")._replace(suspended=Suspension.BY_LEARNER)], TODAY)
    assert summary_of(begun(), tomorrow, TODAY).due_tomorrow == 1


def test_each_end_of_a_session_suggests_what_to_do_next() -> None:
    nothing = replace(begun(), queue=Queue((), ()), current=None)
    once = SessionOptions(limit=1)
    assert summary(nothing).advice == Done.NOTHING_WAS_DUE
    assert summary(answered(begun(), 4)).advice == CardsLeft(Left.IN_SESSION, 5)
    assert summary(answered(begun(once), 4)).advice == Done.FOR_TODAY
    assert summary(answered(begun(SessionOptions(cram=True)), 4)).advice == CardsLeft(Left.NOT_CRAMMED, 5)
    assert summary(answered(begun(once), 1)).advice == CardsLeft(Left.IN_STEPS, 1)
    assert summary(answered(begun(SessionOptions(minutes=0.5)), 1, 1)).advice == CardsLeft(Left.IN_SESSION, 6)
    leech = begun(SessionOptions(new=0), due("n0/1", lapses=7))
    assert summary(answered(leech, 1)).advice == RelearnBasics("n0")


def test_overdue_cards_come_first_in_the_advice_and_then_the_weakest_domain() -> None:
    session = begun(ANYTHING, due("n0/1"), due("n2/1"))
    left = replace(session, queue=replace(session.queue, over_session_limit=3))
    assert summary(answered(left, 4)).advice == CardsLeft(Left.OVER_LIMIT, 3)
    # n0, n2 and n4 are of domain A, the others of B: A gets five answers, of which two are right.
    hard = answered(begun(), 1, 3, 1, 3, 1, 3, 3, 3, 3)
    assert summary(hard).domains["A"].answers >= 5
    assert summary(hard).advice == CramDomain("A")


def test_cards_over_the_days_limit_wait_until_nothing_is_left_in_the_session() -> None:
    """With the limit used up, the advice was to run the review again, which showed nothing, every time."""
    session = begun(SessionOptions(new=0), due("n0/1"), due("n2/1"))
    left = replace(session, queue=replace(session.queue, over_day_limit=2))
    assert summary(answered(left, 4)).advice == CardsLeft(Left.IN_SESSION, 1)
    assert summary(answered(left, 4, 4)).advice == DayLimitReached(2, 200)
    nothing = replace(left, queue=Queue((), (), over_day_limit=2), current=None)
    assert summary(nothing).advice == DayLimitReached(2, 200)
    # With a limit of minutes, cards wait because of the minutes, and the number of reviews is not the limit.
    assert summary(replace(nothing, seconds=30.0)).advice == Done.NOTHING_WAS_DUE
    both = replace(nothing, queue=Queue((), (), over_day_limit=2, over_session_limit=1))
    assert summary(both).advice == CardsLeft(Left.OVER_LIMIT, 1)


@pytest.mark.parametrize(
    ("advice", "words"),
    [
        (RelearnBasics("n0"), "'n0' is a leech and was suspended; relearn the basics behind it"),
        (
            DayLimitReached(1, 200),
            "1 more is due, but today's limit of 200 reviews is used up: come back tomorrow, or raise it with "
            "'clfcards settings reviews_per_day 201'",
        ),
        (DayLimitReached(5, 9998), "5 more are due, but today's limit of 9,998 reviews is used up: come back tomorrow, "
         "or raise it with 'clfcards settings reviews_per_day 9999'"),
        (CramDomain("A"), "domain A was the hardest: go over it with 'clfcards review --domain A --cram'"),
        (CardsLeft(Left.IN_SESSION, 5), None),
        (Done.FOR_TODAY, None),
    ],
)  # fmt: skip
def test_what_stood_out_is_noted(advice: Advice, words: str | None) -> None:
    assert note_phrase(advice) == words


def test_without_answers_there_is_no_recall() -> None:
    assert summary_of(begun(), KnownCards(), TODAY).all.recall is None
