"""Measure the time and memory of a build, compared with a floor and with a peer.

    .venv/bin/python benchmarks/build.py [--runs 5] [--peer path/to/anki-yaml-tool] [SIZE ...]

Every figure is a median over runs that alternate between the compared programs. Because machines are
shared and noisy, the ratios are more reliable than the times. The floors do only the unavoidable work:
reading all texts as libyaml events, and inserting each row into SQLite and compressing the result.
"""

import argparse
import gc
import os
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import yaml
from sources import generate

CLFCARDS = Path(sys.executable).parent / "clfcards"


def measure(*runs: Callable[[], object], times: int) -> list[float]:
    """The median seconds of each function; the functions run in turns."""
    seconds: list[list[float]] = [[] for _ in runs]
    for _ in range(times):
        for i, run in enumerate(runs):
            started = time.perf_counter()
            run()
            seconds[i].append(time.perf_counter() - started)
    return [statistics.median(some) for some in seconds]


def command(*arguments: str | Path) -> Callable[[], object]:
    return lambda: subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def peak_megabytes(*arguments: str | Path) -> float:
    """The peak memory of a command, measured in a separate process."""
    script = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=-3, stderr=-3); "
    script += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    out = subprocess.run([sys.executable, "-c", script, *map(str, arguments)], check=True, capture_output=True)
    return int(out.stdout) / (1024 if sys.platform != "darwin" else 1024 * 1024)


class Build:
    """A generated exam and the different kinds of build."""

    def __init__(self, folder: Path, facts: int) -> None:
        self.decks = generate(folder / f"decks-{facts}", facts)
        self.exam = self.decks / "gen-1"
        self.out = folder / f"out-{facts}"
        self.arguments = (CLFCARDS, "--decks", self.decks, "build", "--out", self.out)
        self.edits = 0

    def remove_output(self) -> None:
        shutil.rmtree(self.out, ignore_errors=True)
        (self.exam / "ledger.json").unlink(missing_ok=True)

    def cold(self) -> None:
        """A build without ledger and earlier output. The time includes removing them, which is short."""
        self.remove_output()
        command(*self.arguments)()

    def after_an_edit(self) -> None:
        """A build after one word was changed in one of about a hundred files."""
        self.edits += 1
        path = sorted((self.exam / "facts").iterdir())[7]
        path.write_text(path.read_text().replace("    why: The", f"    why: {'The ' * (1 + self.edits)}", 1))
        command(*self.arguments)()

    def events(self) -> None:
        """The floor for reading: iterate over libyaml's events and discard them."""
        gc.disable()
        for path in (self.exam / "facts").iterdir():
            for _ in yaml.parse(path.read_text(), Loader=yaml.CBaseLoader):
                pass
        gc.enable()

    def rows(self) -> list[tuple[object, ...]]:
        with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(self.out / "gen-1.apkg") as package:
            package.extract("collection.anki2", folder)
            connection = sqlite3.connect(f"{folder}/collection.anki2")
            return connection.execute("select id, guid, mid, mod, usn, tags, flds, sfld, csum from notes").fetchall()

    def peer_file(self, folder: Path) -> Path:
        """The same cards in the peer's own format."""
        cards = []
        for path in sorted((self.exam / "facts").iterdir()):
            for fact in yaml.load(path.read_text(), Loader=yaml.CSafeLoader)["facts"]:
                front = fact.get("front") or fact["cloze"]
                cards.append({"front": front, "back": fact.get("back", fact["why"]), "tags": fact["services"]})
        config = {
            "name": "Generated",
            "fields": ["Front", "Back"],
            "templates": [{"name": "Card 1", "qfmt": "{{Front}}", "afmt": "{{Back}}"}],
        }
        path = folder / f"{self.exam.parent.name}.yaml"
        path.write_text(yaml.dump({"config": config, "deck-name": "Generated", "data": cards}, Dumper=yaml.CSafeDumper))
        return path


def insert_and_deflate(rows: list[tuple[object, ...]]) -> None:
    """The floor for writing: one insert per note and per card, then DEFLATE."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("create table notes (id integer primary key, guid, mid, mod, usn, tags, flds, sfld, csum)")
    connection.execute("create table cards (id integer primary key, nid, due)")
    connection.execute("begin")
    connection.executemany("insert into notes values (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    connection.executemany("insert into cards values (?, ?, ?)", ((i, row[0], i) for i, row in enumerate(rows)))
    connection.execute("commit")
    zlib.compress(connection.serialize(), 4)


def build_lines(folder: Path, facts: int, runs: int, peer: Path | None) -> str:
    build = Build(folder, facts)
    build.cold()
    rows = build.rows()
    jobs: list[Callable[[], object]] = [build.cold, build.events, lambda: insert_and_deflate(rows)]
    if peer:
        jobs.append(command(peer, "build", "--file", build.peer_file(folder), "--output", folder / "peer.apkg"))
    cold, events, insert, *other = measure(*jobs, times=runs)
    (edit,) = measure(build.after_an_edit, times=runs)
    build.remove_output()
    memory = peak_megabytes(*build.arguments)
    against = f"{other[0]:.2f} s | {cold / other[0]:.2f}" if other else "not measured |"
    return (
        f"| {facts:,} | {cold:.2f} s | {memory:.0f} MB | {edit:.2f} s | {edit / cold:.2f} | "
        f"{events:.2f} s | {insert:.2f} s | {cold / (events + insert):.1f} | {against} |"
    )


def help_line(runs: int) -> str:
    python = sys.executable
    nothing, click, asked = measure(
        command(python, "-c", "pass"),
        command(python, "-c", "import click"),
        command(CLFCARDS, "--help"),
        times=3 * runs,
    )
    return (
        f"`clfcards --help` {1000 * asked:.0f} ms, `python -c 'import click'` {1000 * click:.0f} ms "
        f"(ratio {asked / click:.2f}), `python -c pass` {1000 * nothing:.0f} ms"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", metavar="SIZE", nargs="*", type=int, default=[1_000, 10_000, 100_000])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--peer", type=Path, help="path to anki-yaml-tool in another virtual environment")
    given = parser.parse_args()
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, medians of {given.runs}\n")
    print(help_line(given.runs))
    print(
        "\n| facts | cold build | peak | after an edit | of cold | events | insert, DEFLATE | ×floor | peer | of peer |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for facts in given.sizes:
            runs = given.runs if facts < 50_000 else min(3, given.runs)
            print(build_lines(Path(folder), facts, runs, given.peer if facts < 50_000 else None), flush=True)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
