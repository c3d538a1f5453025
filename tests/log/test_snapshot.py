"""A log as it is on the disk, read without touching it."""

from pathlib import Path

from clfcards.log.snapshot import Snapshot, read_snapshot
from clfcards.system.files import MAX_BYTES


def test_a_log_may_be_larger_than_a_file_from_elsewhere(tmp_path: Path) -> None:
    """Ten years of reviews pass the limit that guards against foreign files."""
    path = tmp_path / "long.db"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 4096)
    assert len(read_snapshot(path).file) == MAX_BYTES + 4096


def test_a_log_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert read_snapshot(tmp_path / "none.db") == Snapshot(b"", b"")
