"""FSRS-6 on arrays against `memory/model.py`, py-fsrs's published numbers, and fsrs-rs."""

import fsrs_rs_python
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clfcards.forecast.memories import Memories, after_day, first, retrievability, same_day
from clfcards.memory.model import MemoryModel
from clfcards.memory.state import Memory
from clfcards.memory.weights import DEFAULT_WEIGHTS
from clfcards.model.rating import Rating

MODEL = MemoryModel()


def after(memory: Memory, rating: Rating, days: int) -> Memory:
    """The memory after a review, by the module under test."""
    before = Memories(np.asarray([memory.stability]), np.asarray([memory.difficulty]))
    if days == 0:
        result = same_day(DEFAULT_WEIGHTS, before, rating)
    else:
        recall = retrievability(DEFAULT_WEIGHTS, np.asarray([float(days)]), before.stability)
        result = after_day(DEFAULT_WEIGHTS, before, recall, rating)
    return Memory(float(result.stability[0]), float(result.difficulty[0]))


@given(st.floats(0.001, 36_500), st.floats(1, 10), st.sampled_from(Rating), st.integers(0, 3000))
def test_a_review_is_that_of_the_scheduler(stability: float, difficulty: float, rating: Rating, days: int) -> None:
    memory = Memory(stability, difficulty)
    assert after(memory, rating, days) == pytest.approx(MODEL.after(memory, rating, days), rel=1e-9)


@pytest.mark.parametrize("rating", Rating)
def test_a_first_review_is_that_of_the_scheduler(rating: Rating) -> None:
    begun = first(DEFAULT_WEIGHTS, rating)
    assert (float(begun.stability), float(begun.difficulty)) == pytest.approx(MODEL.after(None, rating, 0))


def test_a_published_history_gives_the_published_memory() -> None:
    """Ratings 1, 3, 3, 3, 3, 3 after 0, 0, 1, 3, 8, 21 days. Source: the tests of py-fsrs and ts-fsrs."""
    begun = first(DEFAULT_WEIGHTS, Rating.AGAIN)
    memory = Memory(float(begun.stability), float(begun.difficulty))
    for days in (0, 1, 3, 8, 21):
        memory = after(memory, Rating.GOOD, days)
    assert memory == pytest.approx(Memory(53.62691, 6.3574867), abs=1e-4)


@given(st.floats(0.1, 1000), st.floats(1, 10), st.integers(1, 1000))
def test_fsrs_rs_has_the_same_memories(stability: float, difficulty: float, days: int) -> None:
    states = fsrs_rs_python.FSRS(list(DEFAULT_WEIGHTS)).next_states(
        fsrs_rs_python.MemoryState(stability, difficulty), 0.9, days
    )
    for rating, state in zip(Rating, (states.again, states.hard, states.good, states.easy), strict=True):
        theirs = Memory(state.memory.stability, state.memory.difficulty)
        assert after(Memory(stability, difficulty), rating, days) == pytest.approx(theirs, rel=1e-4)


def test_weights_can_differ_by_learner() -> None:
    own = [np.asarray([[weight], [weight * 1.1]]) for weight in DEFAULT_WEIGHTS]
    memories = Memories(np.asarray([[2.0, 30.0], [2.0, 30.0]]), np.asarray([[5.0, 5.0], [5.0, 5.0]]))
    recall = retrievability(own, np.asarray([[3.0, 3.0], [3.0, 3.0]]), memories.stability)
    result = after_day(own, memories, recall, Rating.GOOD)
    second = MemoryModel([weight * 1.1 for weight in DEFAULT_WEIGHTS])
    assert result.stability[0, 1] == pytest.approx(MODEL.after(Memory(30.0, 5.0), Rating.GOOD, 3).stability)
    assert result.stability[1, 0] == pytest.approx(second.after(Memory(2.0, 5.0), Rating.GOOD, 3).stability)
