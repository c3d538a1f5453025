"""Full disks, read-only folders, closed pipes, Ctrl-C: the error is one sentence, and nothing is lost."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.command import run
from tests.small_exam import full_exam

pytestmark = pytest.mark.posix

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


def test_a_full_disk_leaves_the_last_package_intact(home: Path) -> None:
    """A limit on the file size simulates a disk that fills up while the package is written."""
    run("build")
    before = (home / "build/tea-101.apkg").read_bytes()
    script = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000)); sys.argv = ['clfcards', 'build'];"
        "from clfcards.cli import main; main()"
    )
    (home / "decks/tea-101/ledger.json").touch()
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert result.stderr.startswith("clfcards: cannot write 'build/tea-101.apkg': ")
    assert "the existing file is unchanged" in result.stderr
    assert (home / "build/tea-101.apkg").read_bytes() == before
    assert not [path for path in (home / "build").iterdir() if path.suffix == ".part"]


def test_a_closed_pipe_prints_no_error_message(home: Path) -> None:
    for command in ("build", "check", "schema"):
        process = subprocess.Popen([*CLFCARDS, command], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.close()
        _, errors = process.communicate(timeout=120)
        assert b"Traceback" not in errors


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_under_standard_output(home: Path) -> None:
    with Path("/dev/full").open("w") as full:
        result = subprocess.run([*CLFCARDS, "check"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert result.returncode == 1
    assert "no space left on device" in result.stderr
    assert "Traceback" not in result.stderr


def test_ctrl_c_ends_without_a_traceback(home: Path) -> None:
    fifo = home / "texts"
    os.mkfifo(fifo)  # the program waits here until it is interrupted
    process = subprocess.Popen([*CLFCARDS, "check", "--against", fifo], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            writer = os.open(fifo, os.O_WRONLY | os.O_NONBLOCK)  # opens once the program reads
            break
        except OSError:
            time.sleep(0.02)
    while process.poll() is None and time.monotonic() < deadline:
        process.send_signal(signal.SIGINT)  # sent repeatedly, because a signal just before a system call is lost
        with contextlib.suppress(subprocess.TimeoutExpired):  # but not to a program that is already ending
            process.wait(timeout=3)
    _, errors = process.communicate(timeout=120)
    os.close(writer)
    assert process.returncode == 1
    assert b"Traceback" not in errors
    assert b"Aborted" in errors


def test_no_decks_folder_here(tmp_path: Path) -> None:
    result = run("--decks", str(tmp_path), "check")
    assert result.exit_code == 2
    assert "there is no exam in" in result.output


def test_an_unknown_exam_names_the_known_ones(home: Path) -> None:
    result = run("check", "--exam", "tea-102")
    assert result.exit_code == 2
    assert "there is no exam 'tea-102' in 'decks': choose one of tea-101" in result.output


LINKS = [("facts/loop.yaml", "too many levels"), ("media/loop.svg", "too many levels"), ("facts/gone.yaml", "no such")]


@pytest.mark.parametrize(("target", "words"), LINKS)
def test_a_link_that_leads_nowhere(home: Path, target: str, words: str) -> None:
    link = home / "decks/tea-101" / target
    link.parent.mkdir(exist_ok=True)
    link.symlink_to("nowhere.yaml" if "gone" in target else link.name)
    result = run("check")
    assert result.exit_code == 1
    assert f"cannot read 'decks/tea-101/{target}': {words}" in result.output


def test_a_file_name_that_is_not_text(home: Path) -> None:
    facts = os.fsencode(home / "decks/tea-101/facts")
    os.rename(facts + b"/A.1-x.yaml", facts + b"/\xff.yaml")  # noqa: PTH104  # pathlib does not accept bytes
    assert run("build").exit_code == 0


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    script = "import os, sys; os.mkdir('x'); os.chdir('x'); os.rmdir('../x'); sys.argv = ['clfcards', 'check'];"
    result = subprocess.run(
        [sys.executable, "-c", script + "from clfcards.cli import main; main()"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Traceback" not in result.stderr


def test_a_linked_ledger_is_written_to_its_target(home: Path) -> None:
    run("build")
    ledger = home / "decks/tea-101/ledger.json"
    elsewhere = ledger.rename(home / "kept.json")
    ledger.symlink_to(elsewhere)
    before = elsewhere.read_bytes()
    facts = home / "decks/tea-101/facts/A.1-x.yaml"
    facts.write_text(facts.read_text().replace("is so", "is very so"))
    assert run("build").exit_code == 0
    assert ledger.is_symlink()
    assert elsewhere.read_bytes() != before
    elsewhere.unlink()
    assert "cannot read 'decks/tea-101/ledger.json'" in run("build").output


def test_an_output_that_cannot_be_written_publishes_nothing(home: Path) -> None:
    run("build")
    before = (home / "decks/tea-101/ledger.json").read_bytes()
    facts = home / "decks/tea-101/facts/A.1-x.yaml"
    facts.write_text(facts.read_text().replace("is so", "is very so"))
    (home / "file").touch()
    assert run("build", "--out", "file").exit_code == 1
    assert (home / "decks/tea-101/ledger.json").read_bytes() == before


def test_a_huge_line_is_shown_around_the_location(home: Path) -> None:
    (home / "decks/tea-101/facts/long.yaml").write_text("task: A.1\nfacts: [" + "{}, " * 2000 + "oops]\n")
    result = run("check")
    assert result.exit_code == 1
    assert max(len(line) for line in result.output.splitlines()) < 220


OVERLOOKED = ["facts/x.yml", "facts/x.YAML", "facts/x.txt", "facts/more/x.yaml", "questons/x.yaml"]


@pytest.mark.parametrize("name", OVERLOOKED)
def test_no_file_is_skipped_silently(home: Path, name: str) -> None:
    """If a file is not read, its notes look as if they had been retired."""
    path = home / "decks/tea-101" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("task: A.1\n")
    result = run("check")
    assert result.exit_code == 1
    assert "would not be read" in result.output


def test_hidden_files_and_backups_of_editors_are_skipped(home: Path) -> None:
    for name in (".DS_Store", ".x.yaml.swp", "x.yaml~"):
        (home / "decks/tea-101/facts" / name).write_text("?")
    assert run("check").exit_code == 0


def test_a_folder_or_a_pipe_named_like_a_file(home: Path) -> None:
    (home / "decks/tea-101/facts/folder.yaml").mkdir()
    os.mkfifo(home / "decks/tea-101/facts/pipe.yaml")
    assert run("check").output.count("is not a file [file-name]") == 2


@pytest.mark.parametrize(
    ("before", "after", "used"),
    [("one", "", "one"), ("", "two", "two"), ("one", "two", "two"), ("", "", "environment")],
)
def test_the_data_option_overrides_the_environment(home: Path, before: str, after: str, used: str) -> None:
    first = ["--data", before] if before else []
    last = ["--data", after] if after else []
    run(*first, "review", "--set", "new_per_day=5", *last, env={"CLFCARDS_DATA": "environment"})
    assert [path.parent.name for path in home.glob("*/*.db")] == [used]


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_a_closed_stream_causes_no_traceback(home: Path, closed: str) -> None:
    command = f"{sys.executable} -m clfcards --data data review {closed}"
    result = subprocess.run(["/bin/sh", "-c", command], input="q\n", capture_output=True, text=True, check=False)
    assert (result.returncode, "Traceback" in result.stderr) == (0, False)
