"""Measure the speed of practice exams: forms, reports, and the screen in a pseudo-terminal.

    .venv/bin/python benchmarks/exam.py [--runs 20] [--decks DIR]

Every figure is a median. The floors do only the unavoidable work: drawing 65 of 10,000 questions at
random, and starting and redrawing a Textual program that shows one line.
"""

import argparse
import os
import pty
import random
import re
import select
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from clfcards.decks.folders import exam_folder
from clfcards.decks.load import Loaded, load
from clfcards.exam.assembly import Experience, Request, assemble
from clfcards.exam.difficulty import estimates
from clfcards.exam.reference import cut_ability
from clfcards.exam.report import report_of
from clfcards.exam.seen import Seen
from clfcards.exam.sitting import Sitting, apply, begin
from clfcards.exam.sitting_steps import Step
from clfcards.exam.timing import Timing
from clfcards.model.bank import Question
from clfcards.model.guide import Guide
from clfcards.pages.report import report_page
from clfcards.system.clock import read_instant
from clfcards.words.report import lines

HERE = Path(__file__).resolve().parent
NEW = Seen(of=65, exam=0, review=0, lately=0)  # no question was met before
CLFCARDS = Path(sys.executable).parent / "clfcards"
FLOOR = """\
from textual.app import App
from textual.widgets import Static
class Floor(App):
    count = 0
    def compose(self):
        yield Static("Question 1 of 65")
    def on_key(self):
        self.count += 1
        self.query_one(Static).update(f"pressed {self.count}")
Floor().run()
"""


def median_ms(run: Callable[[], object], times: int) -> float:
    seconds = []
    for _ in range(times):
        started = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - started)
    return 1000 * statistics.median(seconds)


def enlarged(questions: list[Question], size: int) -> list[Question]:
    """This many questions, by copying the given ones under new ids."""
    return [replace(questions[n % len(questions)], id=f"{questions[n % len(questions)].id}-{n}") for n in range(size)]


def finished(guide: Guide, loaded: Loaded) -> Sitting:
    """A finished form in which every other answer is wrong."""
    bank = [q for q in loaded.bank.questions if q.pool == "exam"]
    known = Experience({}, estimates(bank, guide.practice, cut_ability(guide), {}, {}))
    form = assemble(guide, {}, bank, Request(), known, 1)
    sitting = begin("s", form, Timing(5400.0), read_instant())
    for n, q in enumerate(form.questions):
        chosen = tuple(q.key) if n % 2 else q.options[: len(q.key)]
        sitting = apply(sitting, Step("chose", read_instant(), q.id, chosen))
    return apply(sitting, Step("submitted", read_instant(), word="learner"))


class Screen:
    """A program in a pseudo-terminal of 120 × 35 characters."""

    def __init__(self, *command: str) -> None:
        self.started = time.perf_counter()
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            os.environ.update(TERM="xterm-256color", COLUMNS="120", LINES="35")
            os.execv(command[0], list(command))

    def until(self, pattern: bytes, seconds: float = 10) -> float:
        """Seconds from the start of the program until it has written the pattern."""
        seen = b""
        while not re.search(pattern, seen):
            if not select.select([self.terminal], [], [], seconds)[0]:
                raise TimeoutError(f"{pattern!r} did not appear in {seen[-300:]!r}")
            seen += os.read(self.terminal, 65536)
        return time.perf_counter() - self.started

    def quiet(self, seconds: float = 0.3) -> None:
        """Read until there has been no output for a while."""
        while select.select([self.terminal], [], [], seconds)[0]:
            os.read(self.terminal, 65536)

    def key_ms(self, key: bytes) -> float:
        """Milliseconds from a key to the first part of the redrawn screen."""
        self.quiet()
        started = time.perf_counter()
        os.write(self.terminal, key)
        select.select([self.terminal], [], [], 5)
        return 1000 * (time.perf_counter() - started)

    def close(self) -> None:
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self.terminal)


def screen_figures(command: Callable[[], tuple[str, ...]], ready: bytes, keys: list[bytes], runs: int) -> list[float]:
    """The medians of start to first question and of key to redraw, in milliseconds."""
    starts, redraws = [], []
    for _ in range(runs):
        screen = Screen(*command())
        starts.append(1000 * screen.until(ready))
        redraws += [screen.key_ms(key) for key in keys]
        screen.close()
    return [statistics.median(starts), statistics.median(redraws)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--decks", type=Path, default=HERE.parent / "decks")
    options = parser.parse_args()
    folder = exam_folder(options.decks, None)
    loaded = load(folder)
    if loaded.guide is None:
        sys.exit("the guide has errors")
    guide, bank = loaded.guide, loaded.bank
    many = enlarged([q for q in bank.questions if q.pool == "exam"], 10_000)
    known = Experience({}, estimates(many, guide.practice, cut_ability(guide), {}, {}))
    sitting = finished(guide, loaded)

    def page() -> str:
        return report_page(guide, bank, report_of(guide, sitting), NEW)

    def in_words() -> object:
        return lines(guide, report_of(guide, sitting), NEW, 100)

    def form() -> object:
        return assemble(guide, {}, many, Request(), known, 1)

    times = options.runs
    rows: list[tuple[str, float, int | None]] = [
        ("form of 65 from 10,000 questions", median_ms(form, times), 50),
        ("  floor: 65 drawn from 10,000", median_ms(lambda: random.Random(1).sample(many, 65), times), None),
        (
            "  their difficulties",
            median_ms(lambda: estimates(many, guide.practice, cut_ability(guide), {}, {}), times),
            None,
        ),
        ("report, scored", median_ms(lambda: report_of(guide, sitting), times), 100),
        ("  and in words", median_ms(in_words, times), 100),
        ("  and as a page", median_ms(page, times), 100),
    ]
    with tempfile.TemporaryDirectory() as temporary:
        fresh = iter(range(10**6))

        def exam(folder: str = "") -> tuple[str, ...]:
            data = str(Path(temporary) / (folder or str(next(fresh))))
            return (str(CLFCARDS), "--decks", str(options.decks), "--data", data, "exam", "--new")

        def exam_again() -> tuple[str, ...]:
            return exam("learner")

        def floor() -> tuple[str, ...]:
            return (sys.executable, "-c", FLOOR)

        keys, runs = [b"a", b"b", b"n", b"f"], max(3, options.runs // 4)
        first_start, _ = screen_figures(exam, rb"Question 1 of", keys, runs)
        screen_figures(exam_again, rb"Question 1 of", keys, 1)
        start, key = screen_figures(exam_again, rb"Question 1 of", keys, runs)
        base_start, base_key = screen_figures(floor, rb"Question 1 of", keys, runs)
    rows += [
        ("start to first question", start, 400),
        ("  the first time ever", first_start, None),
        ("  floor: Textual with one line", base_start, None),
        ("key to redraw", key, 60),
        ("  floor: Textual with one line", base_key, None),
    ]
    for name, ms, goal in rows:
        print(f"{name:<36} {ms:>8.1f} ms" + (f"   goal {goal}" if goal else ""))


main()
