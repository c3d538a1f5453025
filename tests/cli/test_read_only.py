"""Commands that only show something write nothing, so they work on a read-only or full disk, where they are needed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from clfcards.log.log import Log, log_path
from clfcards.system.files import MAX_BYTES
from tests.command import run
from tests.log_events import DAY, NOON, NOW, review
from tests.small_exam import full_exam

SHOWING = [
    ("doctor", "--check"),
    ("doctor", "--check", "--json"),
    ("stats",),
    ("stats", "--json"),
    ("readiness",),
    ("readiness", "--json"),
    ("history",),
    ("history", "--json"),
    ("history", "suspended"),
    ("history", "exams"),
    ("history", "export"),
    ("history", "mistakes"),
    ("history", "mistakes", "--json"),
    ("show", "a-1-f0"),
    ("show", "a-1-f0", "--json"),
    ("search", "a-1-f0"),
    ("search", "a-1-f0", "--json"),
    ("learn", "A.1", "--read"),
    ("learn", "A.1", "--read", "--json"),
]


def names(commands: list[tuple[str, ...]]) -> list[str]:
    return [" ".join(command) for command in commands]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLFCARDS_DATA", "data")
    full_exam(tmp_path / "decks")
    return tmp_path


def fill(home: Path) -> Path:
    """A log as a crash leaves it: most of its events are in the write-ahead log only."""
    with Log.open(home / "elsewhere", "tea-taster", NOW) as log:
        log.append(*(review(f"r{i:03}", f"a{i % 9}/1", at=NOON + i * DAY) for i in range(5)))
        log.flush()
        log.append(*(review(f"r{i:03}", f"a{i % 9}/1", at=NOON + i * DAY) for i in range(5, 40)))
        (home / "data").mkdir()
        path = log_path(home / "data", "tea-taster")
        for suffix in ("", "-wal"):
            shutil.copyfile(f"{log.path}{suffix}", f"{path}{suffix}")
    shutil.rmtree(home / "elsewhere")
    return path


def files(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Everything in a folder, with the times of the last changes."""
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in sorted(folder.rglob("*"))
    }


@pytest.mark.parametrize("command", SHOWING, ids=names(SHOWING))
def test_a_command_that_shows_something_writes_nothing(home: Path, command: tuple[str, ...]) -> None:
    fill(home)
    before = files(home)
    result = run(*command)
    assert result.exit_code == 0, result.output
    assert files(home) == before


def test_a_large_log_is_read_like_a_small_one(home: Path) -> None:
    """The bound on foreign files was applied to the learner's own history: after 300,000 answers it was refused."""
    path = fill(home)
    os.truncate(f"{path}-wal", MAX_BYTES + 1)  # the rest of a write-ahead log that was longer before
    result = run("doctor", "--check")
    assert (result.exit_code, "40 events" in result.output) == (0, True), result.output


@pytest.mark.parametrize("command", SHOWING, ids=names(SHOWING))
def test_without_a_log_nothing_is_created(home: Path, command: tuple[str, ...]) -> None:
    before = files(home)
    result = run(*command)
    assert result.exit_code == 0, result.output
    assert files(home) == before


def test_a_log_that_was_not_settled_is_shown_whole(home: Path) -> None:
    fill(home)
    assert run("history", "export").stdout.count("\n") == 1 + 40
    assert "40 events" in run("doctor", "--check").stdout


def test_a_check_of_a_damaged_log_says_what_a_repair_would_do_and_does_nothing(home: Path) -> None:
    path = fill(home)
    path.with_name(f"{path.name}-wal").unlink()
    path.write_bytes(path.read_bytes()[:100] + bytes(3996) + path.read_bytes()[4096:])
    before = files(home)
    result = run("doctor", "--check")
    assert result.exit_code == 1
    assert "5 events of 5 cards can be recovered" in result.output
    assert "the file is damaged: 5 events could be read from it" in result.output
    assert "nothing was changed: repair it with 'clfcards doctor'" in result.output
    assert files(home) == before
    assert "5 events of 5 cards recovered" in run("doctor").output


# ── real disks ──

_ON_A_SMALL_DISK = """
set -e
mount -t tmpfs -o size=3m tmpfs {disk}
cp -r {home}/decks {home}/data {disk}/
if [ {kind} = full ]; then cat /dev/zero > {disk}/full 2> /dev/null || true; else mount -o remount,ro {disk}; fi
cd {disk}
export CLFCARDS_DATA=data PYTHONDONTWRITEBYTECODE=1 COLUMNS=80
"""


def _can_mount() -> bool:
    unshare = shutil.which("unshare")
    if unshare is None:
        return False
    script = "mount -t tmpfs tmpfs /mnt"
    return subprocess.run([unshare, "-rm", "sh", "-c", script], capture_output=True, check=False).returncode == 0


needs_mount = pytest.mark.skipif(not _can_mount(), reason="needs the right to mount a disk in a namespace of its own")


def on_disk(home: Path, kind: str, *commands: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    """Runs commands where the exam and the log are on a disk of this kind: `read-only` or `full`."""
    disk = home / "disk"
    disk.mkdir(exist_ok=True)
    lines = "".join(f"{sys.executable} -m clfcards {' '.join(command)}\n" for command in commands)
    script = _ON_A_SMALL_DISK.format(disk=disk, home=home, kind=kind) + lines
    return subprocess.run(["unshare", "-rm", "sh", "-c", script], capture_output=True, text=True, check=False)


@needs_mount
@pytest.mark.posix
@pytest.mark.parametrize("kind", ["read-only", "full"])
def test_commands_that_show_something_work_on_a_disk_that_cannot_be_written(home: Path, kind: str) -> None:
    fill(home)
    result = on_disk(home, kind, *(command for command in SHOWING if "--json" not in command), ("doctor",))
    assert (result.returncode, result.stderr) == (0, "")
    assert "40 events" in result.stdout


@needs_mount
@pytest.mark.posix
@pytest.mark.parametrize(("kind", "reason"), [("read-only", "read-only file system"), ("full", "no space left")])
def test_a_repair_that_cannot_be_written_says_so_in_one_sentence(home: Path, kind: str, reason: str) -> None:
    path = fill(home)
    path.write_bytes(path.read_bytes()[:100] + bytes(3996) + path.read_bytes()[4096:])
    path.with_name(f"{path.name}-wal").write_bytes(b"")
    result = on_disk(home, kind, ("doctor",))
    assert result.returncode == 1
    assert "5 events of 5 cards can be recovered" in result.stdout
    assert result.stderr.startswith("clfcards: cannot repair 'data/tea-taster.db': ")
    assert reason in result.stderr
    assert result.stderr.count("\n") == 1
