"""Measure the review screen in a pseudo-terminal: start to first card, and key to redraw. Medians in ms.

.venv/bin/python benchmarks/screens.py [DECKS]

The floors, measured in turn with the screen, are Python printing a word and Textual showing one line.
"""

import statistics
import sys
import tempfile
import time

import pexpect

ROUNDS = 9
KEYS = 20
ONE_LINE = """
from textual.app import App
from textual.widgets import Static
class One(App):
    def compose(self):
        yield Static("ready")
One().run()
"""


def drawn(child: pexpect.spawn, word: str) -> float:
    """Seconds until the program has written the word."""
    started = time.perf_counter()
    child.expect_exact(word, timeout=20)
    return time.perf_counter() - started


def main(decks: str) -> None:
    """Print one line per measurement."""
    first: list[float] = []
    answers: list[float] = []
    ratings: list[float] = []
    floors: list[float] = []
    lines: list[float] = []
    with tempfile.TemporaryDirectory() as data:
        arguments = ["-m", "clfcards", "review", "--decks", decks, "--data", data, "--kind", "fact", "--new", "9999"]
        for turn in range(ROUNDS + 1):  # the first fills the cache
            for floor, program in ((floors, "print('ready')"), (lines, ONE_LINE)):
                began = time.perf_counter()
                child = pexpect.spawn(sys.executable, ["-c", program], dimensions=(24, 80))
                drawn(child, "ready")
                floor.append(time.perf_counter() - began)
                child.close(force=True)
            began = time.perf_counter()
            child = pexpect.spawn(sys.executable, arguments, dimensions=(24, 80), encoding=None)
            child.delaybeforesend = None
            drawn(child, "space answer")
            if turn:
                first.append(time.perf_counter() - began)
            for _ in range(KEYS if turn == 1 else 0):
                time.sleep(0.2)  # let the last frame end
                child.send(" ")
                answers.append(drawn(child, "4 rate"))
                time.sleep(0.2)
                child.send("4")
                ratings.append(drawn(child, "space answer"))
            child.close(force=True)
    for name, times in (("python prints a word", floors), ("Textual shows a line", lines), ("first card", first),
                        ("space to answer", answers), ("rating to next card", ratings)):  # fmt: skip
        times.sort()
        print(f"{name:<22} {1000 * statistics.median(times):7.0f}   worst {1000 * times[-1]:7.0f}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "decks")
