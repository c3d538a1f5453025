"""Writing whole files: what a killed run leaves behind, and files that another program has open."""

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from clfcards.errors import ClfcardsError
from clfcards.system.files import (
    LEFTOVER_PREFIX,
    reason,
    replace_file,
    sweep_leftovers,
    temporary_folder,
    write_atomically,
)

HOUR = 3600

KILLED = """
import os, sys
from pathlib import Path
from clfcards.system import files
files.replace_file = lambda *_: os._exit(9)
files.write_atomically(Path(sys.argv[1]), b"new")
"""


def killed_while_writing(path: Path) -> Path:
    """Kills a run just before its rename, and returns the folder that it leaves."""
    subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    (left,) = path.parent.glob(f"{LEFTOVER_PREFIX}*")
    return left


def make_old(path: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(path, (then, then))


def test_a_write_leaves_nothing_but_the_file(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a" / "b.txt", b"text")
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b.txt"]
    assert (tmp_path / "a" / "b.txt").read_bytes() == b"text"


@pytest.mark.posix
def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    write_atomically(tmp_path / "ours", b"")
    (tmp_path / "usual").write_bytes(b"")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_killed_write_keeps_the_old_file_and_git_does_not_see_what_it_left(tmp_path: Path) -> None:
    """`git add -A` used to stage the half-written ledger."""
    ledger = tmp_path / "ledger.json"
    ledger.write_bytes(b"old")
    assert killed_while_writing(ledger).is_dir()
    assert ledger.read_bytes() == b"old"
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    subprocess.run(["git", "-C", str(tmp_path), "add", "-A"], check=True)
    staged = subprocess.run(["git", "-C", str(tmp_path), "ls-files"], capture_output=True, text=True, check=True).stdout
    assert staged.split() == ["ledger.json"]


def test_the_next_write_removes_what_is_older_than_an_hour(tmp_path: Path) -> None:
    path = tmp_path / "file"
    old = killed_while_writing(path)
    make_old(old, HOUR + 60)
    foreign = tmp_path / f"{LEFTOVER_PREFIX}notes.txt"  # a file is never ours: we make only folders
    foreign.write_bytes(b"")
    make_old(foreign, HOUR + 60)
    with temporary_folder(tmp_path) as in_use:
        write_atomically(path, b"text")
        assert in_use.is_dir()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == [foreign.name, "file"]


@pytest.mark.posix
def test_a_link_that_looks_like_a_leftover_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "file").write_bytes(b"")
    make_old(tmp_path / "kept", 2 * HOUR)
    (tmp_path / f"{LEFTOVER_PREFIX}link").symlink_to("kept")
    sweep_leftovers(tmp_path)
    assert (tmp_path / "kept" / "file").exists()


def test_there_is_nothing_to_sweep_in_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    sweep_leftovers(tmp_path / "none")


# ── Windows, by its parts: no test here runs there ──


class OpenElsewhere:
    """A `Path.replace` that fails, as on Windows, until another program has closed the target."""

    def __init__(self, failures: int) -> None:
        self.failures = failures
        self.tried = 0

    def __call__(self, source: Path, target: Path) -> Path:
        self.tried += 1
        if self.tried <= self.failures:
            error = PermissionError(errno.EACCES, "The process cannot access the file")
            error.winerror = 32  # type: ignore[attr-defined, unused-ignore]
            raise error
        return target


def test_windows_is_asked_again_while_another_program_has_the_file_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    rename = OpenElsewhere(failures=3)
    monkeypatch.setattr(Path, "replace", lambda source, target: rename(source, target))
    pauses: list[float] = []
    replace_file(Path("a"), Path("b"), pauses.append)
    assert rename.tried == 4
    assert pauses == [0.05, 0.1, 0.2]


def test_a_file_that_stays_open_elsewhere_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clfcards.system.files.replace_file", OpenElsewhere(failures=99))
    (tmp_path / "file").write_bytes(b"old")
    with pytest.raises(ClfcardsError, match="another program has the file open: close it there and try again; the exi"):
        write_atomically(tmp_path / "file", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_elsewhere_a_refused_rename_is_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    rename = OpenElsewhere(failures=1)
    monkeypatch.setattr(Path, "replace", lambda source, target: rename(source, target))
    with pytest.raises(PermissionError):
        replace_file(Path("a"), Path("b"))
    assert rename.tried == 1


def test_the_reason_of_an_ordinary_error_is_the_systems_own() -> None:
    assert reason(OSError(errno.ENOSPC, "No space left on device")) == "no space left on device"
