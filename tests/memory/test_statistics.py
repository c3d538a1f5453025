"""What a log adds up to, counted by hand."""

from clfcards.memory.model import DEFAULT_WEIGHTS, MemoryModel
from clfcards.memory.replay import Terms, replay
from clfcards.memory.statistics import Statistics, statistics, total
from clfcards.memory.study_day import study_day
from clfcards.model.event import Event
from clfcards.model.study import StudyCard
from tests.log_events import DAY, NOON, review

CARDS = (
    StudyCard("a/1", "a", "A", "A.1", "fact"),
    StudyCard("b/1", "b", "B", "B.1", "fact"),
    StudyCard("x/1", "x", "B", "B.1", "question", spare=True),
)
TODAY = study_day(NOON + 4 * DAY, 0)


def counted(*events: Event) -> Statistics:
    return statistics(CARDS, replay(events, Terms()), events, MemoryModel(DEFAULT_WEIGHTS), TODAY, 4)


def test_an_empty_log_has_cards_and_nothing_else() -> None:
    stats = counted()
    assert [(part.id, part.cards, part.seen, part.recall_now) for part in stats.domains] == [
        ("A", 1, 0, None), ("B", 1, 0, None)
    ]  # fmt: skip
    assert stats.streak == 0
    assert sum(stats.forecast) == 0


def test_true_retention_counts_the_first_review_a_day_of_cards_in_review() -> None:
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


def test_what_is_overdue_is_due_today_and_days_in_a_row_end_yesterday_at_the_earliest() -> None:
    stats = counted(review("1", "a/1", 3, NOON + 2 * DAY, interval=1), review("2", "b/1", 3, NOON + 3 * DAY))
    assert stats.forecast[0] == 2
    assert stats.streak == 2
    assert sum(stats.recall) == sum(stats.stability) == sum(stats.difficulty) == 2
