"""Today, as printed."""

from dataclasses import replace
from pathlib import Path

import pytest

from clfcards.cli.options import GlobalOptions
from clfcards.cli.today import read_today
from clfcards.exam.verdict import TooFewAnswers
from clfcards.memory.day_order import Queue
from clfcards.use_cases.learners_day import TaskCoverage
from clfcards.use_cases.today import DomainWeek, Today
from clfcards.words.next_action import cards_phrase
from clfcards.words.today import lines, short_line
from clfcards.words.today_document import document
from tests.small_exam import full_exam


@pytest.fixture
def today(tmp_path: Path) -> Today:
    full_exam(tmp_path / "decks")
    return read_today(GlobalOptions(tmp_path / "decks", None, tmp_path / "data", False, False))


def text(today: Today, width: int = 80, **changed: object) -> list[str]:
    exam = replace(today.exams[0], **changed)  # type: ignore[arg-type]
    return [line.text for line in lines(replace(today, exams=(exam,)), width)]


def test_a_domain_s_name_is_cut_only_where_it_does_not_fit(today: Today) -> None:
    week = (DomainWeek("1", "Cloud Concepts", 24, 6.0), DomainWeek("2", "Cloud Technology and Services", 34, 6.0))
    assert "  ━━━━━╌╌╌╌╌  50%, weight 24%,   6 min  1 Cloud Concepts" in text(today, week=week)
    assert "  ━━━━━╌╌╌╌╌  50%, weight 34%,   6 min  2 Cloud Tec…" in text(today, 52, week=week)


def test_few_answers_give_no_probability(today: Today) -> None:
    few = replace(today.exams[0].readiness, verdict="not enough evidence", answers=10, reasons=(TooFewAnswers(10, 25),))
    (row,) = [line for line in text(today, readiness=few) if line.startswith("Readiness")]
    assert row == "Readiness      not enough evidence: 10 answers to new questions so far; 0 of 5"


def test_a_narrow_interval_is_left_out(today: Today) -> None:
    sure = replace(
        today.exams[0].readiness, verdict="not yet", answers=65, reasons=(), exam_day=0.0, exam_day_interval=(0, 0.001)
    )
    (row,) = [line for line in text(today, 100, readiness=sure) if line.startswith("Readiness")]
    assert row == "Readiness      not yet: <1% to pass on the day; 0 of 5 good exams in a row"


def test_many_tasks_that_were_not_begun_are_counted_and_few_are_named(today: Today) -> None:
    def row(unmet: int) -> str:
        tasks = (TaskCoverage("0", "Tea", 1, 9), *(TaskCoverage(f"A.{n}", "Tea", 0, 9) for n in range(unmet)))
        return next(line for line in text(today, 100, tasks=tasks) if line.startswith("Cards met"))

    assert row(2) == "Cards met      1 of 27; not yet: tasks A.0, A.1"
    assert row(9) == "Cards met      1 of 90; 9 of 10 tasks not yet"


def test_cards_that_no_day_s_limit_lets_in_do_not_wait_for_the_next_days(today: Today) -> None:
    queue = Queue((), (), pulled_waiting=7)
    none = replace(today.exams[0].settings, new_per_day=0)
    assert "Waiting        7 cards from missed questions, for the next days" in text(today, queue=queue)
    row = "Waiting        7 cards from missed questions; your limit is no new card a day"
    assert row in text(today, queue=queue, settings=none)


def test_once_the_minutes_are_used_up_no_card_is_said_to_come(today: Today) -> None:
    queue, limited = Queue(("f/1", "g/1"), ()), replace(today.exams[0].settings, minutes_per_day=15)
    before = text(today, 100, queue=queue, settings=limited, minutes=0.5, minutes_done=14.9)
    assert "Due            2 cards, 2 of them asked again" in before
    after = text(today, 100, queue=queue, settings=limited, minutes=0.0, minutes_done=15.0, time_is_up=True)
    assert "Due            0 cards; 2 cards to ask again wait, because today's minutes are used up" in after
    assert "Time           15 of 15 min of review done today" in after
    one = text(today, 100, queue=Queue(("f/1",), ()), settings=limited, minutes=0.0, minutes_done=15.0, time_is_up=True)
    assert "Due            0 cards; 1 card to ask again waits, because today's minutes are used up" in one


def test_on_a_day_without_minutes_nothing_was_used_up(today: Today) -> None:
    off = replace(today.exams[0].settings, minutes_per_day=0)
    queue = Queue(("f/1", "g/1"), ())
    shown = text(today, 100, queue=queue, settings=off, minutes=0.0, minutes_done=0.0, time_is_up=True)
    assert "Due            0 cards; 2 cards to ask again wait, because no review is planned today" in shown
    assert "Time           no review is planned today" in shown
    some = text(today, 100, settings=off, minutes_done=3.0)
    assert "Time           3 min of review done today; none is planned" in some


def test_the_days_of_catching_up_are_counted_before_the_first_card_only(today: Today) -> None:
    """With the 200 of the day done, 49 cards of the backlog are not 49 days."""
    before = Queue((), tuple(f"f{n}/1" for n in range(200)), over_day_limit=49, catch_up=True)
    assert "for about 2 days" in " ".join(" ".join(text(today, queue=before)).split())
    after = Queue((), (), over_day_limit=49, catch_up=True)
    assert "for about" not in " ".join(text(today, queue=after, minutes_done=64.0))


def test_the_short_line_says_what_the_page_says_once_the_minutes_are_used_up(today: Today) -> None:
    """It said "2 due, about 1 minute", while the page said that no card comes."""
    queue = Queue(("f/1", "g/1"), (), pulled_waiting=3)
    exam = replace(today.exams[0], queue=queue, minutes=0.0, time_is_up=True)
    assert short_line(replace(today, exams=(exam,))).startswith("0 due, 0 new, 5 waiting: ")
    assert document(replace(today, exams=(exam,))).exams[0].due == 0


@pytest.mark.parametrize(
    ("again", "due", "new", "phrase"),
    [
        (4, 0, 0, "4 cards to ask again"),
        (1, 0, 0, "1 card to ask again"),
        (4, 0, 2, "4 to ask again and 2 new cards"),
        (3, 24, 20, "3 to ask again, 24 due and 20 new cards"),
        (0, 1, 0, "1 due card"),
    ],
)
def test_the_cards_of_the_next_command_are_english(again: int, due: int, new: int, phrase: str) -> None:
    """It said "4 to ask again cards"."""
    assert cards_phrase(again, due, new) == phrase
