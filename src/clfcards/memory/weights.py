"""The 21 weights of FSRS-6: the default ones, and the bounds within which the model accepts others.

Source: py-fsrs 6.3, `fsrs/scheduler.py`; a test compares them.
"""

from collections.abc import Sequence

DEFAULT_WEIGHTS: tuple[float, ...] = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip
LOWEST_WEIGHTS: tuple[float, ...] = (
    0.001, 0.001, 0.001, 0.001, 1.0, 0.001, 0.001, 0.001, 0.0, 0.0, 0.001,
    0.001, 0.001, 0.001, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.1,
)  # fmt: skip
HIGHEST_WEIGHTS: tuple[float, ...] = (
    100.0, 100.0, 100.0, 100.0, 10.0, 4.0, 4.0, 0.75, 4.5, 0.8, 3.5,
    5.0, 0.25, 0.9, 4.0, 1.0, 6.0, 2.0, 2.0, 0.8, 0.8,
)  # fmt: skip


def within_bounds(weights: Sequence[float]) -> bool:
    """Whether FSRS-6 accepts these weights."""
    return len(weights) == len(DEFAULT_WEIGHTS) and all(
        low <= weight <= high for low, weight, high in zip(LOWEST_WEIGHTS, weights, HIGHEST_WEIGHTS, strict=True)
    )
