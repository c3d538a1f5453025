"""What a session came to, and the one thing to do next."""

from dataclasses import replace

from clfcards.memory import session as sessions
from clfcards.memory.options import SessionOptions, StudySettings
from clfcards.memory.queue import Queue, build_queue
from clfcards.memory.replay import Replay, Terms
from clfcards.memory.session import Session
from clfcards.memory.standing import Standings, standings
from clfcards.memory.state import CardState
from clfcards.memory.study_day import study_day
from clfcards.memory.summary import Summary, summary_of
from clfcards.model.event import Stamp
from clfcards.model.study import StudyCard
from tests.log_events import NOON

CARDS = {f"n{i}/1": StudyCard(f"n{i}/1", f"n{i}", "AB"[i % 2], "A.1", "fact") for i in range(6)}
TODAY = study_day(NOON, 0)
ANYTHING = SessionOptions()


def begun(options: SessionOptions = ANYTHING, *states: CardState) -> Session:
    queue = build_queue(CARDS, standings(states, TODAY), {"A": 1, "B": 1}, StudySettings(), options, TODAY)
    known = {state.card: state for state in states}
    session = Session(
        CARDS, lambda card: known.get(card) or CardState(card), queue, {}, lambda _: (), StudySettings(), options,
        Replay(Terms()), NOON,
    )  # fmt: skip
    return sessions.begin(session, NOON)


def answered(session: Session, *ratings: int) -> Session:
    for minute, rating in enumerate(ratings):
        session, _ = sessions.rate(session, rating, Stamp(NOON + 60_000 * minute, 0, f"e{minute}"), 6_000)
    return session


def summary(session: Session) -> Summary:
    return summary_of(session, standings(session.changed.values(), TODAY), TODAY)


def due(card: str, lapses: int = 0) -> CardState:
    return CardState(
        card, "review", stability=9.0, difficulty=5.0, due_day=TODAY, interval=9, reviews=9, lapses=lapses,
        first_day=1, last_day=TODAY - 9, last_at=NOON - 1,
    )  # fmt: skip


def test_answers_are_counted_by_what_the_cards_were_before() -> None:
    found = summary(answered(begun(ANYTHING, due("n0/1")), 3, 1, 4))
    assert (found.all.answers, found.all.recalled, found.cards, found.new) == (3, 2, 3, 2)
    assert found.reviews.answers == 1
    assert {domain: tally.answers for domain, tally in found.domains.items()} == {"A": 2, "B": 1}
    assert found.minutes == 0.3


def test_what_is_due_tomorrow_counts_the_decks_cards_alone() -> None:
    tomorrow = standings([due("n0/1"), due("gone/1"), due("n1/1")._replace(suspended="learner")], TODAY)
    assert summary_of(begun(), tomorrow, TODAY).due_tomorrow == 1


def test_each_end_suggests_what_comes_next() -> None:
    nothing = replace(begun(), queue=Queue((), ()), current=None)
    assert "'clfcards review --ahead 1'" in summary(nothing).next_step
    assert summary(answered(begun(), 4)).next_step.startswith("5 more wait")
    assert summary(answered(begun(SessionOptions(limit=1)), 4)).next_step.startswith("come back tomorrow")
    assert "--cram' begins with the weakest" in summary(answered(begun(SessionOptions(cram=True)), 4)).next_step
    assert summary(answered(begun(SessionOptions(limit=1)), 1)).next_step.startswith("1 still in learning")
    assert summary(answered(begun(SessionOptions(minutes=0.5)), 1, 1)).next_step.startswith("6 more wait")
    assert summary(answered(begun(SessionOptions(new=0), due("n0/1", lapses=7)), 1)).next_step.startswith(
        "look up what 'n0'"
    )


def test_nothing_studied_says_so() -> None:
    assert summary_of(begun(), Standings(), TODAY).all.recall is None
