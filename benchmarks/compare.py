"""Compare two installed versions: is anything that a person waits for slower than before?

    python benchmarks/compare.py --before /path/to/the/other/venv/bin/python [--runs 9] [--facts 10000]

Every figure is a median over runs that alternate between the two versions. Because machines are shared and noisy,
the ratios are more reliable than the times. If other programs use the machine too, ratios of processor time are more
reliable than ratios of elapsed time. The first run of each version fills its caches and is not counted.
"""

import argparse
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pexpect
from sources import generate

from clfcards.decks.folders import exam_folder

ROOT = Path(__file__).resolve().parents[1]
_SECONDS_AT_MOST = 120
_ENVIRONMENT = {**os.environ, "COLUMNS": "80", "TERM": "xterm-256color"}


class Version:
    """One of the two versions, with its own folders."""

    def __init__(self, python: str, home: Path, facts: int, decks: Path) -> None:
        self.python = python
        self.home = home
        self.shipped = home / "shipped"
        shutil.copytree(decks, self.shipped)
        self.generated = generate(home / "generated", facts)
        self.edits = 0

    def seconds_to_end(self, *arguments: str | Path) -> float:
        """Seconds from the start to the end of a command."""
        command = [self.python, "-m", "clfcards", *map(str, arguments)]
        began = time.perf_counter()
        subprocess.run(command, check=True, cwd=self.home, env=_ENVIRONMENT, stdin=-3, stdout=-3, stderr=-3)
        return time.perf_counter() - began

    def seconds_to_show(self, pattern: str, *arguments: str) -> float:
        """Seconds until a command has written the pattern in a terminal; then the command is killed."""
        command = ["-m", "clfcards", "--decks", str(self.shipped), "--data", str(self.home / "data"), *arguments]
        began = time.perf_counter()
        child = pexpect.spawn(self.python, command, cwd=str(self.home), env=_ENVIRONMENT, dimensions=(24, 80))
        child.expect(re.compile(pattern.encode()), timeout=_SECONDS_AT_MOST)
        seconds = time.perf_counter() - began
        child.close(force=True)
        return seconds

    # ── the commands that a person waits for ──

    def build(self, decks: Path, *, cold: bool) -> float:
        """A build without any earlier output, or after an edit of one file."""
        out = self.home / f"out-{decks.name}"
        ledger = exam_folder(decks, None) / "ledger.json"
        if cold:
            shutil.rmtree(out, ignore_errors=True)
            if decks == self.generated:
                ledger.unlink(missing_ok=True)
        else:
            self._edit(decks)
        return self.seconds_to_end("--decks", decks, "build", "--out", out)

    def _edit(self, decks: Path) -> None:
        """Add one word to one file of facts."""
        self.edits += 1
        path = sorted((exam_folder(decks, None) / "facts").glob("*.yaml"))[7]
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"(?m)^(    why: (?:word )*)", r"\1word ", text, count=1), encoding="utf-8")


def waits(version: Version) -> Iterator[tuple[str, Callable[[], float]]]:
    """The names of the measurements, and the functions that take them."""
    data = ("--data", version.home / "data")
    yield "python -c 'import click'", lambda: _click(version)
    yield "--help", lambda: version.seconds_to_end("--help")
    yield "check, shipped", lambda: version.seconds_to_end("--decks", version.shipped, "check")
    yield "build, shipped, cold", lambda: version.build(version.shipped, cold=True)
    yield "build, shipped, after an edit", lambda: version.build(version.shipped, cold=False)
    yield "build, generated, cold", lambda: version.build(version.generated, cold=True)
    yield "build, generated, after an edit", lambda: version.build(version.generated, cold=False)
    yield "review, first card, lines", lambda: version.seconds_to_show(r"\[new", "--plain", "review")
    yield (
        "review, first card, screen",
        lambda: version.seconds_to_show(r"space.{0,40}answer|a.d.{0,40}answer", "review"),
    )
    yield (
        "exam, first question, lines",
        lambda: version.seconds_to_show(r"(?s)Question 1 |1 of 65", "--plain", "exam", "--new"),
    )
    yield "exam, first question, screen", lambda: version.seconds_to_show(r"1 of 65", "exam", "--new")
    yield "stats", lambda: version.seconds_to_end("--decks", version.shipped, *data, "stats")


def _click(version: Version) -> float:
    began = time.perf_counter()
    subprocess.run([version.python, "-c", "import click"], check=True)
    return time.perf_counter() - began


def compare(versions: Sequence[Version], runs: int, only: str) -> None:
    """Print one line per measurement."""
    print("| wait | before, ms | now, ms | ratio | processor before, ms | now, ms | ratio |")
    print("|---|---|---|---|---|---|---|")
    for (name, before), (_, now) in zip(waits(versions[0]), waits(versions[1]), strict=True):
        if only not in name:
            continue
        clock: tuple[list[float], list[float]] = ([], [])
        processor: tuple[list[float], list[float]] = ([], [])
        for turn in range(runs + 1):
            for place, run in ((0, before), (1, now)) if turn % 2 else ((1, now), (0, before)):
                used = _processor_seconds()
                took = run()
                if turn:
                    clock[place].append(took)
                    processor[place].append(_processor_seconds() - used)
        columns = [column for measured in (clock, processor) for column in _columns(*measured)]
        print(f"| {name} | {' | '.join(columns)} |", flush=True)


def _processor_seconds() -> float:
    """The processor time used by all child processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _columns(before: list[float], now: list[float]) -> tuple[str, str, str]:
    old, new = statistics.median(before), statistics.median(now)
    return f"{1000 * old:.0f}", f"{1000 * new:.0f}", f"{new / old:.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--before", required=True, metavar="PYTHON", help="path to Python in the other version's environment"
    )
    parser.add_argument("--runs", type=int, default=9, help="counted runs per version (default 9)")
    parser.add_argument("--facts", type=int, default=10_000, help="facts of the generated exam (default 10,000)")
    parser.add_argument("--only", default="", metavar="WORDS", help="only measurements whose name contains these words")
    parser.add_argument(
        "--decks", type=Path, default=ROOT / "decks", help="the decks for both; an old version needs its own decks"
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        versions = []
        for name, python in (("before", given.before), ("now", sys.executable)):
            home = Path(folder) / name
            home.mkdir()
            versions.append(Version(python, home, given.facts, given.decks))
        compare(versions, given.runs, given.only)


if __name__ == "__main__":
    main()
