"""Measure whether caching is worth it: builds and starts compared with another version, at several sizes.

    .venv/bin/python benchmarks/cache.py [--runs 7] [--before path/to/other/clfcards] [SIZE ...]

The figures are medians over runs that alternate between the two programs. Because machines are shared and
noisy, the ratios are more reliable than the times. Size 0 is the shipped exam. `--before` is the path of
`clfcards` in another version's environment; without it, only this version is measured.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from sources import generate

from clfcards.decks.folders import exam_folder

HERE = Path(__file__).resolve().parent
CLFCARDS = Path(sys.executable).parent / "clfcards"


class Program:
    """One version of the program, with its own folders for output and data."""

    def __init__(self, clfcards: Path, folder: Path, decks: Path) -> None:
        self.clfcards = clfcards
        self.decks = shutil.copytree(decks, folder / "decks")
        self.exam = exam_folder(self.decks, None)
        self.out, self.data = folder / "out", folder / "data"
        self.edits = 0

    def seconds(self, *arguments: str | Path, until: bytes = b"") -> float:
        """Seconds from the start of the command to its end, or to the first line that begins with `until`."""
        command = [self.clfcards, "--decks", self.decks, "--data", self.data, *arguments]
        started = time.perf_counter()
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        ) as process:  # fmt: skip
            assert process.stdout
            for line in process.stdout:
                if until and line.startswith(until):
                    break
            if not until:
                process.wait()
            passed = time.perf_counter() - started
            process.kill()
        return passed

    def edit(self) -> None:
        """Change one word in one file."""
        self.edits += 1
        path = sorted((self.exam / "facts").iterdir())[0]
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("    why: ", f"    why: Edit {self.edits}. ", 1), encoding="utf-8")

    def cold_build(self) -> float:
        shutil.rmtree(self.out, ignore_errors=True)
        (self.exam / "ledger.json").unlink(missing_ok=True)
        return self.seconds("build", "--out", self.out)

    def rebuild(self) -> float:
        self.edit()
        return self.seconds("build", "--out", self.out)

    def first_start(self) -> float:
        shutil.rmtree(self.data, ignore_errors=True)
        return self.first_card()

    def start_after_an_edit(self) -> float:
        self.edit()
        return self.first_card()

    def first_card(self) -> float:
        return self.seconds("review", "--plain", until=b"[")

    def exam_start(self) -> float:
        """The time to read what a practice exam reads; `readiness` reads the same but asks no questions."""
        return self.seconds("readiness")


STEPS: dict[str, Callable[[Program], float]] = {
    "cold build": Program.cold_build,
    "build after one change": Program.rebuild,
    "first card, first start ever": Program.first_start,
    "first card, after one change": Program.start_after_an_edit,
    "first card": Program.first_card,
    "readiness (reads the whole bank)": Program.exam_start,
}


def measure(programs: Sequence[Program], runs: int) -> None:
    for name, step in STEPS.items():
        times: list[list[float]] = [[] for _ in programs]
        for program in programs:
            step(program)  # fills caches and compiles byte code
        for _ in range(runs):
            for program, seconds in zip(programs, times, strict=True):
                seconds.append(step(program))
        figures = [1000 * statistics.median(seconds) for seconds in times]
        row = " | ".join(f"{figure:.0f}" for figure in figures)
        print(f"| {name} | {row} |{f' {figures[-1] / figures[0]:.2f} |' if len(figures) > 1 else ''}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", metavar="SIZE", nargs="*", type=int, default=[0, 10_000, 100_000])
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--before", type=Path, help="path to clfcards in another version's environment")
    given = parser.parse_args()
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            decks = generate(folder / "generated", size) if size else HERE.parent / "decks"
            commands = [given.before, CLFCARDS] if given.before else [CLFCARDS]
            programs = [Program(command, folder / str(i), decks) for i, command in enumerate(commands)]
            what = f"{size:,} facts" if size else "shipped exam"
            heads = ["before", "now", "ratio"] if given.before else ["now"]
            print(f"\n| {what}, ms | {' | '.join(heads)} |\n|---{'|---' * len(heads)}|")
            measure(programs, given.runs if size < 50_000 else min(3, given.runs))


if __name__ == "__main__":
    main()
