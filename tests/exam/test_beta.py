"""The beta distribution of the diagnostic."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clfcards.exam.beta import Beta, probability_at_most, quantile
from clfcards.exam.diagnostic import share_interval


def test_the_interval_of_a_diagnostic_with_seven_right() -> None:
    assert share_interval(7, 10) == pytest.approx((0.436, 0.865), abs=5e-4)


def test_the_incomplete_beta_function_agrees_with_the_binomial() -> None:
    """I_x(a, b) for integers a and b is a binomial tail. Source: DLMF 8.17.5."""
    assert probability_at_most(Beta(2, 3), 0.4) == pytest.approx(
        sum(c * 0.4**k * 0.6 ** (4 - k) for k, c in ((2, 6), (3, 4), (4, 1)))
    )
    assert (probability_at_most(Beta(2, 3), 0.0), probability_at_most(Beta(2, 3), 1.0)) == (0, 1)


@settings(max_examples=40, deadline=None)
@given(st.floats(0.3, 400), st.floats(0.3, 400), st.floats(0.01, 0.99))
def test_the_quantile_is_the_inverse_of_the_distribution(right: float, wrong: float, probability: float) -> None:
    beta = Beta(right, wrong)
    assert probability_at_most(beta, quantile(beta, probability)) == pytest.approx(probability, abs=1e-6)
