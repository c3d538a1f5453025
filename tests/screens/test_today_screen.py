"""Today on the full screen: the page fits, and Enter starts the next command."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from clfcards.cli.options import GlobalOptions
from clfcards.cli.today import read_today
from clfcards.next_step import NextStep
from clfcards.screens.today.app import TodayApp
from clfcards.use_cases.today import Today
from tests.small_exam import full_exam


@pytest.fixture
def today(tmp_path: Path) -> Today:
    full_exam(tmp_path / "decks")
    return read_today(GlobalOptions(tmp_path / "decks", None, tmp_path / "data", False, False))


def result_of(today: Today, key: str, size: tuple[int, int] = (80, 24)) -> tuple[NextStep | None, str]:
    """What the page returns after a key, and its text before."""
    app, seen = TodayApp(today), []

    async def use() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            seen.append(app.export_screenshot())
            await pilot.press(key)

    asyncio.run(use())
    return app.return_value, seen[0].replace("&#160;", " ")


def test_enter_starts_the_next_command(today: Today) -> None:
    step, shown = result_of(today, "enter")
    assert step == today.next.step == NextStep.run("review")
    assert "Next: clfcards review" in shown
    assert "enter start clfcards review" in shown


@pytest.mark.parametrize("key", ["q", "Q", "escape"])
def test_the_page_is_left_without_a_command(today: Today, key: str) -> None:
    assert result_of(today, key)[0] is None


def test_the_keys_are_shown_on_a_narrow_screen(today: Today) -> None:
    assert "q leave" in result_of(today, "q", (30, 12))[1]


@pytest.mark.parametrize("size", [(80, 24), (60, 12)])
def test_the_next_command_is_in_sight_however_long_the_page_is(today: Today, size: tuple[int, int]) -> None:
    """It was the last line of a page of 27, so that a learner had to scroll to it."""
    many = replace(today, exams=today.exams * 3)
    assert "Next: clfcards review" in result_of(many, "q", size)[1]
