"""Previews, fuzz, load balancing, and inputs out of range."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clfcards.memory.fuzz import balanced, fuzz_factor, fuzz_range, fuzzed
from clfcards.memory.model import MemoryModel
from clfcards.memory.replay import Replay, ReplayTerms, is_leech
from clfcards.memory.schedule import EASY, GOOD, Scheme, Traffic, preview
from clfcards.memory.state import STABILITY_MAX, CardState, Memory, Past, Review, Suspension
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
def test_a_preview_shows_what_will_happen(
    history: list[tuple[Rating, int]], rating: Rating, load: dict[int, int]
) -> None:
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
def test_fuzzed_and_balanced_intervals_stay_within_the_range(
    interval: float, factor: float, load: dict[int, int]
) -> None:
    low, high = fuzz_range(interval, 1, 300)
    assert 1 <= low <= high <= 300
    assert low <= fuzzed(interval, 1, 300, factor) <= high
    assert low <= balanced(interval, 1, 300, factor, load, {low}) <= high


def test_busy_days_and_days_with_a_sibling_are_avoided() -> None:
    draws = [i / 200 for i in range(200)]
    busy = {9: 100, 10: 100, 11: 100}
    chosen = [balanced(10, 1, 999, factor, busy, ()) for factor in draws]
    assert sum(days in busy for days in chosen) <= 4
    chosen = [balanced(10, 1, 999, factor, {}, {10}) for factor in draws]
    assert chosen.count(10) <= 2


def test_fuzz_depends_on_the_card_and_its_number_of_reviews() -> None:
    factors = [fuzz_factor(f"card-{i}/1", n) for i in range(40) for n in range(5)]
    assert len(set(factors)) == 200
    assert all(0 <= factor < 1 for factor in factors)
    assert 0.4 < sum(factors) / 200 < 0.6


@pytest.mark.parametrize("rating", [0, 5, 7, -1])
def test_a_rating_out_of_range_is_refused(rating: int) -> None:
    with pytest.raises(ValueError, match="not a valid rating: use 1, 2, 3 or 4"):
        MemoryModel().after(None, rating, 0)  # type: ignore[arg-type]


def test_a_negative_time_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot come before"):
        MemoryModel().after(Memory(3.0, 5.0), GOOD, -1)


@pytest.mark.parametrize("retention", [0.0, 0.5, 1.0, 1.5, math.nan])
def test_a_desired_retention_out_of_range_is_refused(retention: float) -> None:
    with pytest.raises(ValueError, match="desired retention"):
        Scheme(desired_retention=retention)


@pytest.mark.parametrize("steps", [(0,), (86_400,), (-60,)])
def test_a_step_that_is_not_between_a_second_and_a_day_is_refused(steps: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="step"):
        Scheme(learning_steps=tuple(map(Seconds, steps)))


def test_invalid_weights_are_refused() -> None:
    with pytest.raises(ValueError, match="21 numbers"):
        MemoryModel((1.0,) * 20)
    with pytest.raises(ValueError, match="finite"):
        MemoryModel((math.nan,) * 21)


def test_stability_has_a_cap() -> None:
    assert MemoryModel().after(Memory(36_000.0, 1.0), EASY, 36_000).stability == STABILITY_MAX


def test_a_review_23_hours_later_is_the_next_day() -> None:
    """py-fsrs alone would count it as the same day and leave the stability at 8.30."""
    evening = NOON + 9 * HOUR
    state = REPLAY.card("a/1", [review("r1", "a/1", 4, evening), review("r2", "a/1", 3, evening + 23 * HOUR)])
    assert stability(state) == pytest.approx(13.49, abs=0.01)


def test_half_past_three_at_night_still_belongs_to_the_day_before() -> None:
    night = NOON + 15 * HOUR + HOUR // 2
    assert day_of(night) == day_of(NOON)
    assert day_of(night + HOUR) == day_of(NOON) + 1
    assert day_of(night, cutoff_hour=0) == day_of(NOON) + 1


def test_a_journey_west_does_not_give_a_negative_time() -> None:
    state = REPLAY.card("a/1", [review("r1", "a/1", 3, NOON, utc_offset=540)])
    after = REPLAY.apply(state, review("r2", "a/1", 3, NOON + HOUR, utc_offset=-720))
    assert state.past
    assert after.past
    assert (state.past.last_day, after.past.last_day) == (day_of(NOON), day_of(NOON) - 1)
    assert after.past.memory == pytest.approx(REPLAY.model.after(state.past.memory, GOOD, 0))


def test_a_card_is_a_leech_at_its_eighth_lapse_and_every_fourth_after_it() -> None:
    assert [lapses for lapses in range(1, 21) if is_leech(lapses)] == [8, 12, 16, 20]


def test_a_leech_is_suspended() -> None:
    events = [review("r00", "a/1", 4, NOON, 8)]
    for i in range(1, 9):
        events.append(review(f"r{i:02}a", "a/1", 1, NOON + 20 * i * DAY, -600))
        events.append(review(f"r{i:02}b", "a/1", 3, NOON + 20 * i * DAY + 600_000, 1))
    state = REPLAY.card("a/1", events)
    assert state.lapses == 8
    assert state.suspended is Suspension.AS_LEECH


@pytest.mark.parametrize(
    ("interval", "least", "most"),
    [
        (1, 1, 1),
        (2.4, 2, 2),
        (2.5, 2, 4),  # ± 1
        (3, 2, 4),  # ± 1 + 0.15 × 0.5 = 1.075
        (6.6, 5, 8),  # ± 1 + 0.15 × 4.1 = 1.615: 4.985 to 8.215
        (10, 8, 12),  # ± 1 + 0.15 × 4.5 + 0.1 × 3 = 1.975
        (20, 17, 23),  # ± 1 + 0.675 + 0.1 × 13 = 2.975: 17.025 to 22.975
        (30, 27, 33),  # ± 2.975 + 0.05 × 10 = 3.475: 26.525 to 33.475
        (31, 27, 35),  # ± 2.975 + 0.05 × 11 = 3.525: 27.475 to 34.525
    ],
)
def test_the_range_of_an_interval_computed_by_hand(interval: float, least: int, most: int) -> None:
    assert fuzz_range(interval, 1, 36_500) == (least, most)


def test_a_range_of_one_day_is_widened_above_two_days() -> None:
    """Otherwise cards learned together would stay together."""
    assert fuzz_range(2.9, 4, 36_500) == (4, 5)
    assert fuzz_range(2.9, 4, 4) == (4, 4)
    assert fuzz_range(1.5, 2, 36_500) == (2, 2)


def test_each_day_of_the_range_has_its_share_of_the_draws() -> None:
    """8 to 12 days with nothing due: shares are as 1/8 to 1/12, which ends them at 0.245, 0.463, 0.658, 0.837, 1."""
    draws = {0.0: 8, 0.24: 8, 0.25: 9, 0.46: 9, 0.47: 10, 0.65: 10, 0.66: 11, 0.83: 11, 0.84: 12, 0.999: 12}
    assert {factor: balanced(10, 1, 36_500, factor, {}, ()) for factor in draws} == draws


def test_one_due_card_counts_like_none_and_two_reduce_the_share() -> None:
    """Two leave 2 ^ -2.15 = 0.225 of the share: 8 days have 0.028 of 0.413, so 0.068."""
    assert balanced(10, 1, 36_500, 0.24, {8: 1}, ()) == 8
    assert [balanced(10, 1, 36_500, factor, {8: 2}, ()) for factor in (0.06, 0.07)] == [8, 9]


@pytest.mark.parametrize("quiet", [8, 9, 10, 11, 12])
def test_the_only_quiet_day_is_taken_anywhere_in_the_range(quiet: int) -> None:
    busy = {days: 1000 for days in range(8, 13) if days != quiet}
    assert balanced(10, 1, 36_500, 0.5, busy, ()) == quiet


def test_intervals_beyond_90_days_are_not_balanced() -> None:
    """90: ± 6.475, 84 to 96; 91: ± 6.525, 84 to 98."""
    assert balanced(90, 1, 36_500, 0.5, {days: 1000 for days in range(80, 100) if days != 96}, ()) == 96
    assert balanced(91, 1, 36_500, 0.5, {days: 1000 for days in range(80, 100) if days != 96}, ()) == 91


class FixedIntervals(MemoryModel):
    """A model with these intervals, in days, for the four ratings."""

    def __init__(self, *days: float) -> None:
        super().__init__()
        self.days = dict(zip(Rating, days, strict=True))
        self.after = lambda memory, rating, elapsed: Memory(self.days[rating], 5.0)

    def interval(self, stability: float, desired_retention: float) -> float:
        return stability


def shown(model: MemoryModel, state: CardState, **scheme: object) -> list[int]:
    """The four intervals, in days, or in seconds if negative."""
    plain = Scheme(fuzz=False, **scheme)  # type: ignore[arg-type]
    outcomes = preview(model, plain, state, day_of(NOON), Traffic())
    return [number_of(outcomes[rating].interval) for rating in Rating]


def in_review(days: int) -> CardState:
    today = day_of(NOON)
    return CardState("a/1", Review(today, days, Past(Memory(9.0, 5.0), 3, 0, today, today, NOON)))


def steps(*seconds: int) -> tuple[Seconds, ...]:
    return tuple(map(Seconds, seconds))


def test_the_steps_of_a_new_card_computed_by_hand() -> None:
    """Hard is the average of the first two steps; with one step it is 1.5 times that step, but less than a day."""
    new, model = CardState("a/1"), FixedIntervals(1, 2, 3, 8)
    assert shown(model, new) == [-60, -330, -600, 8]
    assert shown(model, new, learning_steps=steps(600)) == [-600, -900, 3, 8]
    assert shown(model, new, learning_steps=steps(86_000)) == [-86_000, -86_399, 3, 8]
    assert shown(model, new, learning_steps=()) == [1, 2, 3, 8]


def test_the_steps_of_a_card_in_its_second_step_computed_by_hand() -> None:
    once = REPLAY.apply(CardState("a/1"), review("r1", "a/1", 3, NOON, -600))
    assert shown(FixedIntervals(1, 2, 3, 8), once) == [-60, -600, 3, 8]
    assert shown(FixedIntervals(1, 2, 3, 8), once, learning_steps=steps(60, 600, 7200)) == [-60, -600, -7200, 8]


def test_a_forgotten_card_uses_the_relearning_steps() -> None:
    assert shown(FixedIntervals(1, 12, 13, 30), in_review(10)) == [-600, 12, 13, 30]
    assert shown(FixedIntervals(2, 12, 13, 30), in_review(10), relearning_steps=()) == [2, 12, 13, 30]
    forgotten = REPLAY.apply(in_review(10), review("r1", "a/1", 1, NOON + DAY, -600))
    assert shown(FixedIntervals(1, 2, 3, 8), forgotten, learning_steps=steps(5)) == [-600, -900, 3, 8]


def test_easy_is_longer_than_good_and_good_than_hard() -> None:
    assert shown(FixedIntervals(1, 12, 12, 12), in_review(10)) == [-600, 12, 13, 14]
    assert shown(FixedIntervals(1, 1, 3, 3), CardState("a/1"), learning_steps=steps(60)) == [-60, -90, 3, 4]


def test_a_shorter_interval_is_raised_to_the_last_one_only_if_fuzz_could_reach_it() -> None:
    """8.2 days can become 9.995, rounded to 10; 7.7 only 9.445, rounded to 9. A longer one grows by a day or more."""
    assert shown(FixedIntervals(1, 8.2, 8.2, 30), in_review(10)) == [-600, 10, 11, 30]
    assert shown(FixedIntervals(1, 7.7, 7.7, 30), in_review(10)) == [-600, 8, 9, 30]
    assert shown(FixedIntervals(1, 10.6, 10.6, 30), in_review(10)) == [-600, 11, 12, 30]


def test_no_interval_is_longer_than_the_maximum() -> None:
    assert shown(FixedIntervals(1, 12, 13, 30), in_review(10), maximum_interval=12) == [-600, 12, 12, 12]


def test_the_shortest_intervals_computed_by_hand() -> None:
    """An interval is at least a day; easy is a day more than good."""
    new, model = CardState("a/1"), FixedIntervals(0.4, 0.4, 1, 1)
    assert shown(model, new, learning_steps=()) == [1, 1, 1, 2]
    assert shown(model, new, learning_steps=steps(60)) == [-60, -90, 1, 2]
    assert shown(FixedIntervals(1, 12, 13, 30), in_review(10), relearning_steps=()) == [1, 12, 13, 30]


def test_an_interval_as_long_as_the_last_is_kept() -> None:
    assert shown(FixedIntervals(1, 10.4, 10.4, 30), in_review(10)) == [-600, 10, 11, 30]


def test_fuzz_never_makes_an_interval_that_grew_as_short_as_the_last_one() -> None:
    """11.2 days can become 9 to 13, but the last interval was 10."""
    for i in range(60):
        state = in_review(10)._replace(card=f"c{i}/1")
        outcomes = preview(FixedIntervals(1, 11.2, 30, 60), Scheme(), state, day_of(NOON), Traffic())
        assert number_of(outcomes[Rating.HARD].interval) >= 11


def test_a_card_whose_step_no_longer_exists_is_in_the_last_step() -> None:
    second = REPLAY.apply(CardState("a/1"), review("r1", "a/1", 3, NOON, -600))
    assert shown(FixedIntervals(1, 2, 3, 8), second, learning_steps=steps(60)) == [-60, -90, 3, 8]


def test_the_limits_of_each_setting_are_valid_values() -> None:
    for retention in (0.70, 0.99):
        Scheme(desired_retention=retention)
    for days in (1, 36_500):
        Scheme(maximum_interval=days)
    Scheme(learning_steps=steps(1, 86_399))
    for days in (0, 36_501):
        with pytest.raises(ValueError, match="maximum interval"):
            Scheme(maximum_interval=days)


def test_a_day_with_a_sibling_has_a_hundredth_of_its_share() -> None:
    """8 days have 0.00125 of 0.3866, so 0.0032."""
    assert [balanced(10, 1, 36_500, factor, {}, {8}) for factor in (0.003, 0.004)] == [8, 9]
