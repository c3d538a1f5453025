"""The statistics of a log, counted by hand."""

from hypothesis import given
from hypothesis import strategies as st

from clfcards.memory.known_cards import known_cards
from clfcards.memory.model import MemoryModel
from clfcards.memory.options import SessionOptions, StudySettings
from clfcards.memory.queue import build_queue
from clfcards.memory.replay import ReplayTerms, replay
from clfcards.memory.statistics import Part, Statistics, statistics, total
from clfcards.memory.tally import Tally
from clfcards.memory.weights import DEFAULT_WEIGHTS
from clfcards.model.event import Event
from clfcards.model.study import StudyCard
from tests.log_events import DAY, NOON, day_of, event, review

CARDS = (
    StudyCard("a/1", "a", "A", "A.1", "fact"),
    StudyCard("b/1", "b", "B", "B.1", "fact"),
    StudyCard("x/1", "x", "B", "B.1", "question", spare=True),
)
TODAY = day_of(NOON + 4 * DAY)


def counted(*events: Event) -> Statistics:
    return statistics(CARDS, replay(events, ReplayTerms()), events, MemoryModel(DEFAULT_WEIGHTS), TODAY, 4)


def test_with_an_empty_log_there_are_only_cards() -> None:
    stats = counted()
    assert [(part.id, part.cards, part.seen, part.recall_now) for part in stats.domains] == [
        ("A", 1, 0, None), ("B", 1, 0, None)
    ]  # fmt: skip
    assert stats.streak == 0
    assert sum(stats.forecast) == 0


def test_true_retention_counts_the_first_review_per_day_of_cards_in_review() -> None:
    stats = counted(
        review("1", "a/1", 3, NOON, interval=-600),  # in learning: not counted
        review("2", "a/1", 3, NOON + 1000, interval=2),  # was in a step
        review("3", "a/1", 1, NOON + 2 * DAY, interval=-600),  # counted: forgotten
        review("4", "a/1", 3, NOON + 2 * DAY + 1000, interval=2),  # the same day
        review("5", "a/1", 3, NOON + 4 * DAY, interval=5),  # counted: recalled
    )
    true = total(day.retention for day in stats.days)
    assert (true.answers, true.recalled) == (2, 1)
    assert stats.domains[0].retention == true
    assert [day.answers.answers for day in stats.days] == [2, 2, 1]
    assert stats.forecast[5] == 1
    assert [stats.since(1)[0].day, len(stats.since(3))] == [TODAY, 2]


def test_a_buried_card_is_due_tomorrow_and_a_pulled_one_today_as_in_the_days_queue() -> None:
    """Today counted a pulled card and no buried one, and the statistics of the same day the other way round."""
    events = (
        review("1", "a/1", 3, NOON, interval=4),
        event("2", "bury", "a/1", NOON + 4 * DAY),
        review("3", "b/1", 3, NOON, interval=9),
        event("4", "answer", "q", NOON + 4 * DAY, payload={"right": True, "pulled": ["b/1"]}),
    )
    assert counted(*events[:2]).forecast[:2] == (0, 1)
    assert counted(*events[2:]).forecast[:2] == (1, 0)
    known = known_cards(replay(events, ReplayTerms()).values(), TODAY)
    cards = {card.key: card for card in CARDS}
    queue = build_queue(cards, known, {"A": 1, "B": 1}, StudySettings(), SessionOptions(), TODAY)
    assert queue.due == counted(*events).forecast[0] == 1


def test_a_first_meeting_on_another_device_is_no_answer_but_the_card_is_no_more_in_review() -> None:
    """The end of a review counted the next answer of that day as one in a step, and the statistics as retention."""
    stats = counted(
        review("1", "a/1", 3, NOON, interval=3),
        review("2", "a/1", 3, NOON + 4 * DAY, interval=-600, payload={"learning": True}),
        review("3", "a/1", 1, NOON + 4 * DAY + 1000, interval=-60),
    )
    assert total(day.retention for day in stats.days) == Tally(0, 0)
    assert [day.answers.answers for day in stats.days] == [1, 1]


def test_overdue_cards_are_due_today_and_a_streak_can_end_yesterday() -> None:
    stats = counted(review("1", "a/1", 3, NOON + 2 * DAY, interval=1), review("2", "b/1", 3, NOON + 3 * DAY))
    assert stats.forecast[0] == 2
    assert stats.streak == 2
    assert sum(stats.recall) == sum(stats.stability) == sum(stats.difficulty) == 2


def test_cramming_counts_as_time_but_not_as_an_answer() -> None:
    reviews = [review("1", "a/1", 3, NOON, interval=2), review("2", "a/1", 3, NOON + 2 * DAY, interval=5)]
    crams = [
        event("3", "cram", "a/1", NOON + 2 * DAY - 1000, rating=1, duration=60_000),  # before the day's review
        event("4", "cram", "a/1", NOON + 4 * DAY, rating=1, duration=30_000),  # on a day of its own
    ]
    stats, without = counted(*sorted(reviews + crams, key=lambda e: e.order)), counted(*reviews)
    assert [day.minutes for day in stats.days] == [5 / 60, 65 / 60, 0.5]
    assert [day.answers for day in stats.days] == [*(day.answers for day in without.days), Tally(0, 0)]
    assert [day.retention for day in stats.days] == [*(day.retention for day in without.days), Tally(0, 0)]
    assert (stats.domains, stats.recall, stats.forecast) == (without.domains, without.recall, without.forecast)


def test_the_known_share_of_a_domain_is_of_all_its_cards() -> None:
    assert Part("A", cards=148, seen=7, recall_now=0.94, retention=Tally(0, 0)).known == 0.94 * 7 / 148
    assert Part("A", cards=148, seen=0, recall_now=None, retention=Tally(0, 0)).known == 0


def test_days_without_study_are_included_only_after_the_first_day_of_study() -> None:
    stats = counted(review("1", "a/1", 3, NOON + DAY), review("2", "b/1", 3, NOON + 3 * DAY))
    assert [(day.day - TODAY, day.answers.answers) for day in stats.each_of(30)] == [(-3, 1), (-2, 0), (-1, 1), (0, 0)]
    assert [day.day - TODAY for day in stats.each_of(2)] == [-1, 0]
    assert counted().each_of(30) == []


SIBLINGS = tuple(StudyCard(f"{note}/{n}", note, "A", "A.1", "cloze") for note in "abc" for n in (1, 2, 3))
reviews_of_siblings = st.lists(
    st.tuples(
        st.sampled_from([card.key for card in SIBLINGS]), st.sampled_from([1, 3]), st.integers(0, 6),
        st.sampled_from([-600, 1, 2, 3, 5]),
    ),
    max_size=14,
)  # fmt: skip


@given(reviews_of_siblings)
def test_the_cards_due_today_are_those_that_the_days_order_asks(given_reviews: list[tuple[str, int, int, int]]) -> None:
    """The statistics counted each sibling of a note, and Today one of them."""
    ordered = sorted(given_reviews, key=lambda one: one[2])
    events = [
        review(f"{i:02}", card, rating, NOON + day * DAY + i, interval=interval)
        for i, (card, rating, day, interval) in enumerate(ordered)
    ]
    states, today = replay(events, ReplayTerms()), day_of(NOON + 6 * DAY)
    stats = statistics(SIBLINGS, states, events, MemoryModel(DEFAULT_WEIGHTS), today, 4)
    settings = StudySettings(reviews_per_day=9999, new_per_day=0)
    cards = {card.key: card for card in SIBLINGS}
    queue = build_queue(cards, known_cards(states.values(), today), {"A": 100}, settings, SessionOptions(), today)
    assert stats.forecast[0] == len(queue.learning) + queue.due


def test_siblings_come_on_days_of_their_own() -> None:
    """Three cards of a note are due on day 4, and one of another note."""
    cards = ("a/1", "a/2", "a/3", "b/1")
    events = [review(card, card, 3, NOON, interval=4) for card in cards]
    states = replay(events, ReplayTerms())
    stats = statistics(SIBLINGS, states, events, MemoryModel(DEFAULT_WEIGHTS), TODAY, 4)
    assert stats.forecast[:4] == (2, 1, 1, 0)


def test_a_day_with_an_exam_only_is_one_of_the_days_in_a_row() -> None:
    events = [review("1", "a/1", 3, NOON + 2 * DAY), review("2", "b/1", 3, NOON + 4 * DAY)]
    states = replay(events, ReplayTerms())
    model = MemoryModel(DEFAULT_WEIGHTS)
    assert statistics(CARDS, states, events, model, TODAY, 4).streak == 1
    assert statistics(CARDS, states, events, model, TODAY, 4, exam_days={day_of(NOON + 3 * DAY)}).streak == 3
