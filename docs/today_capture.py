"""Draws docs/review/today.svg: Today of a simulated learner after nine days and one exam, with the shipped deck.

Run it in the project's folder.
"""

import asyncio
import datetime as dt
import random
import tempfile
from pathlib import Path

from clfcards.decks.load import guide_and_settings_of, load
from clfcards.decks.study import StudyDeck, study_deck
from clfcards.exam.assembly import Request
from clfcards.exam.timing import Timing
from clfcards.log.log import Log
from clfcards.memory.options import SessionOptions
from clfcards.model.event import Stamp
from clfcards.model.instant import Instant
from clfcards.model.rating import Rating
from clfcards.model.time import Timestamp, UtcOffset
from clfcards.screens.today.app import TodayApp
from clfcards.use_cases.practice import Practice
from clfcards.use_cases.review import Reviewer
from clfcards.use_cases.settings import settings_in_force
from clfcards.use_cases.today import exam_today, today

EXAM = Path("decks/clf-c02")
OUT = Path("docs/review/today.svg")
BEGAN = dt.datetime(2026, 11, 14, 18, tzinfo=dt.UTC)
DAYS = 9
EXAM_DAY = 7


class HandClock:
    """A clock that the simulated learner moves."""

    now = BEGAN
    reads = 0

    def stamp(self) -> Stamp:
        self.reads += 1
        return Stamp(Timestamp(round(self.now.timestamp() * 1000)), UtcOffset(0), f"{self.reads:016}")

    def instant(self) -> Instant:
        return Instant(self.now, self.now.timestamp(), "docs")

    def wait(self, seconds: float) -> None:
        self.now += dt.timedelta(seconds=seconds)


def study(deck: StudyDeck, log: Log, clock: HandClock, draw: random.Random) -> None:
    """Answers the day's cards, nine of ten right."""
    reviewer = Reviewer(deck, log, settings_in_force(log, deck.outline), SessionOptions(), clock.stamp)
    while reviewer.wait():
        clock.wait(draw.uniform(6, 16))
        reviewer.rate(Rating.GOOD if draw.random() < 0.9 else Rating.AGAIN)


def take_exam(practice: Practice, clock: HandClock, draw: random.Random) -> None:
    """Takes a practice exam, three of four answers right."""
    sitting = practice.begin(practice.form(Request(), "exam", seed=7), Timing(5400.0), clock.stamp())
    for position in range(len(sitting.asked)):
        sitting.go(position)
        clock.wait(draw.uniform(30, 70))
        key = tuple(sitting.current.key)
        wrong = tuple(option for option in sitting.current.options if option not in key)
        sitting.choose(key if draw.random() < 0.75 else (*wrong, *key)[: len(key)])
    sitting.submit()


async def draw_today(folder: Path) -> None:
    """The picture of 100 columns by 24 lines."""
    deck, loaded, clock, draw = study_deck(EXAM), load(EXAM), HandClock(), random.Random(5)
    guide, settings = guide_and_settings_of(loaded)
    with Log.open(folder, deck.outline.namespace, BEGAN) as log:

        def practice() -> Practice:
            return Practice(EXAM, guide, settings, loaded.bank, True, log, clock.instant)

        for day in range(DAYS):
            clock.now = BEGAN + dt.timedelta(days=day)
            if day == EXAM_DAY:
                take_exam(practice(), clock, draw)
            study(deck, log, clock, draw)
        clock.now = BEGAN + dt.timedelta(days=DAYS)
        app = TodayApp(today([exam_today(deck, practice(), clock.stamp())]))
        async with app.run_test(size=(100, 24)) as pilot:
            await pilot.pause()
            OUT.write_text(app.export_screenshot(title="clfcards"), encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        asyncio.run(draw_today(Path(temporary)))
