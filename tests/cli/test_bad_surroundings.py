"""Full disks, read-only folders, closed pipes, Ctrl-C: one sentence, and nothing lost."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.command import run
from tests.small_exam import full_exam

CLFCARDS = [sys.executable, "-m", "clfcards"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    full_exam(tmp_path / "decks")
    return tmp_path


def test_an_output_folder_that_is_a_file(home: Path) -> None:
    (home / "build").write_text("in the way")
    result = run("build")
    assert result.exit_code == 1
    assert "cannot write 'build/tea-101.apkg'" in result.output


def test_a_full_disk_leaves_the_last_package_whole(home: Path) -> None:
    """A limit on file size stands in for a disk that fills up while the package is written."""
    run("build")
    before = (home / "build/tea-101.apkg").read_bytes()
    script = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000)); sys.argv = ['clfcards', 'build'];"
        "from clfcards.cli import main; main()"
    )
    (home / "decks/tea-101/ledger.json").touch()
    shutil.rmtree(home / "build/.cache")
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert result.stderr.startswith("clfcards: cannot write 'build/tea-101.apkg': ")
    assert "the file that was there is untouched" in result.stderr
    assert (home / "build/tea-101.apkg").read_bytes() == before
    assert not [path for path in (home / "build").iterdir() if path.suffix == ".part"]


def test_a_closed_pipe_is_no_error_message(home: Path) -> None:
    for command in ("build", "check", "schema"):
        process = subprocess.Popen([*CLFCARDS, command], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.close()
        _, errors = process.communicate(timeout=8)
        assert b"Traceback" not in errors


def test_ctrl_c_ends_without_a_traceback(home: Path) -> None:
    fifo = home / "decks/tea-101/facts/slow.yaml"
    os.mkfifo(fifo)  # the program waits here until it is interrupted
    process = subprocess.Popen([*CLFCARDS, "build"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            writer = os.open(fifo, os.O_WRONLY | os.O_NONBLOCK)  # opens once the program reads
            break
        except OSError:
            time.sleep(0.02)
    while process.poll() is None and time.monotonic() < deadline:
        process.send_signal(signal.SIGINT)  # again, for one that comes just before a system call is lost
        time.sleep(0.1)
    _, errors = process.communicate(timeout=8)
    os.close(writer)
    assert process.returncode == 1
    assert b"Traceback" not in errors
    assert b"Aborted" in errors
    assert not (home / "decks/tea-101/ledger.json").exists()


def test_no_decks_folder_here(tmp_path: Path) -> None:
    result = run("--decks", str(tmp_path), "check")
    assert result.exit_code == 2
    assert "holds no exam" in result.output


def test_an_unknown_exam_names_the_known_ones(home: Path) -> None:
    result = run("check", "--exam", "tea-102")
    assert result.exit_code == 2
    assert "--exam takes one of tea-101" in result.output


def test_a_file_that_cannot_be_read(home: Path) -> None:
    (home / "decks/tea-101/facts/folder.yaml").mkdir()
    result = run("check")
    assert result.exit_code == 1
    assert "cannot read 'decks/tea-101/facts/folder.yaml'" in result.output


def test_a_huge_line_is_shown_around_its_place(home: Path) -> None:
    (home / "decks/tea-101/facts/long.yaml").write_text("task: A.1\nfacts: [" + "{}, " * 2000 + "oops]\n")
    result = run("check")
    assert result.exit_code == 1
    assert max(len(line) for line in result.output.splitlines()) < 220


def test_a_yml_file_is_not_passed_over_in_silence(home: Path) -> None:
    (home / "decks/tea-101/facts/x.yml").write_text("task: A.1\n")
    assert "files here end in .yaml [file-name]" in run("check").output


@pytest.mark.parametrize(
    ("before", "after", "used"),
    [("one", "", "one"), ("", "two", "two"), ("one", "two", "two"), ("", "", "environment")],
)
def test_data_as_asked_for_wins_over_the_environment(home: Path, before: str, after: str, used: str) -> None:
    first = ["--data", before] if before else []
    last = ["--data", after] if after else []
    run(*first, "review", "--set", "new_per_day=5", *last, env={"CLFCARDS_DATA": "environment"})
    assert [path.parent.name for path in home.glob("*/*.db")] == [used]


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_a_closed_stream_is_no_traceback(home: Path, closed: str) -> None:
    command = f"{sys.executable} -m clfcards --data data review {closed}"
    result = subprocess.run(["/bin/sh", "-c", command], input="q\n", capture_output=True, text=True, check=False)
    assert (result.returncode, "Traceback" in result.stderr) == (0, False)
