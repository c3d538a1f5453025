"""The model of ability over time. Means and variances are those of the normal distributions it is made of."""

import math
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clfcards.exam.ability import (
    ABILITIES,
    Answer,
    after_answers,
    after_days,
    after_memory,
    at_quantile,
    at_start,
    averaged,
    chances,
    less_certain,
    mixed,
    probability,
)
from clfcards.exam.rasch import probability_of_reaching, probability_right


def mean(abilities: Sequence[float]) -> float:
    return mixed(abilities, ABILITIES)


def variance(abilities: Sequence[float]) -> float:
    return mixed(abilities, [(at - mean(abilities)) ** 2 for at in ABILITIES])


def test_a_new_learner_is_between_a_clear_fail_and_a_pass() -> None:
    start = at_start().abilities
    assert sum(start) == pytest.approx(1)
    assert mean(start) == pytest.approx(1.4, abs=0.01)
    assert variance(start) == pytest.approx(1.44, abs=0.03)


def test_one_answer_multiplies_the_odds_of_two_abilities_by_the_ratio_of_their_probabilities() -> None:
    """Bayes' rule. At ability 0 a question of difficulty 0 is right one time in two; at 1, 0.731 times."""
    i, j = ABILITIES.index(0.0), ABILITIES.index(1.0)
    before = at_start().abilities
    right = after_answers(at_start(), [Answer(0.0, 0.0, True)]).abilities
    wrong = after_answers(at_start(), [Answer(0.0, 0.0, False)]).abilities
    assert right[j] / right[i] == pytest.approx(before[j] / before[i] * 0.731059 / 0.5, rel=1e-5)
    assert wrong[j] / wrong[i] == pytest.approx(before[j] / before[i] * 0.268941 / 0.5, rel=1e-5)


def test_an_answer_of_less_worth_moves_the_belief_less() -> None:
    whole, quarter = (
        mean(after_answers(at_start(), [Answer(0.0, 0.8, True, worth)] * 10).abilities) for worth in (1.0, 0.25)
    )
    assert mean(at_start().abilities) < quarter < whole


def test_a_pause_of_four_days_adds_the_expected_growth_and_its_uncertainty() -> None:
    """Growth is 0.13 ± 0.18 logits and everything else ± 0.2, so the variance grows by 0.0324 + 0.04.

    The grid of growth rates ends at two standard deviations, so its variance is 0.84 of the normal one's.
    """
    sure = after_answers(at_start(), [Answer(0.7, 0.0, n % 2 == 0) for n in range(200)])
    later = after_days(sure, 4)
    assert mean(later.abilities) - mean(sure.abilities) == pytest.approx(0.13, abs=0.01)
    grown = variance(later.abilities) - variance(sure.abilities)
    assert grown == pytest.approx(0.04 + 0.0324 * 0.84, abs=0.006)


def test_pauses_longer_than_a_month_change_no_more() -> None:
    assert after_days(at_start(), 400).abilities == after_days(at_start(), 30).abilities
    assert after_days(at_start(), 0) == after_days(at_start(), -5) == at_start()


def test_somebody_who_grew_is_expected_to_go_on_growing() -> None:
    belief = at_start()
    for right in (10, 18, 26, 34, 42):
        belief = after_answers(belief, [Answer(0.0, 0.8, n < right) for n in range(50)])
        belief = after_days(belief, 4)
    weights = [sum(row) for row in belief.rows]
    assert weights[0] < 0.02 < weights[4]
    assert weights == sorted(weights)


def test_a_look_at_memory_pulls_the_belief_towards_it() -> None:
    """Two normal distributions, 1.4 ± 1.2 and 2 ± 0.8: the mean is weighted by 1/1.44 and 1/0.64."""
    seen = after_memory(at_start(), 2.0, 0.8).abilities
    assert mean(seen) == pytest.approx((1.4 / 1.44 + 2 / 0.64) / (1 / 1.44 + 1 / 0.64), abs=0.01)


def test_what_else_is_unknown_adds_its_variance() -> None:
    """A start of variance 1.44, and something of standard deviation 0.5: 1.69."""
    belief = less_certain(at_start(), 0.5).abilities
    assert mean(belief) == pytest.approx(1.4, abs=0.01)
    assert variance(belief) == pytest.approx(1.69, abs=0.05)


def test_an_uncertain_difficulty_brings_the_probability_nearer_to_a_half() -> None:
    """The logistic curve is like a normal one with standard deviation 1/0.588; with error 0.8 it is 1.105 as wide."""
    assert probability(1.0, 0.0, 0.0) == pytest.approx(probability_right(1.0, 0.0))
    assert probability(1.0, 0.0, 0.8) == pytest.approx(1 / (1 + math.exp(-1 / 1.1051)), abs=1e-4)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.floats(-3, 3), min_size=1, max_size=20), st.data())
def test_chances_agree_with_the_rasch_model_if_difficulties_are_certain(
    difficulties: list[float], data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(difficulties)))
    found = chances(difficulties, 0.0, cut)
    for i in (0, 20, 40, 64):
        assert found[i] == pytest.approx(probability_of_reaching(cut, ABILITIES[i], difficulties))


def test_nerves_take_from_every_answer() -> None:
    """Two questions, each right with 0.5 − 0.03: both are right with 0.2209."""
    assert chances([0.0, 0.0], 0.0, 2, 0.03)[ABILITIES.index(0.0)] == pytest.approx(0.47**2)


def test_a_quantile_is_between_grid_points_where_it_falls_between_them() -> None:
    """Half of the probability at −3, half at −2.875: the median lies between the two."""
    half = [0.5, 0.5, *[0.0] * 63]
    values = [float(i) for i in range(65)]
    assert at_quantile(half, values, 0.25) == pytest.approx(0.0)
    assert at_quantile(half, values, 0.5) == pytest.approx(0.5)
    assert at_quantile(half, values, 0.75) == pytest.approx(1.0)


def test_averaging_over_neighbors_keeps_a_line_and_rounds_a_corner() -> None:
    """Around the corner of max(0, x), the mean of a normal distribution's positive part is 0.3989 of its deviation."""
    assert averaged(ABILITIES, 0.25)[20:44] == pytest.approx(ABILITIES[20:44])
    corner = averaged([max(0.0, at) for at in ABILITIES], 0.25)
    assert corner[ABILITIES.index(0.0)] == pytest.approx(0.3989 * 0.25, rel=0.03)
