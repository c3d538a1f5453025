"""The beta distribution, to the extent that the diagnostic needs it.

Source of the incomplete beta function: the continued fraction of DLMF 8.17.22, by Lentz's method.
"""

import math
from dataclasses import dataclass

_TINY = 1e-300


@dataclass(frozen=True, slots=True)
class Beta:
    """A beta distribution over a probability; both parameters are above 0."""

    right: float
    wrong: float


def probability_at_most(beta: Beta, x: float) -> float:
    """The probability, in [0, 1], that the beta-distributed value is at most `x`."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (beta.right + 1) / (beta.right + beta.wrong + 2):
        return 1.0 - probability_at_most(Beta(beta.wrong, beta.right), 1 - x)
    a, b = beta.right, beta.wrong
    log_front = a * math.log(x) + b * math.log1p(-x) - math.log(a) - _log_beta(a, b)
    return math.exp(log_front) / _continued_fraction(a, b, x)


def quantile(beta: Beta, probability: float) -> float:
    """The value, in [0, 1], that is not exceeded with `probability`, found by bisection to 1e-18."""
    low, high = 0.0, 1.0
    for _ in range(60):  # the distribution can be steep next to 0 and 1
        middle = (low + high) / 2
        if probability_at_most(beta, middle) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def _continued_fraction(a: float, b: float, x: float) -> float:
    """The denominator 1 + d₁/(1 + d₂/(1 + …)) of the incomplete beta function."""
    value, c, d = 1.0, 1.0, 0.0
    for step in range(1, 500):
        m = step // 2
        if step % 2:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / ((1 + term * d) or _TINY)
        c = (1 + term / c) or _TINY
        value *= c * d
        if abs(c * d - 1) < 1e-14:
            break
    return value
