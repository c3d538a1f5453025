"""What a log's protection costs an answer and a start, beside another version of the program.

    python -m compileall -q src path/to/the/other/src
    python benchmarks/guard.py --before path/to/the/other/src [--cards 100000] [--turns 7]

The two versions take turns, so ratios are more reliable than times. An answer is measured from the rating to its
commit, with a pause after each, as a learner makes one; `--pause 0` measures answers that follow each other at once.
"""

import argparse
import datetime as dt
import inspect
import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
_ANSWERS = 200
_NAMESPACE = "generated"
_DAY_MS = 86_400_000


# ── in a process of its own, with one version of the program ──


def fill(decks: Path, data: Path, reviews: int) -> None:
    """Makes a log with this many reviews of each card."""
    from clfcards.decks.folders import exam_folder
    from clfcards.decks.study import study_deck
    from clfcards.log.json_lines import import_events
    from clfcards.log.log import Log
    from clfcards.memory.event_kinds import KINDS

    keys = list(study_deck(exam_folder(decks, None)).cards)
    lines = [json.dumps({"clfcards_log": 1, "namespace": _NAMESPACE}).encode()]
    lines += (json.dumps(values).encode() for key in keys for values in reviews_of(key, reviews))
    # Since imports have a latest date, it must be given.
    latest: dict[str, Any] = {} if "latest" not in inspect.signature(import_events).parameters else {"latest": 2**62}
    with Log.open(data, _NAMESPACE, _now()) as log:
        log.merge(list(import_events(lines, "generated", _NAMESPACE, KINDS, **latest)))


def reviews_of(key: str, reviews: int) -> Iterator[dict[str, object]]:
    """The reviews of a card, in the format of an export: both versions read it."""
    draw = random.Random(key)
    at = int(1000 * time.time()) - draw.randrange(60, 400) * _DAY_MS
    for step in range(reviews):
        interval = max(1, round(1.5 * 2.2**step * draw.uniform(0.7, 1.4)))
        yield {
            "id": f"{key}-{step}", "at": at, "utc_offset": 0, "kind": "review", "subject": key,
            "rating": draw.choice((1, 3, 3, 3, 3, 4)), "duration": 5000, "interval": interval,
        }  # fmt: skip
        at += interval * _DAY_MS


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def answer(decks: Path, data: Path, pause: float) -> None:
    """Prints the milliseconds that opening the log took, those of each answer, and the processor's for one of them.

    The processor's time contains everything: the next card, and what is settled in a thread.
    """
    import gc

    from clfcards.cli.learner import stamp
    from clfcards.decks.folders import exam_folder
    from clfcards.decks.study import study_deck
    from clfcards.log.log import Log
    from clfcards.memory.options import SessionOptions, StudySettings
    from clfcards.model.rating import Rating
    from clfcards.use_cases.review import Reviewer

    folder = exam_folder(decks, None)
    deck = study_deck(folder, data / "cache" / folder.name)
    try:
        from clfcards.use_cases.open_log import open_to_write

        open_log: Callable[[Path, str, dt.datetime], Log] = open_to_write
    except ImportError:  # the version before
        open_log = Log.open
    began = time.perf_counter()
    log = open_log(data, _NAMESPACE, _now())
    opened = 1000 * (time.perf_counter() - began)
    reviewer = Reviewer(deck, log, StudySettings(new_per_day=500, reviews_per_day=5000), SessionOptions(), stamp)
    gc.freeze()
    answers = []
    used = time.process_time()
    for number in range(_ANSWERS):
        began = time.perf_counter()
        reviewer.rate(Rating.GOOD if number % 5 else Rating.AGAIN)
        answers.append(1000 * (time.perf_counter() - began))
        assert reviewer.face and reviewer.outcomes()  # noqa: PT018  # the next card, as the screen draws it
        time.sleep(pause)
    used = 1000 * (time.process_time() - used) / _ANSWERS
    log.close()
    print(json.dumps([opened, answers, used]))


# ── beside each other ──


class Version:
    def __init__(self, source: Path, decks: Path, home: Path) -> None:
        self._environment = os.environ | {"PYTHONPATH": f"{source}:{ROOT / 'benchmarks'}:{ROOT}"}
        self.decks = decks
        self.data = home / "data"
        self.data.mkdir(parents=True)

    def call(self, *arguments: str | Path) -> str:
        command = [sys.executable, __file__, "--decks", self.decks, "--data", self.data, *arguments]
        return subprocess.run(
            list(map(str, command)), check=True, env=self._environment, capture_output=True, text=True
        ).stdout

    def first_card(self) -> tuple[float, float]:
        """Milliseconds from the start of the process to the first card, and of the processor; then it is killed."""
        command = [sys.executable, "-m", "clfcards", "review", "--plain", "--decks", self.decks, "--data", self.data]
        began, used = time.perf_counter(), _processor_seconds()
        environment = self._environment | {"PYTHONUNBUFFERED": "1"}
        with subprocess.Popen(
            list(map(str, command)), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
        ) as process:
            assert process.stdout
            while not process.stdout.readline().startswith(b"["):
                pass
            passed = 1000 * (time.perf_counter() - began)
            process.kill()
        return passed, 1000 * (_processor_seconds() - used)


def _processor_seconds() -> float:
    """The processor time used by all child processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(before: Version, now: Version, turns: int, pause: float) -> None:
    versions = (before, now)
    for version in versions:
        version.first_card()  # fills the cache, and migrates the log
    names = ("opening the log", "start to first card", "processor of a start", "answer to committed", "processor of it")
    found: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in names}
    for turn in range(turns):
        for place in (0, 1) if turn % 2 else (1, 0):
            for _ in range(3):
                passed, used = versions[place].first_card()
                found["start to first card"][place].append(passed)
                found["processor of a start"][place].append(used)
            opened, answers, used = json.loads(versions[place].call("--answer", "--pause", str(pause)))
            found["opening the log"][place].append(opened)
            found["answer to committed"][place].extend(answers)
            found["processor of it"][place].append(used)
    print("| what | before, ms | now, ms | ratio | difference, ms |\n|---|---|---|---|---|")
    for name, values in found.items():
        row(name, *map(statistics.median, values))
    answers = found["answer to committed"]
    row("answer to committed, mean", *map(statistics.mean, answers))
    for percent in (90, 99):
        row(f"answer to committed, {percent}th percentile", *(percentile(values, percent) for values in answers))


def percentile(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100)[percent - 1]


def row(name: str, before: float, now: float) -> None:
    print(f"| {name} | {before:.2f} | {now:.2f} | {now / before:.2f} | {now - before:+.2f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--before", type=Path, help="the src folder of the other version")
    parser.add_argument("--cards", type=int, default=100_000)
    parser.add_argument("--reviews", type=int, default=5, help="of each card")
    parser.add_argument("--turns", type=int, default=7)
    parser.add_argument("--pause", type=float, default=0.05, help="seconds after each answer")
    for own in ("--decks", "--data"):
        parser.add_argument(own, type=Path, help=argparse.SUPPRESS)
    for own in ("--fill", "--answer"):
        parser.add_argument(own, action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.fill:
        fill(options.decks, options.data, options.reviews)
    elif options.answer:
        answer(options.decks, options.data, options.pause)
    else:
        from sources import generate

        with tempfile.TemporaryDirectory() as name:
            decks = generate(Path(name) / "decks", options.cards)
            before = Version(options.before.resolve(), decks, Path(name) / "before")
            now = Version(ROOT / "src", decks, Path(name) / "now")
            before.call("--fill", "--reviews", str(options.reviews))
            shutil.copytree(before.data, now.data, dirs_exist_ok=True)
            measure(before, now, options.turns, options.pause)


if __name__ == "__main__":
    main()
