"""A learner at Anki's desktop program: a process of its own on a screen of its own, and a keyboard and a mouse."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_PROJECT = Path(__file__).parents[2]


class CannotStartError(Exception):
    """Anki's desktop program ended before it had begun; the message is the last line that it wrote."""


class Desktop:
    """The running program. What is not the keyboard or the mouse is a call of `program.Program`."""

    def __init__(self, process: "subprocess.Popen[str]", environment: dict[str, str]) -> None:
        self._process = process
        self._environment = environment

    def call(self, name: str, *arguments: object) -> Any:
        """The result of a method of `program.Program`."""
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps([name, arguments]), file=self._process.stdin, flush=True)
        line = self._process.stdout.readline()
        assert line, "Anki has ended"
        answer = json.loads(line)
        assert "error" not in answer, answer["error"]
        return answer["value"]

    def has_started(self) -> bool:
        """Waits until the program is ready for calls; False if it ends first, as it does without a library of Qt."""
        assert self._process.stdout
        return self._process.stdout.readline() == "ready\n"

    def press(self, *keys: str) -> None:
        """Presses keys by their names in X: `space`, `Down`, `alt+2`."""
        for key in keys:
            self._xdotool("key", key)
            self.call("pump")

    def click(self, selector: str, index: int = 0) -> None:
        """Moves the mouse to the middle of an element of the reviewer's page, and clicks."""
        x, y = self.call("place", selector, index)
        self._xdotool("mousemove", str(x), str(y), "click", "1")
        self.call("pump")

    def turn(self) -> None:
        """Turns the card with the space bar, and waits for the back."""
        self.press("space")
        self.call("settle")

    def page(self, expression: str) -> Any:
        """The value of an expression in the reviewer's page."""
        return self.call("script", expression)

    def _xdotool(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], env=self._environment, check=True, stderr=subprocess.DEVNULL)


@contextmanager
def started_desktop(folder: Path, packages: Sequence[Path]) -> Iterator[Desktop]:
    """Anki with a profile in `folder`, on a virtual screen, after it has imported the packages."""
    with _screen() as display:
        environment = {
            **os.environ,
            "DISPLAY": display,
            # Anki is open once for each user: one that is open already would be raised, and this one would end.
            "ANKI_SINGLE_INSTANCE_KEY": f"{folder.name}-{os.getpid()}",
            "QT_QPA_PLATFORM": "xcb",
            "QTWEBENGINE_DISABLE_SANDBOX": "1",  # the sandbox refuses to work for root, as in a container
            "QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu --force-device-scale-factor=1",
            "ANKI_SOFTWAREOPENGL": "1",
        }
        with (folder / "anki.log").open("w") as chatter:
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.anki_desktop.program", str(folder / "base")],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=chatter,
                text=True,
                cwd=_PROJECT,
                env=environment,
            )
            try:
                desktop = Desktop(process, environment)
                if not desktop.has_started():
                    raise CannotStartError(_last_line(folder / "anki.log"))
                for package in packages:
                    desktop.call("import_package", str(package))
                yield desktop
            finally:
                process.kill()
                process.communicate()


def _last_line(log: Path) -> str:
    lines = [line.strip() for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    return lines[-1] if lines else "it wrote nothing"


@contextmanager
def _screen() -> Iterator[str]:
    """A virtual screen that no other program uses; the server chooses its number."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x2400x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as number:
            yield f":{number.readline().strip()}"
    finally:
        server.terminate()
        server.wait()
