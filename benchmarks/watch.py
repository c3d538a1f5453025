"""Measure the time from saving a source file to the rebuilt package: `python benchmarks/watch.py [DECKS]`.

`clfcards build --watch` runs in a separate process on a copy of the shipped exam, and one fact is edited
repeatedly. The time ends when the package's file has been replaced.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

RUNS = 15


def main() -> None:
    decks = Path(sys.argv[1] if len(sys.argv) > 1 else "decks")
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(decks, Path(folder) / "decks")
        command = [sys.executable, "-m", "clfcards", "build", "--watch"]
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)
        with process:
            assert process.stdout
            process.stdout.readline()
            (package,) = (Path(folder) / "build").glob("*.apkg")
            source = max(Path(folder).glob("decks/*/facts/*.yaml"), key=lambda path: path.stat().st_size)
            figures = [_edit(source, package, i) for i in range(RUNS)]
            process.kill()
    print(f"edit to rebuilt: median {median(figures):.0f} ms, worst {max(figures):.0f} ms of {RUNS}")


def _edit(source: Path, package: Path, number: int) -> float:
    """The milliseconds from one edit to the rebuilt package."""
    text = source.read_text(encoding="utf-8")
    before = package.stat().st_ino, package.stat().st_mtime_ns
    time.sleep(0.5)
    started = time.perf_counter()
    source.write_text(text.replace("    why: ", f"    why: Edit {number}. ", 1), encoding="utf-8")
    while (package.stat().st_ino, package.stat().st_mtime_ns) == before:
        time.sleep(0.002)
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
