"""Measure what a plan for the exam's day adds to every start but the first of a day.

    .venv/bin/python benchmarks/plan_starts.py [--runs 25] [--cards 100000] [--other PYTHON]

Two logs differ only in the plan. Each command is run with both in turns, and what is printed is processor time (user
and system) in milliseconds: the medians, and the median of the differences, with the quartiles in brackets. `--other`
is the interpreter of an environment with another version, measured in turns with this one.
"""

import argparse
import datetime as dt
import os
import pty
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from review import NOW, history
from sources import generate

from clfcards.decks.folders import exam_folder, find_decks
from clfcards.decks.study import study_deck
from clfcards.log.log import Log

DAYS, MINUTES = 45, 30
FIRST_CARD = b"space"  # the first word of the line of keys
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a learner's program is compiled once
SCREEN = {"COLUMNS": "80", "LINES": "24", "TERM": "xterm-256color"}

Times = dict[str, dict[str, list[float]]]


def milliseconds(used: resource.struct_rusage) -> float:
    return 1000 * (used.ru_utime + used.ru_stime)


def in_lines(command: list[str]) -> float:
    """The processor time of a command without input; a review is left at once."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert not process.returncode, said.decode()
    return milliseconds(used)


def on_the_screen(command: list[str]) -> float:
    """The processor time until the full screen shows its first card."""
    pid, terminal = pty.fork()
    if not pid:
        os.environ.update(SCREEN)
        os.execv(command[0], command)
    shown = b""
    while FIRST_CARD not in shown:
        shown += os.read(terminal, 65536)
    os.kill(pid, 9)
    os.close(terminal)
    return milliseconds(os.wait4(pid, 0)[2])


def clfcards(python: str, decks: Path, data: Path, *words: str) -> list[str]:
    return [python, "-m", "clfcards", *words, "--decks", str(decks), "--data", str(data)]


def learner(decks: Path, folder: Path, pythons: dict[str, str]) -> None:
    """A log in which half of the deck was reviewed four times, for each version with a plan and without one."""
    deck = study_deck(exam_folder(decks, None))
    keys = [key for key, card in deck.cards.items() if not card.spare]
    with Log.open(folder / "first", deck.outline.namespace, NOW) as log:
        log.merge(history(keys[: len(keys) // 2], 2 * len(keys)))
    date = (NOW + dt.timedelta(DAYS)).date().isoformat()
    for name, python in pythons.items():
        for kind in ("without", "with"):
            data = folder / f"{kind} {name}"
            shutil.copytree(folder / "first", data)
            if kind == "with":
                made = clfcards(python, decks, data, "plan", "--exam-date", date, "--minutes", str(MINUTES))
                before = resource.getrusage(resource.RUSAGE_CHILDREN)
                subprocess.run(made, capture_output=True, check=True)
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                spent = milliseconds(after) - milliseconds(before)
                print(
                    f"  {name}: plan made in {spent / 1000:.1f} s of the processor; peak {after.ru_maxrss // 1024} MB"
                )


def measure(decks: Path, folder: Path, pythons: dict[str, str], runs: int) -> Times:
    """The times of each command, by name and kind of log."""
    commands: dict[str, tuple[Callable[[list[str]], float], tuple[str, ...]]] = {
        "Today": (in_lines, ("--plain", "today")),
        "Today in one line": (in_lines, ("--plain", "today", "--short")),
        "a review that is left at once": (in_lines, ("--plain", "review")),
        "first card on the screen": (on_the_screen, ("review",)),
    }
    times: Times = defaultdict(lambda: defaultdict(list))
    for turn in range(runs + 1):
        for what, (timed, words) in commands.items():
            for name, python in pythons.items():
                for kind in ("without", "with"):
                    spent = timed(clfcards(python, decks, folder / f"{kind} {name}", *words))
                    if turn:  # the first run fills the caches
                        times[f"{what}, {name}"][kind].append(spent)
    return times


def show(times: Times) -> None:
    for what, by_kind in times.items():
        more = sorted(planned - usual for usual, planned in zip(by_kind["without"], by_kind["with"], strict=True))
        first, middle, third = statistics.quantiles(more, n=4)
        print(
            f"  {what:40} without {statistics.median(by_kind['without']):6.0f}, "
            f"with {statistics.median(by_kind['with']):6.0f}, more {middle:5.1f} [{first:.1f}, {third:.1f}]"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=25)
    parser.add_argument("--cards", type=int, default=0, help="also a generated deck with so many cards")
    parser.add_argument("--other", help="the interpreter of an environment with another version")
    given = parser.parse_args()
    pythons = {"this": sys.executable} | ({"other": given.other} if given.other else {})
    with tempfile.TemporaryDirectory() as name:
        for cards in (652, *([given.cards] if given.cards else [])):
            folder = Path(name) / str(cards)
            decks = generate(folder / "decks", cards) if cards != 652 else find_decks(None).path
            print(f"{cards:,} cards")
            learner(decks, folder, pythons)
            show(measure(decks, folder, pythons, given.runs))


if __name__ == "__main__":
    main()
