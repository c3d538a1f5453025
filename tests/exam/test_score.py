"""The score of every kind of exam. The expected numbers are computed by hand."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clfcards.exam.evidence import reference_form
from clfcards.exam.reference import cut_ability, reference_cut
from clfcards.exam.report import report_of
from clfcards.exam.score import Score, is_equated, right_needed, score_form, score_value
from clfcards.exam.signals import signal_mark
from clfcards.model.guide import Format, Guide, Practice
from clfcards.model.number import Number
from clfcards.model.pass_rule import PassRule, PercentPass, RawPass, ScaledPass
from tests.exam.exam_bank import GUIDE, answered, form, sitting

EVEN = (0.0,) * 40


def guide(rule: PassRule, scored: int = 40, practice: Practice | None = None) -> Guide:
    """An exam of `scored` questions without an unscored part."""
    fields: dict[str, Any]
    match rule:
        case ScaledPass(minimum, maximum, cut):
            fields = {"scale_minimum": minimum, "scale_maximum": maximum, "scale_pass": cut}
        case RawPass(cut):
            fields = {"raw_pass": cut}
        case PercentPass(percent):
            fields = {"percent_pass": percent}
    terms = Format(scored=scored, minutes=60, source="page", **fields)
    return replace(GUIDE, format=terms, practice=practice or Practice())


ITIL_LIKE = guide(RawPass(29))


@pytest.mark.parametrize(("raw", "passed"), [(28, False), (29, True), (40, True), (0, False)])
def test_a_raw_pass_mark_of_29_is_passed_with_29(raw: int, passed: bool) -> None:
    result = score_form(ITIL_LIKE, EVEN, raw)
    assert (result.cut, result.passed) == (29, passed)
    assert (result.score.kind, result.score.value, result.score.cut, result.score.passed) == ("raw", raw, 29, passed)


@pytest.mark.parametrize("shift", [-2.0, 2.0])
def test_the_difficulty_of_a_form_does_not_move_a_raw_pass_mark(shift: float) -> None:
    assert right_needed(ITIL_LIKE, [b + shift for b in EVEN]) == 29


def test_the_standard_error_of_right_answers() -> None:
    """The error of 20 of 40 is √(40 · ½ · ½) = 3.16: from 16.84 to 23.16."""
    score = score_form(ITIL_LIKE, EVEN, 20).score
    assert (score.low, score.high) == (17, 23)


def test_a_score_stays_between_none_and_all() -> None:
    """None right counts as half an answer: √(40 · 1/80 · 79/80) = 0.7, which is 1 when rounded."""
    none, everything = (score_form(ITIL_LIKE, EVEN, raw).score for raw in (0, 40))
    assert (none.low, none.high) == (0, 1)
    assert (everything.low, everything.high) == (39, 40)


@pytest.mark.parametrize(("of", "cut"), [(40, 29), (39, 29), (20, 15), (10, 8), (1, 1)])
def test_a_shorter_form_has_the_pass_mark_in_proportion(of: int, cut: int) -> None:
    """29/40 of 39 is 28.275, of 20 it is 14.5, and of 10 it is 7.25: each is rounded up."""
    assert right_needed(ITIL_LIKE, EVEN[:of]) == cut
    assert score_form(ITIL_LIKE, EVEN[:of], cut).score.cut == cut


@pytest.mark.parametrize(
    ("percent", "of", "cut"),
    [
        (70, 10, 7),  # as binary fractions, 0.7 · 10 and 7 would differ in many programs
        (55, 100, 55),  # 0.55 * 100 is 55.00000000000001
        (57, 100, 57),  # 0.57 * 100 is 56.99999999999999
        (14.5, 200, 29),
        (66.67, 3, 3),  # two of three are 66.666…%, which is less
        (66.66, 3, 2),
        (100, 40, 40),
        (0.01, 40, 1),
    ],
)
def test_a_percentage_is_compared_exactly(percent: Number, of: int, cut: int) -> None:
    rule = PercentPass(percent)
    assert right_needed(guide(rule), (0.0,) * of) == cut
    assert score_form(guide(rule), (0.0,) * of, cut).score.passed
    assert not score_form(guide(rule), (0.0,) * of, cut - 1).score.passed


@pytest.mark.parametrize(
    ("percent", "of", "raw", "shown"),
    [
        (72.5, 40, 29, 72.5),
        (72.5, 40, 28, 70),
        (70, 3, 2, 66.7),
        (66.7, 3, 2, 66.6),  # 66.666…% fails, so it must not be shown as 66.7%
        (66.67, 3, 2, 66.66),  # a pass mark with two decimals is compared with two
        (66.66, 3, 2, 66.67),
    ],
)
def test_a_percentage_is_rounded_away_from_the_pass_mark(percent: Number, of: int, raw: int, shown: Number) -> None:
    score = score_form(guide(PercentPass(percent)), (0.0,) * of, raw).score
    assert (score.kind, score.value, score.cut) == ("percent", shown, percent)


@given(st.integers(1, 10_000), st.integers(1, 200))
def test_a_percentage_passes_if_and_only_if_it_is_reached(hundredths: int, of: int) -> None:
    percent = hundredths // 100 if hundredths % 100 == 0 else hundredths / 100
    exam = guide(PercentPass(percent))
    for raw in range(0, of + 1, max(1, of // 5)):
        score = score_form(exam, (0.0,) * of, raw).score
        assert score.passed == (Fraction(raw, of) >= Fraction(hundredths, 10_000))
        assert score.passed == (score.value >= percent)


def test_a_scale_without_a_model_is_a_straight_line() -> None:
    """Of 40 questions, 27 are 100 + 900 · 27/40 = 707.5, and 26 are 685; the error of 27 is √(40 · 27/40 · 13/40)."""
    exam = guide(ScaledPass(100, 1000, 700))
    assert not is_equated(exam)
    assert right_needed(exam, [b + 2 for b in EVEN]) == 27
    assert score_form(exam, EVEN, 27).score == Score("scaled", 708, 700, 641, 774, passed=True)
    assert score_form(exam, EVEN, 26).score.value == 685


@given(
    st.sampled_from([GUIDE, ITIL_LIKE, guide(PercentPass(66.67)), guide(ScaledPass(100, 1000, 700))]),
    st.lists(st.floats(-3, 3), min_size=1, max_size=60),
    st.data(),
)
def test_the_value_of_a_score_is_the_same_without_its_error(
    exam: Guide, difficulties: list[float], data: st.DataObject
) -> None:
    raw = data.draw(st.integers(0, len(difficulties)))
    assert score_value(exam, difficulties, raw) == score_form(exam, difficulties, raw).score.value


def test_only_a_scale_with_a_model_is_equated() -> None:
    assert is_equated(GUIDE)
    assert not is_equated(ITIL_LIKE)
    assert not is_equated(guide(PercentPass(70)))


def test_a_report_has_a_score_in_the_unit_of_the_exam() -> None:
    """Fourteen of twenty are 70%. A form of twenty takes 29/40 of twenty, rounded up: fifteen."""
    sat = answered(sitting(form(20)), 14)
    percent, raw = (report_of(guide(rule), sat).score for rule in (PercentPass(70), RawPass(29)))
    assert percent is not None
    assert raw is not None
    assert (percent.kind, percent.value, percent.cut, percent.passed) == ("percent", 70, 70, True)
    assert (raw.kind, raw.value, raw.cut, raw.passed) == ("raw", 14, 15, False)


def test_a_diagnostic_has_no_score_of_its_own_and_no_verdict() -> None:
    """Ten right of ten said 1000; an estimate takes its place."""
    report = report_of(GUIDE, answered(sitting(replace(form(10), kind="diagnostic")), 10))
    assert (report.score, report.passed, report.is_short) == (None, None, True)


def test_the_reference_form_has_the_cut_of_the_exam() -> None:
    """72.5% of 40 are 29. With all difficulties at 0, 29 of 40 right are an ability of ln(29/11) = 0.969."""
    flat = Practice(None, 0.0, 0.0)
    assert reference_cut(guide(RawPass(29))) == reference_cut(guide(PercentPass(72.5))) == 29
    assert reference_form(guide(RawPass(29))).cut == 29
    assert cut_ability(guide(RawPass(29), practice=flat)) == pytest.approx(0.9694, abs=0.0001)


def test_an_exam_that_takes_all_answers_right_has_an_ability_too() -> None:
    """Half an answer less than 40 of 40: ln(39.5/0.5) = 4.369."""
    assert cut_ability(guide(RawPass(40), practice=Practice(None, 0.0, 0.0))) == pytest.approx(4.3694, abs=0.0001)


@pytest.mark.parametrize(
    ("rule", "mark"),
    [
        (ScaledPass(100, 1000, 700), 750),
        (RawPass(29), 31),  # 29 + 11/6 = 30.8
        (PercentPass(70), 75),
        (RawPass(40), 40),
    ],
)
def test_the_mark_of_several_attempts_is_a_sixth_of_the_way_to_the_top(rule: PassRule, mark: int) -> None:
    assert signal_mark(guide(rule)) == mark


@pytest.mark.parametrize(
    "make",
    [
        lambda: ScaledPass(100, 1000, 100),
        lambda: ScaledPass(100, 1000, 1000),
        lambda: RawPass(0),
        lambda: PercentPass(0),
        lambda: PercentPass(100.5),
    ],
)
def test_a_pass_mark_that_cannot_be_is_refused(make: object) -> None:
    assert callable(make)
    with pytest.raises(ValueError, match=r"pass mark|passing score"):
        make()


@pytest.mark.parametrize(("raw", "of"), [(-1, 40), (41, 40), (0, 0)])
def test_impossible_counts_are_refused(raw: int, of: int) -> None:
    with pytest.raises(ValueError, match="cannot be scored"):
        score_form(ITIL_LIKE, EVEN[:of], raw)
