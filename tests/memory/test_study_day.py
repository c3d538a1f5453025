"""Study days, from hand-computed moments. 2026-03-02 is day 20,514 since 1970-01-01."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from clfcards.memory.study_day import date_of, day_of, day_on, earliest_moment
from clfcards.model.event import Stamp
from clfcards.model.time import Timestamp, UtcOffset

MONDAY = 20_514
FOUR_UTC = 1_772_424_000_000  # 2026-03-02T04:00Z


def stamp(at: int, utc_offset: int = 0) -> Stamp:
    return Stamp(Timestamp(at), UtcOffset(utc_offset), "id")


def test_a_late_evening_belongs_to_the_day_on_which_it_began() -> None:
    assert day_of(stamp(FOUR_UTC - 1), 4) == MONDAY - 1
    assert day_of(stamp(FOUR_UTC), 4) == MONDAY


def test_the_local_clock_counts() -> None:
    assert day_of(stamp(FOUR_UTC - 1, utc_offset=60), 4) == MONDAY
    assert day_of(stamp(FOUR_UTC, utc_offset=-60), 4) == MONDAY - 1


def test_a_date_and_its_study_day_lead_to_each_other() -> None:
    assert (day_on(dt.date(2026, 3, 2)), date_of(MONDAY)) == (MONDAY, dt.date(2026, 3, 2))


@given(st.integers(0, 4 * 10**12), st.integers(-14 * 60, 14 * 60), st.integers(0, 23))
def test_nothing_of_a_study_day_is_before_its_earliest_moment(at: int, utc_offset: int, cutoff_hour: int) -> None:
    assert at >= earliest_moment(day_of(stamp(at, utc_offset), cutoff_hour))
