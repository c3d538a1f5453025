"""Measure how fast the reviewer starts, answers, replays and trains.

    .venv/bin/python benchmarks/review.py [--runs 5] [--cards 100000]

The figures are medians (percentiles for answers) with a warm disk cache. The floors are `python -c pass`
for a start and the commit of one row for an answer. The peer for a replay is `review_card` of py-fsrs,
without study days, log or states.
"""

import argparse
import datetime as dt
import gc
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sources import generate

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import fsrs  # noqa: E402
from tests.simulated_learner import reviews  # noqa: E402

from clfcards.cli.learner import stamp  # noqa: E402
from clfcards.decks.folders import exam_folder  # noqa: E402
from clfcards.decks.study import study_deck  # noqa: E402
from clfcards.log.log import Log  # noqa: E402
from clfcards.memory.event_kinds import REVIEW  # noqa: E402
from clfcards.memory.options import SessionOptions, StudySettings  # noqa: E402
from clfcards.memory.replay import ReplayTerms, replay  # noqa: E402
from clfcards.memory.trainer import train, trials_of  # noqa: E402
from clfcards.memory.weights import DEFAULT_WEIGHTS  # noqa: E402
from clfcards.model.event import Event  # noqa: E402
from clfcards.model.interval import interval_of  # noqa: E402
from clfcards.model.rating import Rating  # noqa: E402
from clfcards.model.time import Milliseconds, Timestamp, UtcOffset  # noqa: E402
from clfcards.use_cases.review import Reviewer  # noqa: E402

NOW = dt.datetime.now(dt.UTC)
DAY = 86_400_000


def seconds(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def without_collector(run: Callable[[], object]) -> Callable[[], object]:
    """The function without garbage collection, as when the log derives states.

    Otherwise, the collector would scan all objects of the benchmark each time.
    """

    def quiet() -> None:
        gc.collect()
        gc.disable()
        run()
        gc.enable()

    return quiet


def median(run: Callable[[], object], times: int) -> float:
    return statistics.median(seconds(run) for _ in range(times))


def first_card(decks: Path, data: Path) -> float:
    """Seconds from the start of the process to the first card on standard output."""
    command = [sys.executable, "-m", "clfcards", "review", "--plain", "--decks", str(decks), "--data", str(data)]
    started = time.perf_counter()
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ | {"PYTHONUNBUFFERED": "1"}
    ) as process:
        assert process.stdout
        while not process.stdout.readline().startswith(b"["):
            pass
        passed = time.perf_counter() - started
        process.kill()
    return passed


def history(keys: list[str], count: int) -> list[Event]:
    """`count` reviews of these cards, ending yesterday."""
    draw = random.Random(1)
    today = int(NOW.timestamp() * 1000)
    events: list[Event] = []
    while len(events) < count:
        for i, key in enumerate(keys):
            at = today - draw.randrange(60, 400) * DAY + i
            for step in range(count // len(keys)):
                interval = max(1, round(1.5 * 2.2**step * draw.uniform(0.7, 1.4)))
                id_ = f"{len(events):08}"
                rating = draw.choice((1, 3, 3, 3, 3, 4))
                events.append(
                    Event(
                        id=id_,
                        at=Timestamp(at),
                        utc_offset=UtcOffset(0),
                        kind=REVIEW,
                        subject=key,
                        rating=Rating(rating),
                        duration=Milliseconds(5000),
                        interval=interval_of(interval),
                    )
                )
                at += interval * DAY
    return events


def answers(decks: Path, data: Path, namespace: str) -> tuple[list[float], list[float]]:
    """Milliseconds from a rating to its commit, and to the face and the intervals of the next card."""
    folder = exam_folder(decks, None)
    deck = study_deck(folder, data / "cache" / folder.name)  # as the command does
    saved, shown = [], []
    with Log.open(data, namespace, NOW) as log:
        one = Reviewer(deck, log, StudySettings(new_per_day=500, reviews_per_day=5000), SessionOptions(), stamp)
        for i in range(400):
            started = time.perf_counter()
            one.rate(Rating.GOOD if i % 5 else Rating.AGAIN)
            saved.append(1000 * (time.perf_counter() - started))
            assert one.face
            assert one.outcomes()
            shown.append(1000 * (time.perf_counter() - started))
    return saved, shown


def commit_floor(folder: Path) -> list[float]:
    connection = sqlite3.connect(folder / "floor.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE event (id TEXT, at INTEGER) STRICT")
    times = []
    for i in range(400):
        started = time.perf_counter()
        connection.execute("INSERT INTO event VALUES (?, ?)", (str(i), i))
        times.append(1000 * (time.perf_counter() - started))
    connection.close()
    return times


def peer_replay(events: list[Event]) -> None:
    scheduler = fsrs.Scheduler(enable_fuzzing=False)
    cards: dict[str, fsrs.Card] = {}
    for event in events:
        card = cards.get(event.subject) or fsrs.Card(card_id=0)
        at = dt.datetime.fromtimestamp(event.at / 1000, dt.UTC)
        cards[event.subject], _ = scheduler.review_card(card, fsrs.Rating(event.rating), at)


def row(name: str, figure: float, unit: str, target: str, floor: float | None = None, what: str = "") -> None:
    ratio = f"{figure / floor:.1f} × {what} ({floor:.3g} {unit})" if floor else ""
    print(f"| {name} | {figure:.3g} {unit} | {target} | {ratio} |", flush=True)


def percentile(values: list[float], part: float) -> float:
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--cards", type=int, default=100_000)
    options = parser.parse_args()
    print("| what | figure | target | against |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        python = median(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), options.runs)
        first_card(ROOT / "decks", folder / "data")  # fills the cache
        starts = [first_card(ROOT / "decks", folder / "data") for _ in range(options.runs)]
        row(
            "first card, shipped deck",
            1000 * statistics.median(starts),
            "ms",
            "≤ 350 ms",
            1000 * python,
            "python -c pass",
        )

        decks = generate(folder / "decks", options.cards)
        keys = list(study_deck(exam_folder(decks, None)).cards)
        events = history(keys, 5 * len(keys))
        namespace = next(
            line.split()[1]
            for line in (exam_folder(decks, None) / "deck.yaml").read_text().splitlines()
            if line.startswith("namespace")
        )
        with Log.open(folder / "big", namespace, NOW) as log:
            log.merge(events)
        first_card(decks, folder / "big")
        starts = [first_card(decks, folder / "big") for _ in range(options.runs)]
        row(
            f"first card, {len(keys):,} cards, {len(events):,} reviews",
            1000 * statistics.median(starts),
            "ms",
            "≤ 700 ms",
            1000 * python,
            "python -c pass",
        )
        saved, shown = answers(decks, folder / "big", namespace)
        floor = commit_floor(folder)
        row(
            "answer to committed, 99th percentile",
            percentile(saved, 0.99),
            "ms",
            "≤ 5 ms",
            percentile(floor, 0.99),
            "one row's commit",
        )
        row("answer to next card, 99th percentile", percentile(shown, 0.99), "ms", "≤ 60 ms")

        learner = reviews(DEFAULT_WEIGHTS, 6_000, 365, seed=1)
        scale = 500_000 / len(learner)
        ours = median(without_collector(lambda: replay(learner, ReplayTerms())), options.runs) * scale
        theirs = median(without_collector(lambda: peer_replay(learner)), options.runs) * scale
        row("replay of 500,000 reviews", ours, "s", "≤ 6 s", theirs, "py-fsrs alone")
        fifty = reviews(DEFAULT_WEIGHTS, 5_600, 365, seed=2)[:50_000]
        row(
            f"optimize on {len(fifty):,} reviews",
            median(lambda: train(trials_of(fifty, 4)), options.runs),
            "s",
            "≤ 1 s",
        )


if __name__ == "__main__":
    main()
