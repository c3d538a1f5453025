"""Measure `anki import --yes` and `history import` of many reviews: `python benchmarks/anki_import.py [--reviews N]`.

The shipped deck is built and imported by Anki's own back end, the reviews are put into its review log, and Anki writes
the package. `history import` gets the same events. With `--source` another version of the program takes turns with
this one. The floor, in the same run, is what nobody can leave out: inserting the same rows with the same indexes and
committing them, hashing their bytes once, and computing the memory after each review with py-fsrs.
"""

import argparse
import hashlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
_DAY_MS = 86_400_000
_RATINGS = (1, 2, 3, 3, 3, 3, 3, 3, 4)


class Cost(NamedTuple):
    """What a command cost: seconds of the clock and of the processor, and its peak of memory in MB."""

    clock: float
    processor: float
    megabytes: float


def run(source: Path, *arguments: str | Path) -> Cost:
    """Runs the program of a version, which must succeed."""
    began = time.perf_counter()
    environment = os.environ | {"PYTHONPATH": str(source / "src")}
    with subprocess.Popen(
        [sys.executable, "-m", "clfcards", *map(str, arguments)], env=environment, stdout=subprocess.DEVNULL
    ) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, arguments
    return Cost(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000)


def rows(cards: list[int], number: int) -> Iterator[tuple[int, ...]]:
    """Entries of a review log for these cards, each in steps first and then at growing intervals, all in the past."""
    draw = random.Random(1)
    today = int(time.time() * 1000) // _DAY_MS * _DAY_MS
    used: set[int] = set()
    per_card = -(-number // len(cards))
    longest = max(1, 1100 // per_card)
    for card in cards:
        at = today - draw.randrange(1200, 1500) * _DAY_MS + draw.randrange(_DAY_MS // 2)
        interval = 0
        for place in range(min(per_card, number - len(used))):
            while at in used:
                at += 1
            used.add(at)
            rating = draw.choice(_RATINGS)
            is_step = place < 2 or rating == 1
            interval = -600 if is_step else min(longest, round(max(1, interval) * draw.uniform(1.1, 2.0)))
            yield (
                at,
                card,
                -1,
                rating,
                interval,
                1,
                draw.randrange(300, 900),
                draw.randrange(900, 40_000),
                int(place > 1),
            )
            at += (600_000 if is_step else interval * _DAY_MS) + draw.randrange(300_000)


def apart(name: str, *arguments: object) -> Any:
    """The result of a function of this file, called in a process of its own.

    The peak of a child begins with that of its parent, so that this process must stay small.
    """
    with ProcessPoolExecutor(1) as pool:
        return pool.submit(globals()[name], *arguments).result()


def build(folder: Path) -> None:
    """Builds the shipped deck into `folder / "out"`, from a copy, because a build writes the ledger."""
    shutil.copytree(ROOT / "decks", folder / "decks")
    run(ROOT, "build", "--decks", folder / "decks", "--exam", "clf-c02", "--out", folder / "out")


def make_package(folder: Path, reviews: int) -> None:
    """Writes the package that Anki exports of a collection with the shipped deck and this many reviews of it."""
    from anki.collection import Collection, ExportAnkiPackageOptions, ImportAnkiPackageRequest

    build(folder)
    collection = Collection(str(folder / "collection.anki2"))
    package = str(folder / "out" / "clf-c02.apkg")
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=package))
    cards = collection.db.list("SELECT id FROM cards ORDER BY id")
    marks = ", ".join("?" * 9)
    collection.db.executemany(f"INSERT INTO revlog VALUES ({marks})", list(rows(cards, reviews)))
    options = ExportAnkiPackageOptions(with_scheduling=True, with_media=False, with_deck_configs=True, legacy=False)
    collection.export_anki_package(out_path=str(folder / "learner.apkg"), options=options, limit=None)
    collection.close()


# ── the floor ──


def seconds(run: Callable[[], object]) -> float:
    began = time.process_time()
    run()
    return time.process_time() - began


def floor(log: Path, folder: Path) -> dict[str, float]:
    """The processor seconds of each part of the floor, for the events of a log."""
    with closing(sqlite3.connect(log)) as connection:
        schema = [text for (text,) in connection.execute("SELECT sql FROM sqlite_schema WHERE sql NOT NULL")]
        events = connection.execute("SELECT * FROM event ORDER BY at, id").fetchall()
        touches = connection.execute("SELECT * FROM touch ORDER BY card, number").fetchall()
        links = connection.execute("SELECT * FROM chain ORDER BY arrival").fetchall()
    written = folder / "floor.db"
    return {
        "inserting": seconds(lambda: _insert(written, schema, {"event": events, "touch": touches, "chain": links})),
        "hashing": seconds(lambda: hashlib.sha256("\n".join(map(repr, events)).encode()).digest()),
        "py-fsrs": seconds(lambda: _replay(events)),
    }


def _insert(path: Path, schema: list[str], tables: dict[str, list[tuple[Any, ...]]]) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        for statement in schema:
            connection.execute(statement)
        connection.execute("BEGIN")
        for table, values in tables.items():
            connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values[0]))})", values)
        connection.execute("COMMIT")


def _replay(events: list[tuple[Any, ...]]) -> None:
    import datetime as dt

    import fsrs

    scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    ratings = {rating.value: rating for rating in fsrs.Rating}
    cards: dict[str, fsrs.Card] = {}
    for _, _, at, _, _, subject, rating, *_ in events:
        card = cards.get(subject) or fsrs.Card(card_id=1)
        when = dt.datetime.fromtimestamp(at / 1000, dt.UTC)
        cards[subject], _ = scheduler.review_card(card, ratings[rating], when)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reviews", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--source", type=Path, help="another version's folder")
    given = parser.parse_args()
    versions = {"this version": ROOT} | ({"the other": given.source.resolve()} if given.source else {})
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        package = folder / "learner.apkg"
        apart("make_package", folder, given.reviews)
        where = ("--decks", folder / "decks", "--exam", "clf-c02")
        exported = folder / "exported.jsonl"
        found: dict[tuple[str, str], list[Cost]] = {}
        floors: list[dict[str, float]] = []
        for turn in range(given.runs):
            for version, source in versions.items():
                data = folder / f"data-{turn}-{version[:4]}"
                cost = run(source, "anki", "import", package, "--yes", *where, "--data", data)
                found.setdefault((version, "anki import"), []).append(cost)
                if not exported.exists():
                    run(source, "history", "export", exported, *where, "--data", data)
                (log,) = data.glob("*.db")
                floors.append(apart("floor", log, data))
                again = folder / f"again-{turn}-{version[:4]}"
                cost = run(source, "history", "import", exported, *where, "--data", again)
                found.setdefault((version, "history import"), []).append(cost)
        least = {part: min(each[part] for each in floors) for part in floors[0]}
        parts = ", ".join(f"{part} {value:.2f}" for part, value in least.items())
        total = sum(least.values())
        print(f"{given.reviews:,} reviews; the floor is {total:.2f} s of the processor: {parts}\n")
        print("| command | version | processor, least and median | × floor | clock, least and median | peak |")
        print("|---|---|---|---|---|---|")
        for (version, what), costs in found.items():
            clock, used = sorted(cost.clock for cost in costs), sorted(cost.processor for cost in costs)
            peak = max(cost.megabytes for cost in costs)
            print(
                f"| {what} | {version} | {used[0]:.2f}, {median(used):.2f} s | {used[0] / total:.1f} "
                f"| {clock[0]:.2f}, {median(clock):.2f} s | {peak:.0f} MB |"
            )


if __name__ == "__main__":
    main()
