"""The one command to run next: it can run, it does something, and it is never what was just done."""

from dataclasses import dataclass, replace

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clfcards.cli import group
from clfcards.exam.possible import Possible
from clfcards.memory.options import SessionOptions
from clfcards.next_step import NextStep
from clfcards.use_cases.next_action import Left, NextAction, PlannedTask, PlanSays, next_action, of_exam, with_filters
from clfcards.words.next_action import next_line
from clfcards.words.next_steps import command_line

WHOLE = Possible(questions=300, whole=24, exam=24, domains={"A": (12, 12)}, diagnostic=True)


@dataclass(frozen=True)
class Given:
    """A situation with these values."""

    left: Left | None
    possible: Possible
    has_begun: bool
    attempts: int
    days_since_exam: int | None
    again: int
    due: int
    new: int
    minutes: float
    due_tomorrow: int
    new_later: int
    time_is_up: bool
    met: int
    cards: int
    unseen_forms: int
    planned: PlannedTask | None = None
    plan_says: PlanSays | None = None
    waiting: int = 0


FRESH = Given(
    left=None, possible=WHOLE, has_begun=False, attempts=0, days_since_exam=None, again=0, due=0, new=20, minutes=12.0,
    due_tomorrow=0, new_later=100, time_is_up=False, met=0, cards=100, unseen_forms=5,
)  # fmt: skip


def line(**changed: object) -> str:
    return next_line(next_action(replace(FRESH, **changed)))  # type: ignore[arg-type]


def test_a_beginner_starts_with_the_diagnostic_and_then_learns() -> None:
    assert line() == "Next: clfcards diagnostic (ten questions show where you stand)"
    assert line(attempts=1) == "Next: clfcards review (20 new cards, about 12 minutes)"


def test_whoever_has_begun_without_the_diagnostic_is_not_sent_back_to_it() -> None:
    assert line(has_begun=True, due=3) == "Next: clfcards review (3 due and 20 new cards, about 12 minutes)"


def test_a_sitting_that_was_left_comes_first_and_its_kind_is_named() -> None:
    left = "you left a practice exam with 3 of 24 questions answered"
    assert line(left=Left("exam", 3, 24)) == f"Next: clfcards exam ({left})"
    assert line(left=Left("diagnostic", 1, 10)).startswith(
        "Next: clfcards diagnostic (you left a diagnostic with 1 of 10"
    )
    assert line(left=Left("exam", 3, 24, is_refused=True)).startswith("Next: clfcards check (")


def test_an_exam_comes_when_the_cards_are_done_half_are_met_and_the_last_one_is_days_ago() -> None:
    done = {"has_begun": True, "new": 0, "met": 50, "due_tomorrow": 8}
    exam = "today's cards are done, and you have met 50 of 100; 5 unseen exams are left"
    assert line(**done) == f"Next: clfcards exam ({exam})"
    early = "Next: clfcards review --ahead 1 (today's cards are done; this shows 8 cards of tomorrow early)"
    assert line(**done, days_since_exam=2) == early
    assert line(**done, unseen_forms=0) == early
    assert line(**{**done, "met": 49}) == early
    assert line(**done, days_since_exam=3).startswith("Next: clfcards exam")


def test_a_bank_that_fills_no_exam_gets_none() -> None:
    small = Possible(questions=0, whole=24, exam=0, domains={"A": (12, 0)}, diagnostic=False)
    assert line(possible=small) == "Next: clfcards review (20 new cards, about 12 minutes)"
    done = {"has_begun": True, "new": 0, "met": 100, "new_later": 0}
    assert line(possible=small, **done) == "Next: clfcards stats (nothing is left to study today)"


def test_a_bank_that_fills_a_shorter_exam_gets_that_one() -> None:
    small = Possible(questions=6, whole=24, exam=6, domains={"A": (12, 3)}, diagnostic=False)
    done = {"has_begun": True, "new": 0, "met": 60, "unseen_forms": 0}
    reason = "today's cards are done, and you have met 60 of 100"
    assert line(possible=small, **done) == f"Next: clfcards exam --length 6 ({reason})"


def test_at_the_limit_of_minutes_no_review_is_offered() -> None:
    done = {"has_begun": True, "due": 4, "due_tomorrow": 5, "unseen_forms": 0, "time_is_up": True}
    assert line(**done) == "Next: clfcards stats (today's minutes are used up)"


def test_while_due_cards_wait_no_card_of_another_day_is_offered() -> None:
    """After the day's limit, `review --ahead 1` was suggested while due cards of today waited."""
    done = {"has_begun": True, "new": 0, "unseen_forms": 0}
    limit = "today's limit is used up; 106 due cards wait for another day"
    assert line(**done, new_later=0, waiting=106) == f"Next: clfcards stats ({limit})"
    assert line(**done, new_later=0, waiting=1).endswith("1 due card waits for another day)")


def test_more_new_cards_are_offered_when_nothing_is_due_tomorrow() -> None:
    done = {"has_begun": True, "new": 0, "unseen_forms": 0}
    reason = "today's cards are done; 4 cards of the deck are still new to you"
    assert line(**done, new_later=4) == f"Next: clfcards review --new 4 ({reason})"
    assert line(**done, new_later=40).startswith("Next: clfcards review --new 10 (")


def test_the_study_plan_is_worked_off_once_the_days_cards_are_done() -> None:
    task = PlannedTask("A.2", "Know where leaves grow", 24.6, new=7)
    assert line(has_begun=True, planned=task).startswith("Next: clfcards review (20 new")
    done = {"has_begun": True, "new": 0, "met": 60}
    reason = "today's cards are done; your study plan has about 25 minutes left for task A.2"
    assert line(**done, planned=task) == f"Next: clfcards learn A.2 --limit 7 ({reason})"
    assert line(**done, planned=task._replace(new=0)).startswith("Next: clfcards exam (")


def test_the_filters_of_a_session_are_kept() -> None:
    action = next_action(replace(FRESH, has_begun=True, due=3))
    options = SessionOptions(domains=frozenset({"2"}), tags=frozenset({"priority::1"}))
    assert command_line(with_filters(action, options).step) == "clfcards review --domain 2 --tag priority::1"
    assert with_filters(action, SessionOptions()) == action
    diagnostic = next_action(FRESH)
    assert with_filters(diagnostic, options) == diagnostic


def parses(action: NextAction) -> bool:
    """Whether the real command line accepts the command."""
    words = command_line(action.step).split()[1:]
    with click.Context(group()) as context:
        program = group()
        name, command, rest = program.resolve_command(context, words)
        assert command is not None
        command.make_context(name, rest)
    return True


situations = st.builds(
    Given,
    left=st.none()
    | st.builds(Left, st.sampled_from(["exam", "diagnostic", "domain", "redo"]), st.integers(0, 9), st.integers(10, 65),
                st.booleans()),
    possible=st.builds(
        Possible, questions=st.integers(0, 99), whole=st.just(24), exam=st.integers(0, 24),
        domains=st.just({"A": (12, 12)}), diagnostic=st.booleans(),
    ),
    has_begun=st.booleans(), attempts=st.integers(0, 3), days_since_exam=st.none() | st.integers(0, 9),
    again=st.integers(0, 3), due=st.integers(0, 3), new=st.integers(0, 3), minutes=st.floats(0, 90),
    due_tomorrow=st.integers(0, 3), new_later=st.integers(0, 30), time_is_up=st.booleans(), met=st.integers(0, 50),
    cards=st.just(50), unseen_forms=st.integers(0, 3),
    planned=st.none() | st.builds(PlannedTask, st.just("A.2"), st.just("Leaves"), st.floats(0, 90), st.integers(0, 9)),
)  # fmt: skip


@given(situations)
def test_the_command_parses_and_there_is_something_for_it_to_do(now: Given) -> None:
    action = next_action(now)
    assert parses(action)
    assert parses(of_exam(action, "CLF-C02"))
    options = dict(action.step.options)
    if action.step.command == "review":
        cards = now.due_tomorrow if options.get("ahead") else now.new_later if "new" in options else None
        assert (now.again + now.due + now.new if cards is None else cards) > 0
        assert not now.time_is_up
    if action.step.command.startswith("learn "):
        assert now.planned is not None
        assert 0 < int(options["limit"] or 0) <= now.planned.new
        assert not now.time_is_up
    if action.step.command == "exam" and now.left is None:
        assert options.get("length", 24) == now.possible.exam > 0
        assert now.unseen_forms > 0 or now.possible.exam < 24
    if action.step.command == "diagnostic" and now.left is None:
        assert now.possible.diagnostic
        assert not now.attempts


@pytest.mark.parametrize("command", ["review", "exam", "diagnostic", "check", "stats"])
def test_a_command_that_names_no_exam_would_be_refused_where_there_are_several(command: str) -> None:
    action = of_exam(NextAction(NextStep.run(command), next_action(FRESH).why), "CLF-C02")
    assert command_line(action.step) == f"clfcards {command} --exam CLF-C02"
