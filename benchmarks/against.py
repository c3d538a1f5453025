"""Measure `check --against` with much text: `python benchmarks/against.py FOLDER [--megabytes 35]`.

FOLDER holds text files, for example a clone of a vendor's documentation. Its files are read in order until there are
enough megabytes. The floor is splitting the same text into words once. With `--source` the same measurement is made
with the sources of another version of the program, in turn with this one; an older one reads the text as one file.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

HERE = Path(__file__).parents[1]


def collected(folder: Path, megabytes: int) -> str:
    """The text of the folder's files, as much of it as is wanted."""
    texts: list[str] = []
    size = 0
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        if b"\0" not in data[:8192]:
            texts.append(data.decode("utf-8", errors="replace"))
            size += len(data)
        if size >= megabytes * 1_000_000:
            break
    return "\n".join(texts)


def check(source: Path, decks: Path, text: Path) -> tuple[float, int]:
    """The seconds of one run, and the number of findings."""
    command = [sys.executable, "-m", "clfcards", "--decks", str(decks), "check", "--json", "--against", str(text)]
    started = time.perf_counter()
    result = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(source / "src")}, cwd=source, capture_output=True, text=True
    )
    return time.perf_counter() - started, result.stdout.count('"foreign-likeness"')


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure check --against.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--megabytes", type=int, default=35)
    parser.add_argument("--source", type=Path, help="The sources of another version.")
    parser.add_argument("--decks", type=Path, default=HERE / "decks")
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "text.txt"
        content = collected(given.folder, given.megabytes)
        text.write_text(content, encoding="utf-8")
        started = time.perf_counter()
        count = len(content.lower().split())
        floor = time.perf_counter() - started
        print(f"{text.stat().st_size / 1e6:.0f} MB, {count:,} words; medians of {given.runs}; floor {floor:.2f} s")
        versions = {"this version": HERE} | ({"the other": given.source.resolve()} if given.source else {})
        seconds: dict[str, list[float]] = {name: [] for name in versions}
        for _ in range(given.runs):
            for name, source in versions.items():
                duration, findings = check(source, given.decks.resolve(), text)
                seconds[name].append(duration)
                print(f"  {name}: {duration:.1f} s, {findings} findings", flush=True)
        for name, durations in seconds.items():
            print(f"{name:14}{median(durations):6.1f} s")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
        print(f"peak of the largest run: {peak:,.0f} MB")


if __name__ == "__main__":
    main()
