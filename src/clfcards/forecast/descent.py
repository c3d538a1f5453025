"""The smallest value of a smooth convex function of numbers that are not negative: projected L-BFGS.

Source: Nocedal & Wright, "Numerical Optimization", algorithms 7.4 and 7.5; the steps are projected onto the bounds.
"""

from collections.abc import Callable

import numpy as np

from clfcards.forecast.memories import Floats

_REMEMBERED = 12  # pairs of steps and changes of the gradient
_SHORTEST = 1e-4  # a step that is halved further brings nothing


def least(
    function: Callable[[Floats], tuple[float, Floats]], start: Floats, rounds: int, tolerance: float = 1e-6
) -> Floats:
    """The numbers at which the function, given with its gradient, is smallest, after at most so many rounds.

    It ends when a round improves the value by less than `tolerance` of it.
    """
    at, (value, gradient) = start, function(start)
    pairs: list[tuple[Floats, Floats]] = []
    for _ in range(rounds):
        free = (at > 0) | (gradient < 0)
        direction = -_inverse_hessian(pairs, np.where(free, gradient, 0.0))
        direction[~free] = 0.0
        if direction @ gradient >= 0:
            pairs.clear()
            direction = -np.where(free, gradient, 0.0)
        if not pairs:  # nothing is known of the scale yet: the first step changes the numbers by a tenth
            direction *= 0.1 * max(float(np.abs(at).mean()), 1e-6) / max(float(np.abs(direction).mean()), 1e-300)
        step = 1.0
        while True:
            there = np.maximum(at + step * direction, 0.0)
            new_value, new_gradient = function(there)
            if new_value <= value + 1e-4 * float(gradient @ (there - at)):
                break
            step /= 2
            if step < _SHORTEST:
                return at
        if (there - at) @ (new_gradient - gradient) > 0:
            pairs = [*pairs, (there - at, new_gradient - gradient)][-_REMEMBERED:]
        gained = value - new_value
        at, value, gradient = there, new_value, new_gradient
        if gained < tolerance * max(abs(value), 1e-12):
            break
    return at


def _inverse_hessian(pairs: list[tuple[Floats, Floats]], gradient: Floats) -> Floats:
    """The gradient times the inverse Hessian that the pairs stand for."""
    result = gradient.copy()
    factors = []
    for step, change in reversed(pairs):
        factor = (step @ result) / (step @ change)
        factors.append(factor)
        result -= factor * change
    if pairs:
        step, change = pairs[-1]
        result *= (step @ change) / (change @ change)
    for (step, change), factor in zip(pairs, reversed(factors), strict=True):
        result += step * (factor - (change @ result) / (step @ change))
    return result
