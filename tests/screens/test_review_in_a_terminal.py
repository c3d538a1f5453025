"""The review's full screen in a real pseudo-terminal, as emulated by pyte."""

import os
import re
import signal
import sys
from pathlib import Path

import pexpect
import pyte
import pytest

from clfcards.log.log import Log
from tests.log_events import DAY, NOW, review
from tests.use_cases.three_cards import three_cards

pytestmark = pytest.mark.posix


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    return three_cards(tmp_path)


class Terminal:
    """The review in a pseudo-terminal; `raw` is all of its output, `screen` what is shown now."""

    def __init__(self, folder: Path, *options: str, **environment: str) -> None:
        self.screen = pyte.Screen(80, 24)
        self.raw = b""
        self._stream = pyte.ByteStream(self.screen)
        where = ["--decks", str(folder / "decks"), "--data", str(folder / "data")]
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "clfcards", "review", *where, *options],
            dimensions=(24, 80),
            env={**os.environ, "TERM": "xterm-256color", **environment},
            timeout=120,
        )
        self.child.delaybeforesend = None

    def see(self, *words: str) -> str:
        """Reads until one of the words is on the screen; returns that word."""
        for _ in range(400):
            shown = "\n".join(self.screen.display)
            if found := next((word for word in words if word in shown), ""):
                return found
            try:
                self._take(self.child.read_nonblocking(65536, timeout=120))
            except (pexpect.TIMEOUT, pexpect.EOF):
                break
        raise AssertionError(f"none of {words}:\n" + "\n".join(self.screen.display))

    def end(self) -> int:
        """Reads to the end; returns the exit code."""
        self.child.expect(pexpect.EOF)
        self._take(self.child.before)
        self.child.close()
        return int(self.child.exitstatus or 0)

    def _take(self, data: bytes) -> None:
        self.raw += data
        self._stream.feed(data)


def logged(folder: Path) -> list[str]:
    with Log.open(folder / "data", "tea-taster", NOW) as log:
        return [f"{event.kind} {event.subject}" for event in log.events()]


def test_a_whole_session_in_a_pseudo_terminal(tea: Path) -> None:
    terminal = Terminal(tea)
    terminal.see("3 new")
    for left in ("2 new", "1 new", "Done"):
        kind = terminal.see("space answer", "enter choose", "a–d answer")
        terminal.child.send({"space answer": " ", "enter choose": "ab\r", "a–d answer": "a"}[kind])
        terminal.see("1–4 rate")
        terminal.child.send("4")
        terminal.see(left)
    terminal.child.send("q")
    assert terminal.end() == 0
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        assert [event.rating for event in log.events(kinds=("review",))] == [4, 4, 4]


@pytest.mark.parametrize("burst", ["4b", "4S", "4i", "4\r", "4 4 4 "])
def test_a_burst_of_keys_at_the_last_card_rates_it_once(tea: Path, burst: str) -> None:
    """The keys after the rating reached the card's screen, which had no card left and raised an exception."""
    terminal = Terminal(tea, "--domain", "A")
    terminal.see("space answer")
    terminal.child.send(" ")
    terminal.see("1–4 rate")
    terminal.child.send(burst)
    if burst != "4\r":  # this enter goes to the summary, and closes it
        terminal.see("Done")
        terminal.child.send("q")
    assert terminal.end() == 0
    assert b"Traceback" not in terminal.raw
    assert logged(tea) == ["review leaf/1"]


@pytest.mark.parametrize("burst", ["?S", "iB"])
def test_a_key_typed_on_a_page_does_nothing_to_the_card_behind_it(tea: Path, burst: str) -> None:
    terminal = Terminal(tea, "--domain", "A")
    terminal.see("space answer")
    terminal.child.send(burst)
    terminal.see("space answer")
    terminal.child.sendcontrol("c")
    assert terminal.end() == 130
    assert logged(tea) == []


def test_ctrl_c_on_the_screen_reports_that_everything_is_saved(tea: Path) -> None:
    terminal = Terminal(tea, "--domain", "A")
    terminal.see("space answer")
    terminal.child.send(" 4")
    terminal.see("Done")
    terminal.child.sendcontrol("c")
    assert terminal.end() == 130
    after = terminal.raw.rpartition(b"\x1b[?1049l")[2].decode()
    assert "stopped; every answer so far is saved" in after
    assert "1 answer on 1 card" in after


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_after_a_signal_the_terminal_is_restored(tea: Path, number: signal.Signals) -> None:
    terminal = Terminal(tea, "--domain", "A")
    terminal.see("space answer")
    terminal.child.kill(number)
    assert terminal.end() == 128 + number
    for left in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l"):  # alternate screen, hidden cursor, mouse
        assert left in terminal.raw


def colors(raw: bytes) -> set[str]:
    """The colors in the output, as SGR parameters: `31`, `48;5;16`, `38;2;1;2;3`."""
    found: set[str] = set()
    for sequence in re.findall(rb"\x1b\[([0-9;]*)m", raw):
        numbers = sequence.decode().split(";")
        while numbers:
            length = {"5": 3, "2": 5}[numbers[1]] if numbers[0] in ("38", "48") else 1
            color, numbers = ";".join(numbers[:length]), numbers[length:]
            if length > 1 or re.fullmatch("[34][0-7]|9[0-7]|10[0-7]", color):
                found.add(color)
    return found


def test_with_no_color_only_the_terminals_own_two_colors_remain(tea: Path) -> None:
    """Everything was black on black, because the filter was chosen before the theme."""
    terminal = Terminal(tea, NO_COLOR="1")
    terminal.see("space answer", "enter choose", "a–d answer")
    terminal.child.sendcontrol("c")
    terminal.end()
    assert colors(terminal.raw) == set()


def test_nothing_has_a_background_of_its_own(tea: Path) -> None:
    """A warning had the terminal's text color on black, which was black on black in a light terminal."""
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        log.append(review("ahead", "gone/1", at=int(NOW.timestamp() * 1000) + 20_000 * DAY))
    terminal = Terminal(tea, "--domain", "B")
    terminal.see("clock")
    terminal.child.send("ab\r")
    terminal.see("1–4 rate")
    terminal.child.sendcontrol("c")
    terminal.end()
    assert colors(terminal.raw)
    assert not {color for color in colors(terminal.raw) if color.startswith("4") or color in ("30", "37")}
