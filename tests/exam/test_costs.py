"""What all-or-nothing scoring and nerves cost, computed by hand.

The scale is that of `test_numbers_of_a_report`: of four questions of equal difficulty two must be right; a right answer
is worth 300 points below the cut and 150 above it.
"""

from dataclasses import replace

from clfcards.exam.form import Form
from clfcards.exam.margin import NarrowPass, narrow_pass
from clfcards.exam.partly_right import PartlyRight, partly_right
from clfcards.exam.report import Report, report_of
from clfcards.exam.sitting import begin
from clfcards.exam.timing import Timing
from tests.exam.exam_bank import at, do
from tests.exam.tiny_exam import tiny_form, tiny_guide

GUIDE = tiny_guide(100, scored=4, cut=2)


def choosing(*keys: str, unscored: int = 0) -> Form:
    """A form of scored questions with these right options, and of unscored ones."""
    form = tiny_form(*"1" * len(keys), unscored=unscored)
    scored = (replace(q, key=frozenset(key)) for q, key in zip(form.questions, keys, strict=False))
    return replace(form, questions=(*scored, *(replace(q, key=frozenset("ab")) for q in form.questions[len(keys) :])))


def sat(form: Form, *answers: str) -> Report:
    state = begin("s", form, Timing(None), at(0))
    for question, answer in zip(form.questions, answers, strict=False):
        state = do(state, "chose", 1, question.id, tuple(answer))
    return report_of(GUIDE, do(state, "submitted", 2, word="learner"))


def test_half_an_answer_at_the_cut_costs_half_of_what_an_answer_above_it_is_worth() -> None:
    """Two right, and one of two chosen right: 2.5 instead of 2 answers, 150 / 2 points."""
    report = sat(choosing("a", "a", "ab", "ab"), "a", "a", "ac", "cd")
    assert partly_right(GUIDE, report) == PartlyRight(of=2, partly=1, answers=0.5, points=75)


def test_below_the_cut_an_answer_costs_more() -> None:
    """One right, and two halves: 2 instead of 1, 300 points. A blank and a complete answer cost nothing."""
    report = sat(choosing("ab", "ab", "ab", "ab"), "ab", "ac", "b")
    assert partly_right(GUIDE, report) == PartlyRight(4, 2, 1.0, 300)


def test_two_of_three_are_two_thirds() -> None:
    """From 0 to 2/3 of an answer: 200 points."""
    assert partly_right(GUIDE, sat(choosing("abc", "a", "a", "a"), "abd")) == PartlyRight(1, 1, 2 / 3, 200)


def test_unscored_questions_cost_nothing() -> None:
    report = sat(choosing("a", "a", "a", "a", unscored=1), "a", "a", "a", "b", "ac")
    assert partly_right(GUIDE, report) == PartlyRight(0, 0, 0.0, 0)


def test_without_a_score_the_cost_is_in_answers() -> None:
    report = sat(replace(choosing("ab", "a", "a", "a"), kind="domain"), "ac")
    assert partly_right(GUIDE, report) == PartlyRight(1, 1, 0.5, None)


def test_a_pass_at_the_cut_is_narrow_and_nerves_would_cost_the_pass() -> None:
    """Nerves take 0.03 of each of four answers: 0.12 answers below the cut at 300 points. The target is a sixth to a
    third of the way from 700 to 1000."""
    assert narrow_pass(GUIDE, sat(choosing(*"aaaa"), "a", "a", "b", "b")) == NarrowPass(750, 800, 36)


def test_a_fail_and_a_pass_above_the_target_are_not_narrow() -> None:
    assert narrow_pass(GUIDE, sat(choosing(*"aaaa"), "a", "b", "b", "b")) is None
    assert narrow_pass(GUIDE, sat(choosing(*"aaaa"), "a", "a", "a", "b")) is None  # 850
