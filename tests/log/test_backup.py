"""Backups: checked before they count, of this deck alone, and never removed while they hold what the log lacks."""

import datetime as dt
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from clfcards.errors import ClfcardsError
from clfcards.log.backup import AFTER_IMPORT, back_up, backups
from clfcards.log.connection import DamagedLogError
from clfcards.log.copies import backups_in, copy_end, moved_aside
from clfcards.log.log import Log, log_path
from tests.fixtures.version_0_1 import FOLDER
from tests.log_events import DAY, NOON, NOW, review


def study(log: Log, days: int, first: int = 0) -> None:
    """One review and the day's backup, on each of these days."""
    for day in range(first, first + days):
        log.append(review(f"r{day}", "a/1", at=NOON + day * DAY))
        log.back_up_daily(NOW + dt.timedelta(days=day))


def events_in(path: Path) -> int:
    with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as connection:
        (events,) = connection.execute("SELECT count(*) FROM event").fetchone()
        return int(events)


def test_there_is_one_backup_per_day(tmp_path: Path) -> None:
    with Log.open(tmp_path, "tea", NOW) as log:
        study(log, 3)
        log.back_up_daily(NOW + dt.timedelta(days=2, hours=1))
        assert [events_in(copy) for copy in backups(log.path)] == [1, 2, 3]


def test_after_a_month_some_days_are_thinned_to_weeks(tmp_path: Path) -> None:
    """2 March 2026, the first day, is a Monday. The last ten days are kept, then one Sunday per week, then February."""
    with Log.open(tmp_path, "tea", NOW) as log:
        study(log, 30)
        made = [copy.made.date() for copy in backups_in(tmp_path / "backups", log.path)]
    march = [dt.date(2026, 3, day) for day in (8, 15, *range(22, 32))]
    assert made == march


def test_no_other_file_is_left_beside_the_copies(tmp_path: Path) -> None:
    with Log.open(tmp_path, "tea", NOW) as log:
        study(log, 2)
        names = {path.name for path in (tmp_path / "backups").iterdir()}
    assert names == {"tea-20260302T120000-daily.db", "tea-20260303T120000-daily.db"}


def test_a_copy_that_holds_events_the_log_lacks_is_never_removed(tmp_path: Path) -> None:
    with Log.open(tmp_path, "tea", NOW) as log:
        study(log, 12)
    log_path(tmp_path, "tea").unlink()
    before = set(backups(log.path))
    with Log.open(tmp_path, "tea", NOW) as log:  # as a program would that does not look at the copies first
        study(log, 100, first=50)
        assert before <= set(backups(log.path))
        log.merge([review(f"r{day}", "a/1", at=NOON + day * DAY) for day in range(12)])
        study(log, 1, first=200)
        assert len(before & set(backups(log.path))) == 1  # the last of its month


def test_a_copy_of_a_damaged_log_does_not_count(tmp_path: Path) -> None:
    """The damage was copied into each day's backup until the intact ones were gone."""
    with Log.open(tmp_path, "tea", NOW) as log:
        study(log, 3)
    with closing(sqlite3.connect(log.path)) as connection, connection:
        connection.execute("DROP TRIGGER event_is_for_ever")
        connection.execute("UPDATE event SET rating = 1 WHERE number = 2")
    with Log.open(tmp_path, "tea", NOW) as log:
        log.append(review("r3", "a/1", at=NOON + 3 * DAY))
        with pytest.raises(DamagedLogError, match="1 of its 4 events were changed or removed"):
            log.back_up_daily(NOW + dt.timedelta(days=3))
        assert [events_in(copy) for copy in backups(log.path)] == [1, 2, 3]
    assert not list((tmp_path / "backups").glob("*.part*"))


def test_a_page_that_is_damaged_is_noticed_by_the_next_backup(tmp_path: Path) -> None:
    with Log.open(tmp_path, "tea", NOW) as log:
        log.append(*(review(f"r{i:04}", f"a{i}/1", at=NOON + i * DAY) for i in range(400)))
        log.back_up_daily(NOW)
    data = bytearray(log.path.read_bytes())
    place = data.index(b"r0200") // 4096 * 4096
    data[place : place + 4096] = bytes(4096)
    log.path.write_bytes(data)
    with Log.open(tmp_path, "tea", NOW) as log, pytest.raises(DamagedLogError):
        log.back_up_daily(NOW + dt.timedelta(days=1))
    assert [events_in(copy) for copy in backups(log.path)] == [400]


def test_an_import_has_a_backup_of_its_own(tmp_path: Path) -> None:
    with Log.open(tmp_path, "tea", NOW) as log:
        study(log, 1)
        log.merge([review("m", "b/1", at=NOON - DAY)])
        log.back_up(NOW, AFTER_IMPORT)
        assert [(copy.why, events_in(copy.path)) for copy in backups_in(tmp_path / "backups", log.path)] == [
            ("daily", 1),
            ("import", 2),
        ]


def test_decks_whose_names_begin_alike_do_not_touch_each_others_files(tmp_path: Path) -> None:
    """They removed each other's backups, and doctor mixed their events."""
    names = ("comptia-220", "comptia-220-1101", "comptia-220-20260302T120000-daily")
    for name in names:
        with Log.open(tmp_path, name, NOW) as log:
            log.append(review(name, "a/1"))
            log.back_up_daily(NOW)
        (tmp_path / f"{name}-damaged-20260101T000000.db").write_bytes(b"")
    with Log.open(tmp_path, names[0], NOW) as log:
        study(log, 60)
    for name in names[1:]:
        path = log_path(tmp_path, name)
        assert [copy.name for copy in backups(path)] == [f"{name}-20260302T120000-daily.db"]
        assert [copy.name for copy in moved_aside(path)] == [f"{name}-damaged-20260101T000000.db"]


def test_a_file_with_any_other_name_is_left_alone(tmp_path: Path) -> None:
    names = (
        "tea-20260302T120000-daily.db.bak", "tea-20260302-daily.db", "tea-20260302T120000-mine.db", "tea-2.db",
        "tea-20261402T120000-daily.db", "tea-20260302T120000.db", "my-tea-20260302T120000-daily.db",
    )  # fmt: skip
    (tmp_path / "backups").mkdir()
    others = {tmp_path / "backups" / name: name.encode() for name in names}
    for other, content in others.items():
        other.write_bytes(content)
    with Log.open(tmp_path, "tea", NOW) as log:
        study(log, 60)
        assert not others.keys() & set(backups(log.path))
    assert {other: other.read_bytes() for other in others} == others


def test_a_copy_of_another_deck_under_this_name_does_not_count(tmp_path: Path) -> None:
    with Log.open(tmp_path, "tea", NOW) as log:
        study(log, 1)
    renamed = tmp_path / "backups" / "coffee-20260302T120000-daily.db"
    shutil.copyfile(backups(log.path)[0], renamed)
    assert copy_end(renamed, "coffee") is None
    with Log.open(tmp_path, "coffee", NOW) as log:
        study(log, 60)
    assert renamed.exists()


def test_backups_from_the_future_do_not_push_out_todays(tmp_path: Path) -> None:
    """The clock was ten years ahead for eleven days. Then each new copy was removed as soon as it was made."""
    with Log.open(tmp_path, "tea", NOW) as log:
        study(log, 11, first=3650)
        study(log, 12)
        made = [copy.made.year for copy in backups_in(tmp_path / "backups", log.path)]
    assert made.count(2036) == 10  # one was removed while the clock showed 2036
    assert made.count(2026) >= 10


def test_a_second_folder_gets_every_backup(tmp_path: Path) -> None:
    second = tmp_path / "drive" / "clfcards"
    with Log.open(tmp_path / "data", "tea", NOW) as log:
        for day in range(30):
            log.append(review(f"r{day}", "a/1", at=NOON + day * DAY))
            log.back_up_daily(NOW + dt.timedelta(days=day), second)
        names = [copy.path.name for copy in backups_in(second, log.path)]
        assert names == [copy.name for copy in backups(log.path)]
        assert [path.name for path in second.iterdir() if ".part" in path.name] == []
    assert events_in(second / names[-1]) == 30


def test_a_drive_that_comes_back_gets_the_copy_it_missed(tmp_path: Path) -> None:
    second = tmp_path / "drive"
    second.write_bytes(b"")  # no folder
    with Log.open(tmp_path / "data", "tea", NOW) as log:
        log.append(review("r1", "a/1"))
        with pytest.raises(ClfcardsError, match=r"cannot write .*drive"):
            log.back_up_daily(NOW, second)
        assert len(backups(log.path)) == 1
        second.unlink()
        log.back_up_daily(NOW, second)
        assert [copy.path.name for copy in backups_in(second, log.path)] == [copy.name for copy in backups(log.path)]


def test_the_copy_made_before_a_migration_stays(tmp_path: Path) -> None:
    """An older program can read no other."""
    shutil.copyfile(FOLDER / "data/tea-taster.db", log_path(tmp_path, "tea-taster"))
    with Log.open(tmp_path, "tea-taster", NOW) as log:
        study(log, 60)
        assert [copy.why for copy in backups_in(tmp_path / "backups", log.path)].count("version-1") == 1


def test_copies_of_version_1_are_thinned_by_their_last_event(tmp_path: Path) -> None:
    """They have no chain: their events are looked up by id."""
    path = log_path(tmp_path, "tea-taster")
    shutil.copyfile(FOLDER / "data/tea-taster.db", path)
    (tmp_path / "backups").mkdir()
    for day in range(1, 25):
        shutil.copyfile(path, tmp_path / "backups" / f"tea-taster-202601{day:02}T120000-daily.db")
    with Log.open(tmp_path, "tea-taster", NOW) as log:
        study(log, 1, first=60)
        left = [copy for copy in backups_in(tmp_path / "backups", path) if copy.made.month == 1]
    assert len(left) == 1


def test_an_old_copy_is_not_removed_for_one_that_could_not_be_made(tmp_path: Path) -> None:
    with Log.open(tmp_path, "tea", NOW) as log:
        study(log, 11)
        before = backups(log.path)
        (tmp_path / "backups").rename(tmp_path / "moved")
        (tmp_path / "backups").write_bytes(b"")
        with pytest.raises(ClfcardsError):
            back_up(log.connection, log.path, NOW + dt.timedelta(days=11), "daily")
        (tmp_path / "backups").unlink()
        (tmp_path / "moved").rename(tmp_path / "backups")
        assert backups(log.path) == before
