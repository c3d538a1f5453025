"""The scaled score. The oracle is scoring_example.json, made outside this project: all raw scores of three forms."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clfcards.exam.rasch import expected_right, probability_of_reaching, probability_right, variance_right
from clfcards.exam.scale import Scale, equated, form_cut, scale_of, scaled_score, shown_points, two_lines
from tests.exam.exam_bank import GUIDE

EXAMPLE: dict[str, Any] = json.loads((Path(__file__).parent / "scoring_example.json").read_text())
REFERENCE = tuple(-2 + 4 * i / 49 for i in range(50))
SCALE = Scale(100, 700, 1000, REFERENCE, 35)
FORMS = {"ref": (0.0, 1), "easy": (-0.25, 4), "hard": (0.25, 7)}  # shift of every difficulty, first column


def shifted(by: float) -> list[float]:
    return [b + by for b in REFERENCE]


def test_the_guide_defines_the_scale() -> None:
    scale = scale_of(GUIDE)
    assert scale.reference == pytest.approx(REFERENCE, abs=1e-12)
    assert (scale.minimum, scale.passing, scale.maximum, scale.reference_cut) == (100, 700, 1000, 35)


def test_the_ability_at_the_cut_and_the_cuts_of_the_forms() -> None:
    assert SCALE.cut_ability == pytest.approx(EXAMPLE["theta_c"], abs=1e-9)
    for name, (shift, _) in FORMS.items():
        assert expected_right(SCALE.cut_ability, shifted(shift)) == pytest.approx(EXAMPLE["cuts"][name], abs=1e-9)
    assert [form_cut(SCALE, shifted(shift)) for shift, _ in FORMS.values()] == [35, 38, 33]


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("row", EXAMPLE["rows"], ids=lambda row: str(row[0]))
def test_every_raw_score_of_the_example(name: str, row: list[float]) -> None:
    """The columns are the equated raw score, its scaled score, and the scaled score without equating."""
    shift, column = FORMS[name]
    form, raw = shifted(shift), int(row[0])
    cut = expected_right(SCALE.cut_ability, form)
    score = scaled_score(SCALE, form, raw)
    unequated = shown_points(SCALE, two_lines(SCALE, raw, cut, 50), score.passed)
    assert [round(equated(SCALE, form, raw), 3), score.points, unequated] == row[column : column + 3]


def test_a_fail_just_below_the_cut_never_shows_the_passing_score() -> None:
    """37 on the easy form is 699.87 before rounding."""
    easy = shifted(-0.25)
    points = two_lines(SCALE, equated(SCALE, easy, 37), 35, 50)
    assert points == pytest.approx(699.87, abs=0.01)
    assert scaled_score(SCALE, easy, 37).points == 699
    assert not scaled_score(SCALE, easy, 37).passed
    assert shown_points(SCALE, 699.4, passed=True) == 700


def test_halves_are_rounded_up() -> None:
    assert shown_points(SCALE, 428.5, passed=False) == 429


def test_standard_error_at_the_cut() -> None:
    """The worked value of the scoring notes: 2.88 raw, 49 points below and 58 above."""
    assert variance_right(SCALE.cut_ability, REFERENCE) ** 0.5 == pytest.approx(2.88, abs=0.005)
    score = scaled_score(SCALE, REFERENCE, 35)
    assert (score.points - score.low, score.high - score.points) == (49, 58)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(-4, 4), min_size=1, max_size=65))
def test_more_right_answers_never_score_less(form: list[float]) -> None:
    scores = [scaled_score(SCALE, form, raw) for raw in range(len(form) + 1)]
    points = [score.points for score in scores]
    assert points == sorted(points)
    assert (points[0], points[-1]) == (100, 1000)
    assert all(score.low <= score.points <= score.high for score in scores)
    assert all((score.points >= 700) == score.passed == (score.raw >= score.cut) for score in scores)


@given(st.floats(-1.5, 1.5))
@settings(max_examples=20, deadline=None)
def test_the_same_ability_scores_the_same_on_easier_and_harder_forms(shift: float) -> None:
    """True scores of one ability on two forms are worth the same on the reference form."""
    form = shifted(shift)
    right = expected_right(0.4, form)
    assert equated(SCALE, form, right) == pytest.approx(expected_right(0.4, REFERENCE), abs=1e-9)


def test_simulated_learners_at_the_cut_pass_as_often_as_the_model_predicts() -> None:
    generator = random.Random(20260301)
    ability, cut = SCALE.cut_ability, form_cut(SCALE, REFERENCE)
    chances = [probability_right(ability, b) for b in REFERENCE]
    passed = sum(sum(generator.random() < p for p in chances) >= cut for _ in range(10_000))
    assert passed / 10_000 == pytest.approx(probability_of_reaching(cut, ability, REFERENCE), abs=0.02)


@pytest.mark.parametrize(("raw", "of"), [(-1, 50), (51, 50), (0, 0)])
def test_impossible_raw_scores_are_refused(raw: int, of: int) -> None:
    with pytest.raises(ValueError, match="cannot be scaled"):
        scaled_score(SCALE, REFERENCE[:of], raw)
