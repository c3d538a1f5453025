"""Draws docs/review/*.svg: the review's screen with the shipped deck. Run it in the project's folder."""

import asyncio
import datetime as dt
import tempfile
from pathlib import Path

from clfcards.decks.study import study_deck
from clfcards.log.log import Log
from clfcards.memory.options import SessionOptions, study_settings
from clfcards.model.event import Stamp
from clfcards.model.time import Timestamp, UtcOffset
from clfcards.screens.review.app import ReviewApp
from clfcards.use_cases.review import Reviewer

NOW = dt.datetime(2026, 11, 23, 18, tzinfo=dt.UTC)
OUT = Path("docs/review")


def clock() -> Stamp:
    clock.reads += 1  # type: ignore[attr-defined]
    return Stamp(Timestamp(round(NOW.timestamp() * 1000)), UtcOffset(0), f"{clock.reads:016}")  # type: ignore[attr-defined]


clock.reads = 0  # type: ignore[attr-defined]


async def draw(name: str, kind: str, *keys: str) -> None:
    """Draws one picture of 100 columns by 28 lines, after these keys."""
    deck = study_deck(Path("decks/clf-c02"))
    with tempfile.TemporaryDirectory() as data, Log.open(Path(data), deck.outline.namespace, NOW) as log:
        settings = study_settings(log.settings(), deck.outline.desired_retention)
        reviewer = Reviewer(deck, log, settings, SessionOptions(kinds=frozenset({kind})), clock)
        app = ReviewApp(reviewer, str, str)
        async with app.run_test(size=(100, 28)) as pilot:
            await pilot.press(*keys)
            await pilot.pause()
            OUT.mkdir(exist_ok=True)
            svg = app.export_screenshot(title="clfcards review")
            (OUT / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(draw("answer", "fact", "space"))
    asyncio.run(draw("question", "question", "a"))
