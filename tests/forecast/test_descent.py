"""The smallest value of a convex function, where it is known."""

import numpy as np
import pytest

from clfcards.forecast.descent import least


def test_the_minimum_of_a_square_is_found_also_where_the_bound_stops_it() -> None:
    goal, scale = np.asarray([3.0, -2.0, 0.5]), np.asarray([1.0, 50.0, 4.0])

    def square(at: np.ndarray) -> tuple[float, np.ndarray]:
        return float((scale * (at - goal) ** 2).sum()), 2 * scale * (at - goal)

    assert least(square, np.ones(3), 100, 1e-14) == pytest.approx([3.0, 0.0, 0.5], abs=1e-4)
