"""Days in slots."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from clfcards.forecast.slots import MOST_SLOTS, slots_of


def test_sixty_days_are_sixty_slots() -> None:
    assert [(slot.first, slot.end, slot.day) for slot in slots_of((60.0,) * 60)] == [(n, n + 1, n) for n in range(60)]


@given(st.lists(st.floats(0, 86_400), min_size=1, max_size=730))
def test_slots_cover_every_day_once_and_keep_the_time(seconds: list[float]) -> None:
    slots = slots_of(tuple(seconds))
    assert len(slots) <= MOST_SLOTS
    assert (slots[0].first, slots[-1].end) == (0, len(seconds))
    assert all(one.end == other.first < other.end for one, other in pairwise(slots))
    assert sum(slot.seconds for slot in slots) == sum(seconds) or abs(
        sum(slot.seconds for slot in slots) - sum(seconds)
    ) < 1e-6 * sum(seconds)


def test_the_next_days_and_the_last_ones_stay_single() -> None:
    days = [slot.days for slot in slots_of((60.0,) * 365)]
    assert days[:14] + days[-10:] == [1] * 24
    assert max(days) == 10
