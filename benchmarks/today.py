"""Measure how fast Today opens, and whether a review starts and answers as fast as with another version.

    .venv/bin/python benchmarks/today.py [--runs 9] [--cards 100000] [--other PYTHON]

`--other` is the interpreter of an environment with another version, such as the last release. Both are measured
in turns, with caches and logs of their own. Figures are medians in milliseconds, with the fastest run in brackets,
because other programs share the machine; the floor is `python -c pass` in the same run.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from review import NOW, history
from sources import generate

from clfcards.decks.folders import find_decks
from clfcards.decks.study import study_deck
from clfcards.log.log import Log

ANSWERS = 60  # in one session


def run(command: list[str], stdin: str = "") -> float:
    """The milliseconds that a command takes."""
    started = time.perf_counter()
    subprocess.run(command, input=stdin, text=True, capture_output=True, check=True)
    return 1000 * (time.perf_counter() - started)


def first_card(command: list[str]) -> float:
    """The milliseconds until a review shows its first card."""
    started = time.perf_counter()
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          env=environment) as process:  # fmt: skip
        assert process.stdout
        while not (line := process.stdout.readline()).startswith(b"["):
            assert line, "the review ended without a card"
        passed = 1000 * (time.perf_counter() - started)
        process.kill()
    return passed


def figures(times: list[float]) -> str:
    return f"{statistics.median(times):7.0f} [{min(times):.0f}]"


def measure(decks: Path, folder: Path, pythons: dict[str, str], runs: int, cards: int) -> None:
    """Prints a line per command and version for one deck."""
    exam = next(path.parent for path in decks.glob("*/guide.yaml"))
    keys = [key for key, card in study_deck(exam).cards.items() if not card.spare]
    first = folder / "data"
    with Log.open(first, study_deck(exam).outline.namespace, NOW) as log:
        log.merge(history(keys[: len(keys) // 2], 2 * len(keys)))
    commands: dict[str, list[float]] = {}
    data = {name: folder / name for name in pythons}
    for name, python in pythons.items():
        shutil.copytree(first, data[name])
        where = ["--plain", "--decks", str(decks), "--data", str(data[name])]
        run([python, "-m", "clfcards", "review", *where, "--set", "reviews_per_day=9999", "--set", "new_per_day=9999"])
    for _ in range(runs):
        commands.setdefault("python -c pass", []).append(run([sys.executable, "-c", "pass"]))
        for name, python in pythons.items():
            where = [python, "-m", "clfcards", "--plain", "--decks", str(decks), "--data", str(data[name])]
            if name == "this":
                commands.setdefault("today", []).append(run([*where, "today"]))
            commands.setdefault(f"first card, {name}", []).append(first_card([*where, "review"]))
            session = run([*where, "review", "--kind", "fact", "--limit", str(ANSWERS)], "\n3\n" * ANSWERS)
            commands.setdefault(f"{ANSWERS} answers, {name}", []).append(session)
    print(f"{cards:,} cards")
    for command, times in commands.items():
        print(f"  {command:24} {figures(times)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--cards", type=int, default=100_000)
    parser.add_argument("--other", help="the interpreter of an environment with another version")
    given = parser.parse_args()
    pythons = {"this": sys.executable} | ({"other": given.other} if given.other else {})
    with tempfile.TemporaryDirectory() as folder:
        shipped = find_decks(None).path
        measure(shipped, Path(folder) / "shipped", pythons, given.runs, 652)
        if given.cards:
            decks = generate(Path(folder) / "decks", given.cards)
            measure(decks, Path(folder) / "large", pythons, given.runs, given.cards)


if __name__ == "__main__":
    main()
