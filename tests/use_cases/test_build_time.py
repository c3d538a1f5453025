"""A wrong clock does not reach the ledger, and a ledger that is lost or ahead is not taken for a good one."""

import datetime as dt
import os
import subprocess
from pathlib import Path

import pytest

from clfcards.anki.ledger_file import ledger_in
from clfcards.decks.cache import MemoryCache
from clfcards.model.ledger import Ledger
from clfcards.use_cases.build import build
from clfcards.use_cases.build_outcome import Built, ClockDisagrees, LedgerAhead, LedgerWouldChange, NotBuilt
from clfcards.use_cases.build_request import BuildClock, BuildRequest
from clfcards.use_cases.build_time import stamp
from clfcards.use_cases.lost_ledger import LostNotes
from tests.small_exam import fact, facts_file, full_exam

REAL = dt.datetime.now(dt.UTC).replace(microsecond=0)  # files that are written now have this time
DAY = dt.timedelta(days=1)
LATE = dt.datetime(2099, 5, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return full_exam(tmp_path / "decks")


def run(
    folder: Path, now: dt.datetime, *, is_named: bool = False, locked: bool = False, first: bool = False,
    repair: bool = False, keeps_ledger: bool = True,
) -> Built | NotBuilt:  # fmt: skip
    request = BuildRequest(
        folder, folder.parent / "out", locked=locked, first=first, repair=repair, keeps_ledger=keeps_ledger
    )
    return build(request, BuildClock(now, is_named), MemoryCache(), lambda stage: None)


def ledger(folder: Path) -> Ledger:
    found = ledger_in(folder, "tea-taster")
    assert found is not None
    return found


def edit(folder: Path) -> None:
    path = folder / "facts/A.1-x.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("What does a-1-f0", "What did a-1-f0"), encoding="utf-8")


def commit(folder: Path, at: dt.datetime) -> None:
    identity = {f"GIT_{who}_{what}": "a@b" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    dates = {f"GIT_{who}_DATE": at.isoformat() for who in ("AUTHOR", "COMMITTER")}
    for arguments in (("init", "-q"), ("add", "."), ("commit", "-qm", "x")):
        subprocess.run(["git", "-C", folder, *arguments], check=True, env={**os.environ, **identity, **dates})


@pytest.mark.parametrize(
    ("ahead", "recorded"),
    [(-2.5, None), (-2, -2), (-1, -1), (0, 0), (1, 1), (1.5, 1), (2, 1), (2.5, None), (26_000, None)],
)
def test_the_time_recorded_is_at_most_a_day_after_the_evidence(ahead: float, recorded: float | None) -> None:
    expected = None if recorded is None else REAL + recorded * DAY
    assert stamp(REAL + ahead * DAY, REAL) == expected


@pytest.mark.parametrize("days", [-3, 3, 26_000])
def test_a_clock_that_disagrees_with_the_files_stops_the_build(folder: Path, days: int) -> None:
    refused = run(folder, REAL + days * DAY)
    assert isinstance(refused, ClockDisagrees)
    assert not (folder / "ledger.json").exists()
    assert not (folder.parent / "out").exists()
    assert isinstance(run(folder, REAL + days * DAY, is_named=True), Built)


def test_a_clock_a_little_ahead_is_held_back(folder: Path) -> None:
    assert isinstance(run(folder, REAL + 1.9 * DAY), Built)
    newest = ledger(folder).newest
    assert newest is not None
    assert newest <= dt.datetime.now(dt.UTC) + DAY


def test_a_clock_behind_the_newest_commit_stops_the_build(folder: Path) -> None:
    """As on a computer whose battery is empty."""
    commit(folder, REAL + 30 * DAY)
    refused = run(folder, REAL)
    assert isinstance(refused, ClockDisagrees)
    assert refused.evidence.source == "git's newest commit"


def test_a_changed_file_from_the_future_stops_the_build_and_is_named(folder: Path) -> None:
    run(folder, REAL)
    edit(folder)
    os.utime(folder / "facts/A.1-x.yaml", times=(LATE.timestamp(), LATE.timestamp()))
    refused = run(folder, REAL)
    assert isinstance(refused, ClockDisagrees)
    assert refused.evidence.source.endswith("facts/A.1-x.yaml'")


@pytest.mark.parametrize("years", [-1, 1])
def test_a_checkout_left_alone_builds_without_a_word(folder: Path, years: int) -> None:
    """Nothing changed, so no time is recorded, and the clock does not matter."""
    run(folder, REAL)
    built = run(folder, REAL + years * 365 * DAY)
    assert isinstance(built, Built)
    assert built.ahead is None
    assert isinstance(run(folder, REAL + years * 365 * DAY, locked=True), Built)


def test_a_ledger_in_the_future_is_reported_and_repaired(folder: Path) -> None:
    run(folder, LATE, is_named=True)
    published = set(ledger(folder).notes)
    built = run(folder, REAL)
    assert isinstance(built, Built)  # nothing would be recorded
    assert built.ahead == LATE
    assert isinstance(run(folder, REAL, locked=True), LedgerAhead)
    edit(folder)
    refused = run(folder, REAL)
    assert isinstance(refused, LedgerAhead)
    assert refused.newest == LATE
    repaired = run(folder, REAL, repair=True)
    assert isinstance(repaired, Built)
    assert repaired.repaired
    assert repaired.changes.changed == ("a-1-f0",)
    after = ledger(folder)
    assert set(after.notes) == published
    assert all(e.modified <= REAL + DAY and e.published <= (REAL + DAY).date() for e in after.notes.values())
    first, second = after.notes["a-1-f0"].versions
    assert first.at < second.at
    assert isinstance(run(folder, REAL, locked=True), Built)


def test_a_ledger_of_tomorrow_is_not_in_the_future(folder: Path) -> None:
    """A colleague's clock may be a little ahead, and a time zone wrong."""
    run(folder, REAL + DAY, is_named=True)
    edit(folder)
    assert isinstance(run(folder, REAL), Built)


def test_a_ledger_that_git_knows_is_missed(folder: Path) -> None:
    run(folder, REAL)
    commit(folder, REAL)
    (folder / "ledger.json").unlink()
    refused = run(folder, REAL)
    assert isinstance(refused, LostNotes)
    assert (refused.missing, refused.known_to) == (21, "git's newest commit")
    assert not (folder / "ledger.json").exists()
    assert isinstance(run(folder, REAL, locked=True), LostNotes)
    assert isinstance(run(folder, REAL, first=True), Built)


def test_an_older_ledger_is_not_taken_for_the_newest(folder: Path) -> None:
    """As after restoring the wrong copy: it would publish what came since a second time."""
    run(folder, REAL)
    old = (folder / "ledger.json").read_bytes()
    for task in ("A.1", "B.1", "C.1"):
        more = (fact(f"new-{task[0].lower()}-{i}") for i in range(6))
        (folder / f"facts/{task}-new.yaml").write_text(facts_file(task, *more), encoding="utf-8")
    run(folder, REAL)
    commit(folder, REAL)
    (folder / "ledger.json").write_bytes(old)
    assert isinstance(run(folder, REAL), LostNotes)


def test_a_ledger_that_a_package_knows_is_missed(folder: Path) -> None:
    run(folder, REAL)
    (folder / "ledger.json").unlink()
    refused = run(folder, REAL)
    assert isinstance(refused, LostNotes)
    assert refused.known_to.endswith("tea-101.apkg'")


def test_a_draft_was_not_published(folder: Path) -> None:
    """Who tries a new deck with `--watch` can build it afterwards."""
    assert isinstance(run(folder, REAL, keeps_ledger=False), Built)
    assert isinstance(run(folder, REAL), Built)


def test_a_package_of_another_deck_knows_nothing(folder: Path) -> None:
    run(folder, REAL)
    (folder / "ledger.json").unlink()
    deck = folder / "deck.yaml"
    deck.write_text(deck.read_text(encoding="utf-8").replace("tea-taster", "my-tea"), encoding="utf-8")
    assert isinstance(run(folder, REAL), Built)


def test_what_is_no_package_knows_nothing(folder: Path) -> None:
    (folder.parent / "out").mkdir()
    (folder.parent / "out/tea-101.apkg").write_bytes(b"PK\x05\x06 no package")
    assert isinstance(run(folder, REAL), Built)


@pytest.mark.posix
def test_no_package_is_written_that_the_ledger_does_not_know(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ledger is written first; if a package then fails, the next build makes it from the same ledger."""
    from clfcards.errors import ClfcardsError
    from clfcards.system import files
    from clfcards.use_cases import build as module

    written: list[str] = []

    def write(path: Path, data: bytes) -> None:
        if len(written) == fails_at:
            raise ClfcardsError(f"cannot write '{path}'")
        written.append(path.name)
        files.write_atomically(path, data)

    monkeypatch.setattr(module, "write_atomically", write)
    fails_at = 0
    with pytest.raises(ClfcardsError, match=r"ledger\.json"):
        run(folder, REAL)
    assert list((folder.parent / "out").iterdir()) == []
    fails_at = 1
    with pytest.raises(ClfcardsError, match=r"tea-101\.apkg"):
        run(folder, REAL)
    assert written == ["ledger.json"]
    fails_at = 9
    known = ledger(folder)
    assert isinstance(run(folder, REAL + DAY), Built)
    assert ledger(folder) == known


def test_a_locked_build_records_nothing_so_its_clock_does_not_matter(folder: Path) -> None:
    assert isinstance(run(folder, LATE, locked=True), LedgerWouldChange)
