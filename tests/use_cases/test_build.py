"""The build as a use case: its result, and that a refused build writes nothing."""

import datetime as dt
from pathlib import Path

import pytest

from clfcards.decks.cache import MemoryCache
from clfcards.errors import ClfcardsError
from clfcards.use_cases.build import build
from clfcards.use_cases.build_outcome import Built, FewerCards, LedgerWouldChange, NotBuilt
from clfcards.use_cases.build_request import BuildClock, BuildRequest
from clfcards.use_cases.check import SourcesHaveErrors
from tests.small_exam import full_exam

NOW = BuildClock(dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC), is_named=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return full_exam(tmp_path / "decks", cards_per_task=20)


def run(
    folder: Path, *, locked: bool = False, accept_fewer: bool = False, keeps_ledger: bool = True
) -> Built | NotBuilt:
    request = BuildRequest(
        folder, folder.parent / "out", locked=locked, accept_fewer=accept_fewer, keeps_ledger=keeps_ledger
    )
    return build(request, NOW, MemoryCache(), lambda stage: None)


def written(folder: Path) -> dict[Path, bytes]:
    files = [folder / "ledger.json", *(folder.parent / "out").glob("*")]
    return {path: path.read_bytes() for path in files if path.exists()}


def test_the_stages_are_reported_in_order(folder: Path) -> None:
    stages: list[str] = []
    build(BuildRequest(folder, folder.parent / "out"), NOW, MemoryCache(), stages.append)
    assert stages == [
        "reading", "checking", "composing", "rendering", "comparing with the ledger", "packing", "writing",
    ]  # fmt: skip


def test_the_result_is_what_was_written(folder: Path) -> None:
    built = run(folder)
    assert isinstance(built, Built)
    (package,) = built.packages
    assert package.path.read_bytes() == package.data
    assert built.exam == "tea-101"
    assert built.notes == folder.parent / "out" / "whatsnew.md"
    assert built.news.since == ""
    assert len(built.changes.added) == len(package.deck.notes)


def test_sources_with_errors_are_returned_with_their_problems(folder: Path) -> None:
    (folder / "facts" / "bad.yaml").write_text("task: A.1\nfacts: 5\n", encoding="utf-8")
    refused = run(folder)
    assert isinstance(refused, SourcesHaveErrors)
    assert [problem.rule for problem in refused.problems] == ["wrong-type"]
    assert written(folder) == {}


def test_a_tenth_of_the_cards_leaves_only_if_it_is_accepted(folder: Path) -> None:
    run(folder)
    before = written(folder)
    (folder / "facts" / "A.1-x.yaml").unlink()
    refused = run(folder)
    assert isinstance(refused, FewerCards)
    (loss,) = refused.losses
    # 34, 20 and 14 by 50, 30 and 20%; the next seat would be the 21st of B, which has 20.
    assert loss.published == 68
    assert 10 < loss.retired <= 20
    assert written(folder) == before
    assert isinstance(run(folder, accept_fewer=True), Built)


def test_a_locked_build_that_would_change_the_ledger_writes_nothing(folder: Path) -> None:
    assert isinstance(run(folder, locked=True), LedgerWouldChange)
    assert written(folder) == {}
    run(folder)
    assert isinstance(run(folder, locked=True), Built)


def test_a_build_that_does_not_keep_the_ledger_writes_only_packages(folder: Path) -> None:
    assert isinstance(run(folder, keeps_ledger=False), Built)
    assert not (folder / "ledger.json").exists()
    assert (folder.parent / "out" / "tea-101.apkg").exists()


@pytest.mark.posix
def test_a_ledger_that_is_a_dangling_link_is_not_replaced(folder: Path) -> None:
    (folder / "ledger.json").symlink_to("elsewhere.json")
    with pytest.raises(ClfcardsError, match=r"cannot read .*ledger\.json"):
        run(folder)
    assert (folder / "ledger.json").is_symlink()
