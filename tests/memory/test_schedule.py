"""Previews, fuzz and load balancing, inputs out of range."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clfcards.memory.fuzz import balanced, fuzz_factor, fuzz_range, fuzzed
from clfcards.memory.model import STABILITY_MAX, MemoryModel
from clfcards.memory.replay import Replay, ReplayTerms, is_leech
from clfcards.memory.schedule import EASY, GOOD, Scheme, Traffic, preview
from clfcards.memory.state import CardState, Memory, Suspension
from clfcards.model.interval import Days, number_of
from clfcards.model.rating import Rating
from clfcards.model.time import Seconds
from tests.log_events import DAY, NOON, day_of, review

REPLAY = Replay(ReplayTerms())
HOUR = DAY // 24


def stability(state: CardState) -> float:
    assert state.past
    return state.past.memory.stability


@settings(max_examples=60, deadline=None)
@given(
    history=st.lists(st.tuples(st.sampled_from(Rating), st.integers(0, 60 * 24)), max_size=8),
    rating=st.sampled_from(Rating),
    load=st.dictionaries(st.integers(1, 100), st.integers(0, 50)),
)
def test_a_preview_is_what_happens(history: list[tuple[Rating, int]], rating: Rating, load: dict[int, int]) -> None:
    state, at, traffic = CardState("a/1"), int(NOON), Traffic(load)
    for i, (given_rating, hours) in enumerate([*history, (rating, 5)]):
        at += hours * HOUR
        outcome = preview(REPLAY.model, Scheme(), state, day_of(at), traffic)[given_rating]
        state = REPLAY.apply(state, review(f"r{i}", "a/1", given_rating, at, number_of(outcome.interval)))
        assert state.past
        assert state.past.memory == outcome.memory
        if isinstance(outcome.interval, Days):
            assert state.due_day == day_of(at) + outcome.interval.days
        else:
            assert state.due_at == at + 1000 * outcome.interval.seconds
    assert preview(REPLAY.model, Scheme(), state, day_of(at), traffic) == preview(
        REPLAY.model, Scheme(), state, day_of(at), traffic
    )


@settings(max_examples=200, deadline=None)
@given(
    interval=st.floats(0.1, 400),
    factor=st.floats(0, 1, exclude_max=True),
    load=st.dictionaries(st.integers(1, 400), st.integers(0, 99)),
)
def test_fuzz_and_balance_stay_inside_the_range(interval: float, factor: float, load: dict[int, int]) -> None:
    low, high = fuzz_range(interval, 1, 300)
    assert 1 <= low <= high <= 300
    assert low <= fuzzed(interval, 1, 300, factor) <= high
    assert low <= balanced(interval, 1, 300, factor, load, {low}) <= high


def test_busy_days_and_siblings_days_are_avoided() -> None:
    draws = [i / 200 for i in range(200)]
    busy = {9: 100, 10: 100, 11: 100}
    chosen = [balanced(10, 1, 999, factor, busy, ()) for factor in draws]
    assert sum(days in busy for days in chosen) <= 4
    chosen = [balanced(10, 1, 999, factor, {}, {10}) for factor in draws]
    assert chosen.count(10) <= 2


def test_fuzz_belongs_to_card_and_count() -> None:
    factors = [fuzz_factor(f"card-{i}/1", n) for i in range(40) for n in range(5)]
    assert len(set(factors)) == 200
    assert all(0 <= factor < 1 for factor in factors)
    assert 0.4 < sum(factors) / 200 < 0.6


@pytest.mark.parametrize("rating", [0, 5, 7, -1])
def test_a_rating_out_of_range_is_refused(rating: int) -> None:
    with pytest.raises(ValueError, match="a rating is 1, 2, 3 or 4"):
        MemoryModel().after(None, rating, 0)


def test_time_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="cannot come before"):
        MemoryModel().after(Memory(3.0, 5.0), GOOD, -1)


@pytest.mark.parametrize("retention", [0.0, 0.5, 1.0, 1.5, math.nan])
def test_a_desired_retention_out_of_range_is_refused(retention: float) -> None:
    with pytest.raises(ValueError, match="desired retention"):
        Scheme(desired_retention=retention)


@pytest.mark.parametrize("steps", [(0,), (86_400,), (-60,)])
def test_a_step_is_shorter_than_a_day(steps: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="step"):
        Scheme(learning_steps=tuple(map(Seconds, steps)))


def test_weights_are_checked() -> None:
    with pytest.raises(ValueError, match="parameters"):
        MemoryModel((1.0,) * 20)
    with pytest.raises(ValueError, match="finite"):
        MemoryModel((math.nan,) * 21)


def test_stability_has_a_cap() -> None:
    assert MemoryModel().after(Memory(36_000.0, 1.0), EASY, 36_000).stability == STABILITY_MAX


def test_a_review_23_hours_later_is_the_next_day() -> None:
    """py-fsrs alone would count it as the same day and leave stability at 8.30."""
    evening = NOON + 9 * HOUR
    state = REPLAY.card("a/1", [review("r1", "a/1", 4, evening), review("r2", "a/1", 3, evening + 23 * HOUR)])
    assert stability(state) == pytest.approx(13.49, abs=0.01)


def test_at_half_past_three_it_is_still_yesterday() -> None:
    night = NOON + 15 * HOUR + HOUR // 2
    assert day_of(night) == day_of(NOON)
    assert day_of(night + HOUR) == day_of(NOON) + 1
    assert day_of(night, cutoff_hour=0) == day_of(NOON) + 1


def test_a_journey_west_gives_no_negative_time() -> None:
    state = REPLAY.card("a/1", [review("r1", "a/1", 3, NOON, utc_offset=540)])
    after = REPLAY.apply(state, review("r2", "a/1", 3, NOON + HOUR, utc_offset=-720))
    assert state.past
    assert after.past
    assert (state.past.last_day, after.past.last_day) == (day_of(NOON), day_of(NOON) - 1)
    assert after.past.memory == pytest.approx(REPLAY.model.after(state.past.memory, GOOD, 0))


def test_leeches_are_the_eighth_lapse_and_every_fourth_after() -> None:
    assert [lapses for lapses in range(1, 21) if is_leech(lapses)] == [8, 12, 16, 20]


def test_a_leech_is_suspended_and_can_be_taken_up_again() -> None:
    events = [review("r00", "a/1", 4, NOON, 8)]
    for i in range(1, 9):
        events.append(review(f"r{i:02}a", "a/1", 1, NOON + 20 * i * DAY, -600))
        events.append(review(f"r{i:02}b", "a/1", 3, NOON + 20 * i * DAY + 600_000, 1))
    state = REPLAY.card("a/1", events)
    assert state.lapses == 8
    assert state.suspended is Suspension.AS_LEECH
