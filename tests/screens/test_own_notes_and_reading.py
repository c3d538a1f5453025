"""Writing an own note on the full screen, in a review and after an exam; the text that comes before its cards."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from clfcards.decks.study import study_deck
from clfcards.exam.report import Report
from clfcards.log.log import Log
from clfcards.memory.options import SessionOptions, study_settings
from clfcards.screens.exam.app import ExamApp
from clfcards.screens.exam.report import ReviewScreen
from clfcards.screens.note_screen import NoteScreen
from clfcards.screens.review.app import ReviewApp
from clfcards.screens.review.card import CardScreen
from clfcards.screens.review.reading import ReadingPage, ReadingScreen
from clfcards.use_cases.own_notes import OwnNotes
from clfcards.use_cases.review import Reviewer
from clfcards.words.lines import Line
from tests.exam.sat_exam import HandClock, begun, open_log
from tests.log_events import NOON, NOW, stamp
from tests.screens.pressing import press_after
from tests.screens.test_review_screen import Clock
from tests.use_cases.three_cards import three_cards

Play = Callable[[ReviewApp, Pilot[None]], Awaitable[None]]


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    return three_cards(tmp_path)


def play(folder: Path, script: Play, reading: ReadingPage | None = None, size: tuple[int, int] = (80, 24)) -> Log:
    """Plays the script with the card of the fact; returns the log, open."""
    deck = study_deck(folder / "decks" / "tea-101")
    log = Log.open(folder / "data", deck.outline.namespace, NOW)
    settings = study_settings(log.settings(), deck.outline.desired_retention)
    options = SessionOptions(learning=reading is not None)
    reviewer = Reviewer(deck, log, settings, options, Clock(), ["leaf/1"])
    app = ReviewApp(reviewer, lambda url: url, lambda card: card, reading)

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await script(app, pilot)

    asyncio.run(run())
    return log


def text(app: ReviewApp | ExamApp, widget: str) -> str:
    return str(app.screen.query_one(widget, Static).content)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 35)])
def test_w_writes_a_note_that_comes_with_the_answer(tea: Path, size: tuple[int, int]) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("w")
        assert isinstance(app.screen, NoteScreen)
        await pilot.press(*"Quick", "enter")
        assert isinstance(app.screen, CardScreen)
        assert text(app, "#hint") == "your note is saved"
        assert "Quick" not in text(app, "#front")
        await press_after(pilot, 2, "space")
        assert "Your note: Quick" in text(app, "#back")

    with play(tea, script, size=size) as log:
        assert log.own_notes() == {"leaf": "Quick"}


def test_escape_leaves_the_note_as_it_was_and_letters_are_no_keys_of_the_review(tea: Path) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("w", *"quSB", "escape")
        assert isinstance(app.screen, CardScreen)

    with play(tea, script) as log:
        assert log.events() == []


def test_line_ends_are_kept_in_the_field_and_an_empty_field_removes_the_note(tea: Path) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("w")
        field = app.screen.query_one(Input)
        field.value = "one ⏎ two"
        await pilot.press("enter", "w")
        assert app.screen.query_one(Input).value == "one ⏎ two"
        await pilot.press("enter", "w")  # unchanged: nothing is written
        app.screen.query_one(Input).value = ""
        await pilot.press("enter")
        assert text(app, "#hint") == "your note is removed"

    with play(tea, script) as log:
        assert [event.payload["text"] for event in log.events()] == ["one\ntwo", ""]


def test_a_note_that_is_refused_stays_in_the_field_with_the_reason(tea: Path) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("w")
        app.screen.query_one(Input).value = "bell \x07"
        await pilot.press("enter")
        assert isinstance(app.screen, NoteScreen)
        assert "control character U+0007" in text(app, "#message")

    with play(tea, script) as log:
        assert log.events() == []


def test_the_text_comes_before_its_cards_and_the_time_of_an_answer_begins_after_it(tea: Path) -> None:
    page = ReadingPage(lambda width: [Line(f"line {n}") for n in range(60)], lambda: "any key asks 1 new card")

    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        assert isinstance(app.screen, ReadingScreen)
        assert "line 59" in text(app, "#text")
        for _ in range(9):  # space scrolls to the end first
            if isinstance(app.screen, ReadingScreen):
                await pilot.press("space")
        assert isinstance(app.screen, CardScreen)
        await pilot.press("enter")
        await press_after(pilot, 2, "3")

    with play(tea, script, page) as log:
        (event,) = log.events()
        assert (event.kind, event.payload["learning"]) == ("review", True)
        assert event.duration is not None
        assert event.duration <= 4000  # the clock of this test advances by a second at each look


def test_q_leaves_the_text_without_asking(tea: Path) -> None:
    page = ReadingPage(lambda width: [Line("short")], lambda: "")

    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("q")
        assert app.is_left

    with play(tea, script, page) as log:
        assert log.events() == []


def test_after_an_exam_w_writes_a_note_on_a_question_that_was_missed(tmp_path: Path) -> None:
    with open_log(tmp_path) as log:
        opened = begun(log, HandClock())
        notes = OwnNotes(log, lambda: stamp(NOON + 999, "note"))
        app = ExamApp(opened, lambda report, width: [Line(f"{report.raw}")], notes)

        async def run() -> None:
            async with app.run_test(size=(80, 24)) as pilot:
                await pilot.pause()
                await write(pilot)

        async def write(pilot: Pilot[Report | None]) -> None:
            app.hand_in()
            await pilot.pause()
            await pilot.press("r", "w", *"Read twice", "enter")
            assert isinstance(app.screen, ReviewScreen)
            assert "Your note: Read twice" in text(app, "#text")

        asyncio.run(run())
        (id_,) = log.own_notes()
        assert id_ == opened.asked[0].id
