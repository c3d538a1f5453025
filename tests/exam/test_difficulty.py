"""Difficulties start from the author's estimate and are corrected by answers."""

import random
from dataclasses import replace

import pytest

from clfcards.exam.difficulty import MIX, Estimate, calibrated, estimates, judged, prior
from clfcards.exam.rasch import probability_right
from clfcards.exam.scale import form_cut, scale_of
from tests.exam.exam_bank import GUIDE, question


def test_priors_average_to_the_middle_of_the_reference_form() -> None:
    """With the mix that authors aim at, a form is as hard as the reference form."""
    logits = {name: prior(name, GUIDE.practice).logits for name in MIX}
    assert logits == pytest.approx({"easy": -1.4, "medium": 0.2, "hard": 1.6})
    assert sum(logits[name] * part for name, part in MIX.items()) == pytest.approx(0)


def test_without_answers_the_prior_is_unchanged() -> None:
    assert calibrated(Estimate(0.2, 0.8), []) == Estimate(0.2, 0.8)


def test_a_right_answer_makes_a_question_easier_but_only_a_little() -> None:
    start = Estimate(0.2, 0.8)
    easier, harder = calibrated(start, [(0.0, True)]), calibrated(start, [(0.0, False)])
    assert -0.5 < easier.logits - start.logits < 0 < harder.logits - start.logits < 0.5
    assert easier.error < start.error
    assert easier.answers == 1


def test_many_answers_find_the_true_difficulty() -> None:
    generator = random.Random(5)
    abilities = [generator.gauss(0, 1) for _ in range(3000)]
    answers = [(ability, generator.random() < probability_right(ability, 1.3)) for ability in abilities]
    found = calibrated(Estimate(-1.4, 0.8), answers)
    assert found.logits == pytest.approx(1.3, abs=4 * found.error)
    assert found.error < 0.06


def test_extreme_answers_stay_finite() -> None:
    assert -20 < calibrated(Estimate(0.0, 0.8), [(9.0, False)] * 50 + [(-9.0, True)] * 50).logits < 20


def test_a_fitted_table_replaces_the_authors_estimate() -> None:
    fitted = {"q-1": Estimate(0.7, 0.2, 30)}
    found = estimates([question("q-1", "1.1"), question("q-2", "1.1")], GUIDE.practice, 1.1, fitted, {})
    assert found["q-1"] == fitted["q-1"]
    assert found["q-2"] == prior("medium", GUIDE.practice)


def test_at_the_cut_a_judged_question_is_right_with_the_expected_probability() -> None:
    for expected in (0.25, 0.5, 0.8):
        assert probability_right(1.1, judged(expected, 1.1).logits) == pytest.approx(expected)
    assert judged(0.5, 1.1) == Estimate(1.1, 0.5)


def test_the_cut_of_a_form_is_what_judges_expect_of_a_just_passing_candidate() -> None:
    """36 questions at 0.75 and 14 at 0.6: 27 + 8.4 = 35.4 right, so 36 pass."""
    scale = scale_of(GUIDE)
    difficulties = [judged(share, scale.cut_ability).logits for share in [0.75] * 36 + [0.6] * 14]
    assert form_cut(scale, difficulties) == 36


def test_the_judges_estimate_is_used_instead_of_the_class() -> None:
    easy = replace(question("q-1", "1.1"), expected=0.9)
    found = estimates([easy], GUIDE.practice, 1.1, {}, {})
    assert found["q-1"] == judged(0.9, 1.1)
