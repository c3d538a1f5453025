"""`nohup python -m pytest &` tests what a run in the foreground does."""

import subprocess
import sys
from pathlib import Path

import pytest

_HEARS = "import signal, sys; sys.exit(signal.getsignal(signal.%s) is signal.SIG_IGN)"
_STARTS = "import tests.conftest, subprocess, sys; sys.exit(subprocess.call([sys.executable, '-c', sys.argv[1]]))"


@pytest.mark.posix
@pytest.mark.parametrize("name", ["SIGINT", "SIGHUP", "SIGTERM"])
def test_programs_started_by_tests_hear_signals_that_the_tests_were_told_to_ignore(name: str) -> None:
    script = f"trap '' {name[3:]}; exec \"$@\""
    command = ["/bin/sh", "-c", script, "sh", sys.executable, "-c", _STARTS, _HEARS % name]
    assert subprocess.run(command, cwd=Path(__file__).parents[1], check=False).returncode == 0
