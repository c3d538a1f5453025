"""What happens to the tests of the real reviewer where Anki's desktop program cannot run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.anki_desktop.desktop import CannotStartError, Desktop, started_desktop

PROJECT = Path(__file__).parents[2]
TEST = "tests/anki_desktop/test_reviewer.py::test_arrows_choose"


def outcome(folder: Path, **environment: str) -> tuple[int, str]:
    """The exit code and the output of a test of the reviewer on a machine without Xvfb and xdotool."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rsE", "-p", "no:cacheprovider", TEST],
        env={**os.environ, "PATH": str(folder), **environment},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def test_without_a_screen_a_test_is_skipped_and_says_why(tmp_path: Path) -> None:
    code, output = outcome(tmp_path, CLFCARDS_REQUIRE_ALL="")
    assert code == 0
    assert "Anki's desktop program cannot run: not installed: Xvfb, xdotool" in output


def test_on_ci_that_is_a_failure(tmp_path: Path) -> None:
    code, output = outcome(tmp_path, CLFCARDS_REQUIRE_ALL="1")
    assert code == 1
    assert "ERROR" in output


@pytest.mark.desktop
def test_a_second_program_starts_beside_the_first(desktop: Desktop, tmp_path: Path) -> None:
    """Anki is open once for each user: whoever runs the tests may have it open, or run them twice."""
    with started_desktop(tmp_path, []) as second:
        assert second.call("windows") == desktop.call("windows") == ["AnkiQt"]


@pytest.mark.desktop
@pytest.mark.usefixtures("installed")
def test_a_program_that_ends_at_its_start_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it does where a library of Qt is missing; here Python's own library is."""
    monkeypatch.setenv("PYTHONHOME", str(tmp_path))
    with pytest.raises(CannotStartError, match=r"\S"), started_desktop(tmp_path, []):
        pass
