"""Draws pictures of the practice exam for the README: the real screens, driven by Textual's pilot, as SVG.

Run it in the project's folder:

    .venv/bin/python docs/exam_captures.py

A fixed seed and a clock that is moved by hand always give the same pictures.
"""

import asyncio
import datetime as dt
import tempfile
from pathlib import Path

from clfcards.decks.load import load
from clfcards.exam.assembly import Experience, Request, assemble
from clfcards.exam.difficulty import estimates
from clfcards.exam.reference import cut_ability
from clfcards.exam.report import Report
from clfcards.exam.seen import Seen
from clfcards.exam.timing import Timing
from clfcards.log.log import Log
from clfcards.model.event import Stamp
from clfcards.model.instant import Instant
from clfcards.model.time import Timestamp, UtcOffset
from clfcards.screens.exam.app import ExamApp
from clfcards.use_cases.own_notes import OwnNotes
from clfcards.use_cases.sitting import OpenSitting
from clfcards.words.lines import Line
from clfcards.words.report import lines

ROOT = Path(__file__).parent.parent
OUT = Path(__file__).parent / "exam"
MARK = Stamp(Timestamp(0), UtcOffset(0), "docs")
SEED = 7
BEGAN = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
WRONG = 4  # every fourth answer


class HandClock:
    seconds = 0.0

    def __call__(self) -> Instant:
        return Instant(BEGAN + dt.timedelta(seconds=self.seconds), self.seconds, "docs")


def answer(sitting: OpenSitting, clock: HandClock, position: int) -> None:
    """Answers one question in about a minute: every fourth one wrong, some guessed or flagged."""
    sitting.go(position)
    clock.seconds += 40 + 17 * position % 45
    key = tuple(sitting.current.key)
    wrong = tuple(option for option in sitting.current.options if option not in key)
    sitting.choose((*wrong, *key)[: len(key)] if position % WRONG == 2 else key)
    if position % 9 == 4:
        sitting.flag()
    if position % 7 == 3:
        sitting.mark("guess")


async def capture(folder: Path) -> None:
    loaded = load(ROOT / "decks" / "clf-c02")
    if loaded.guide is None or loaded.settings is None:
        raise SystemExit("the guide or the settings have errors")
    guide = loaded.guide
    pool = [question for question in loaded.bank.questions if question.pool == "exam"]
    known = Experience({}, estimates(pool, guide.practice, cut_ability(guide), {}, {}))
    form = assemble(guide, loaded.settings.shares, pool, Request(), known, SEED)
    clock = HandClock()
    with Log.open(folder, "docs", BEGAN) as log:
        sitting = OpenSitting.begin(guide, loaded.bank, log, form, Timing(5400.0), clock, MARK)
        for position in range(30):
            answer(sitting, clock, position)
        sitting.go(30)
        new = Seen(len(sitting.asked), 0, 0, 0)

        def described(report: Report, width: int) -> list[Line]:
            return lines(guide, report, new, width)

        app = ExamApp(sitting, described, OwnNotes(log, lambda: MARK))
        async with app.run_test(size=(120, 35)) as pilot:
            await pilot.pause()
            sitting.strike(sitting.current.options[0])
            await pilot.press("b")
            await pilot.pause()
            save(app, "question-120x35")
            await pilot.resize_terminal(80, 24)
            await pilot.pause()
            save(app, "question-80x24")
            await pilot.resize_terminal(40, 20)
            await pilot.pause()
            save(app, "question-40x20")
            await pilot.resize_terminal(120, 35)
            for position in range(30, 65):
                answer(sitting, clock, position)
            await pilot.press("s", "y")
            await pilot.pause()
            save(app, "report-120x35")
            await pilot.press("r")
            await pilot.pause()
            save(app, "walkthrough-120x35")


def save(app: ExamApp, name: str) -> None:
    OUT.mkdir(exist_ok=True)
    (OUT / f"{name}.svg").write_text(app.export_screenshot(title="clfcards exam"), encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        asyncio.run(capture(Path(temporary)))
