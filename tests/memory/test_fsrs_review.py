"""The memory after an answer, beside a plain card of py-fsrs: the same floats, to the last bit."""

import datetime as dt
from collections.abc import Sequence

import fsrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from clfcards.memory.fsrs_review import FsrsReview
from clfcards.memory.state import STABILITY_MAX, Memory
from clfcards.memory.weights import DEFAULT_WEIGHTS, HIGHEST_WEIGHTS, LOWEST_WEIGHTS
from clfcards.model.rating import Rating

DAY_0 = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)

WEIGHTS = st.tuples(*(st.floats(low, high) for low, high in zip(LOWEST_WEIGHTS, HIGHEST_WEIGHTS, strict=True)))
ANSWERS = st.lists(
    st.tuples(st.sampled_from(Rating), st.integers(0, 3) | st.integers(0, 400) | st.integers(0, 70_000)), max_size=12
)


def by_py_fsrs(weights: Sequence[float], memory: Memory | None, rating: Rating, days: int) -> Memory:
    """The memory after a review of a card of the package, made for this one review."""
    scheduler = fsrs.Scheduler(tuple(weights), learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card = fsrs.Card(0, fsrs.State.Learning, 0, due=DAY_0)
    if memory is not None:
        card = fsrs.Card(0, fsrs.State.Review, None, memory.stability, memory.difficulty, DAY_0, DAY_0)
    result, _ = scheduler.review_card(card, fsrs.Rating(rating.value), DAY_0 + dt.timedelta(days))
    return Memory(min(result.stability, STABILITY_MAX), result.difficulty)


@settings(max_examples=300, deadline=None)
@given(weights=WEIGHTS | st.just(DEFAULT_WEIGHTS), answers=ANSWERS)
@example(weights=LOWEST_WEIGHTS, answers=[(rating, days) for rating in Rating for days in (0, 1, 40_000)])
@example(weights=HIGHEST_WEIGHTS, answers=[(rating, days) for rating in Rating for days in (0, 1, 40_000)])
def test_every_memory_of_a_history_is_the_float_of_py_fsrs(
    weights: tuple[float, ...], answers: list[tuple[Rating, int]]
) -> None:
    ours = FsrsReview(weights)
    memory: Memory | None = None
    for rating, days in answers:
        expected = by_py_fsrs(weights, memory, rating, days)
        memory = ours.after(memory, rating, days)
        assert memory == expected


@pytest.mark.parametrize("rating", Rating)
@pytest.mark.parametrize("days", [0, 1, 7, 36_500])
@pytest.mark.parametrize("memory", [Memory(0.001, 1.0), Memory(0.001, 10.0), Memory(36_500.0, 1.0), Memory(3.0, 10.0)])
def test_the_ends_of_the_ranges_are_those_of_py_fsrs(memory: Memory, rating: Rating, days: int) -> None:
    assert FsrsReview(DEFAULT_WEIGHTS).after(memory, rating, days) == by_py_fsrs(DEFAULT_WEIGHTS, memory, rating, days)
