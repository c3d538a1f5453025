"""How long a search takes, in the shipped exam and among many generated facts.

    .venv/bin/python -m benchmarks.search 100000

Each figure is the median of five runs of the whole command, wall clock and processor time, after one `review` has
stored the parsed sources, as it does for every learner.
"""

import argparse
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.small_exam import fact, facts_file, write_exam

ROOT = Path(__file__).parents[1]
_RUNS = 5
_IN_FILE = 1000
_TASKS = ("A.1", "A.2", "B.1", "C.1")


def generated(folder: Path, facts: int) -> None:
    """An exam with this many facts of random words, some of which several facts share."""
    draw = random.Random(1)
    words = ["".join(draw.choices("abcdefghijklmnopqrstuvwxyz", k=draw.randint(3, 9))) for _ in range(5000)]

    def text(length: int) -> str:
        return " ".join(draw.choices(words, k=length))

    files = {}
    for start in range(0, facts, _IN_FILE):
        task = _TASKS[start // _IN_FILE % len(_TASKS)]
        numbers = range(start, min(start + _IN_FILE, facts))
        entries = (fact(f"f{n}", f"{text(14)}?", text(4), why=text(16)) for n in numbers)
        files[f"facts/{task}-{start}.yaml"] = facts_file(task, *entries)
    write_exam(folder, files)


def seconds(decks: Path, data: Path, *words: str) -> tuple[float, float]:
    """The median wall-clock and processor time of `clfcards search`."""
    command = [sys.executable, "-m", "clfcards", "--decks", str(decks), "--data", str(data)]
    subprocess.run([*command, "review", "--plain"], stdin=subprocess.DEVNULL, capture_output=True, check=True)
    walls, processors = [], []
    for _ in range(_RUNS):
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run([*command, "search", *words], capture_output=True, check=True, env={**os.environ})
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        walls.append(time.perf_counter() - began)
        processors.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return statistics.median(walls), statistics.median(processors)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("facts", metavar="FACTS", nargs="*", type=int, default=[100_000])
    sizes = parser.parse_args().facts
    with tempfile.TemporaryDirectory() as folder:
        decks = {"shipped": ROOT / "decks"}
        for size in sizes:
            decks[f"{size:,} facts"] = Path(folder) / str(size) / "decks"
            generated(decks[f"{size:,} facts"], size)
        for name, path in decks.items():
            for words in (("glacier",), ("s3", "glacier"), ("a",)):
                wall, processor = seconds(path, Path(folder) / f"{name}-data", *words)
                print(f"{name}: search {' '.join(words)}: {wall:.2f} s, processor {processor:.2f} s")


if __name__ == "__main__":
    main()
