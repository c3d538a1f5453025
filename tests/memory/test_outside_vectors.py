"""Numbers from the published tests of other implementations of FSRS-6."""

import contextlib

import pytest
from fsrs.scheduler import DEFAULT_PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, Scheduler

from clfcards.memory.fuzz import fuzzed
from clfcards.memory.model import MemoryModel
from clfcards.memory.replay import Replay, ReplayTerms
from clfcards.memory.schedule import AGAIN, EASY, GOOD, HARD, Scheme, Traffic, preview
from clfcards.memory.state import CardState, Memory
from clfcards.memory.weights import DEFAULT_WEIGHTS, HIGHEST_WEIGHTS, LOWEST_WEIGHTS
from clfcards.model.interval import Days, number_of
from clfcards.model.rating import Rating
from clfcards.model.time import StudyDay
from tests.log_events import DAY, NOON, review


def test_intervals_of_thirteen_reviews() -> None:
    """Origin: py-fsrs, test_basic.py, TEST_RATINGS_1; each review is when the card is due."""
    replay, scheme = Replay(ReplayTerms()), Scheme(fuzz=False)
    state, at, days = CardState("a/1"), int(NOON), []
    for i, rating in enumerate([GOOD] * 6 + [AGAIN] * 2 + [GOOD] * 5):
        interval = preview(replay.model, scheme, state, StudyDay(at // DAY), Traffic())[rating].interval
        days.append(interval.days if isinstance(interval, Days) else 0)
        state = replay.apply(state, review(f"r{i:02}", "a/1", rating, at, number_of(interval)))
        at += interval.days * DAY if isinstance(interval, Days) else interval.seconds * 1000
    assert days == [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]


def test_memory_after_six_reviews() -> None:
    """Origin: ts-fsrs and py-fsrs, "memo state"."""
    model = MemoryModel()
    memory: Memory | None = None
    for rating, elapsed in zip((AGAIN, *[GOOD] * 5), (0, 0, 1, 3, 8, 21), strict=True):
        memory = model.after(memory, rating, elapsed)
    assert memory == pytest.approx((53.62691, 6.3574867), abs=1e-4)


@pytest.mark.parametrize(
    ("rating", "stability", "difficulty"),
    [(AGAIN, 0.212, 6.4133), (HARD, 1.2931, 5.11217071), (GOOD, 2.3065, 2.11810397), (EASY, 8.2956, 1.0)],
)
def test_memory_after_the_first_review(rating: Rating, stability: float, difficulty: float) -> None:
    """Origin: ts-fsrs, FSRS-6 tests."""
    assert MemoryModel().after(None, rating, 0) == pytest.approx((stability, difficulty), abs=1e-8)


def test_interval_by_desired_retention() -> None:
    """Origin: fsrs-rs, inference.rs, next_interval; a stability of one day, never less than a day."""
    model = MemoryModel()
    intervals = [max(1, round(model.interval(1.0, tenths / 10))) for tenths in range(1, 10)]
    # fsrs-rs counts in 32-bit floats, which shows in the seventh digit.
    assert intervals == pytest.approx([3116766, 34793, 2508, 387, 90, 27, 9, 3, 1], rel=1e-6)


@pytest.mark.parametrize(
    ("interval", "lowest", "middle", "highest"),
    [(2.5, 2, 3, 4), (7, 5, 7, 9), (17, 14, 17, 20), (37, 33, 37, 41), (20.1, 17, 20, 23)],
)
def test_fuzz(interval: float, lowest: int, middle: int, highest: int) -> None:
    """Origin: Anki, rslib/src/scheduler/states/fuzz.rs."""
    assert [fuzzed(interval, 1, 1000, factor) for factor in (0, 0.5, 0.99)] == [lowest, middle, highest]


def test_fuzz_below_a_maximum() -> None:
    """Origin: Anki, rslib/src/scheduler/states/fuzz.rs."""
    assert [fuzzed(100, 1, 99, factor) for factor in (0, 0.5, 0.99)] == [92, 96, 99]


def test_the_default_weights_and_their_bounds_are_those_of_py_fsrs() -> None:
    assert DEFAULT_WEIGHTS == DEFAULT_PARAMETERS
    assert LOWEST_WEIGHTS == LOWER_BOUNDS_PARAMETERS
    assert HIGHEST_WEIGHTS == UPPER_BOUNDS_PARAMETERS


@pytest.mark.parametrize("place", range(21))
@pytest.mark.parametrize("bound", [LOWEST_WEIGHTS, HIGHEST_WEIGHTS])
def test_the_model_takes_the_weights_that_py_fsrs_takes(place: int, bound: tuple[float, ...]) -> None:
    outward = -1 if bound is LOWEST_WEIGHTS else 1
    for weight in (bound[place], bound[place] + outward * 1e-6):
        weights = (*DEFAULT_WEIGHTS[:place], weight, *DEFAULT_WEIGHTS[place + 1 :])
        is_taken = weight == bound[place]
        for make in (MemoryModel, Scheduler):
            with contextlib.nullcontext() if is_taken else pytest.raises(ValueError, match="bounds"):
                make(weights)
