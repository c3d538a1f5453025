"""Which backups are kept: the newest of each of ten days, eight earlier weeks and twelve earlier months."""

import datetime as dt
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from clfcards.log.retention import DAYS, MONTHS, WEEKS, DatedCopy, kept

NOW = dt.datetime(2026, 12, 31, 22, tzinfo=dt.UTC)  # a Thursday


def copy_of(at: dt.datetime, events: int = 1) -> DatedCopy:
    return DatedCopy(at, events, Path(f"{at:%Y%m%dT%H%M%S}-{events}.db"))


def daily(days: int, until: dt.datetime = NOW) -> list[DatedCopy]:
    return [copy_of(until - dt.timedelta(days=ago)) for ago in range(days)]


def dates(paths: set[Path]) -> list[str]:
    return sorted((path.name[:8] for path in paths), reverse=True)


def test_ten_days_are_all_kept() -> None:
    assert len(kept(daily(10), NOW)) == 10


def test_after_two_years_of_daily_use_days_weeks_and_months_are_left() -> None:
    """Written out by hand with a calendar: earlier weeks end on a Sunday, and months on their last day."""
    days = ["20261231", "20261230", "20261229", "20261228", "20261227", "20261226", "20261225", "20261224", "20261223"]
    weeks = ["20261220", "20261213", "20261206", "20261129", "20261122", "20261115", "20261108", "20261101"]
    months = [
        "20261130", "20261031", "20260930", "20260831", "20260731", "20260630", "20260531", "20260430", "20260331",
        "20260228", "20260131", "20251231",
    ]  # fmt: skip
    assert dates(kept(daily(730), NOW)) == sorted([*days, "20261222", *weeks, *months], reverse=True)


def test_a_pause_of_half_a_year_costs_no_copy() -> None:
    """Days without a copy do not count."""
    before = daily(10, NOW - dt.timedelta(days=180))
    assert kept([*before, copy_of(NOW)], NOW) >= {copy.path for copy in before[:9]}


def test_of_two_copies_of_one_day_the_one_with_more_events_stays() -> None:
    fewer, more = copy_of(NOW, 5), copy_of(NOW, 6)
    assert kept([more, fewer], NOW) == {more.path}


def test_copies_from_the_future_take_no_place() -> None:
    """The clock was ahead for ten days. Each new copy was removed as soon as it was made."""
    future = daily(10, NOW + dt.timedelta(days=3650))
    present = daily(10)
    assert kept([*future, *present], NOW) == {copy.path for copy in (*future, *present)}


@given(ages=st.lists(st.integers(0, 20_000), unique=True))
def test_the_newest_is_kept_and_their_number_is_bounded(ages: list[int]) -> None:
    copies = [copy_of(NOW - dt.timedelta(hours=age)) for age in ages]
    left = kept(copies, NOW)
    assert len(left) <= DAYS + WEEKS + MONTHS
    assert left >= {max(copies).path} if copies else not left
    assert left <= {copy.path for copy in copies}


@given(ages=st.lists(st.integers(0, 20_000), unique=True))
def test_removing_twice_removes_nothing_more(ages: list[int]) -> None:
    copies = [copy_of(NOW - dt.timedelta(hours=age)) for age in ages]
    left = kept(copies, NOW)
    again = kept([copy for copy in copies if copy.path in left], NOW)
    assert again == left
