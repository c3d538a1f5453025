"""`nohup python -m pytest &` gives the same results as a run in the foreground."""

import subprocess
import sys
from pathlib import Path

import pytest

_CHECK_SIGNAL = "import signal, sys; sys.exit(signal.getsignal(signal.%s) is signal.SIG_IGN)"
_START_CHILD = "import tests.conftest, subprocess, sys; sys.exit(subprocess.call([sys.executable, '-c', sys.argv[1]]))"


@pytest.mark.posix
@pytest.mark.parametrize("name", ["SIGINT", "SIGHUP", "SIGTERM"])
def test_programs_started_by_tests_receive_signals_that_the_tests_ignore(name: str) -> None:
    script = f"trap '' {name[3:]}; exec \"$@\""
    command = ["/bin/sh", "-c", script, "sh", sys.executable, "-c", _START_CHILD, _CHECK_SIGNAL % name]
    assert subprocess.run(command, cwd=Path(__file__).parents[1], check=False).returncode == 0
