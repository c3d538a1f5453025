"""The review's screen: driven by Textual's pilot, and played through in a real pseudo-terminal."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pexpect
import pyte
import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from clfcards.memory.wishes import Wishes, habits_of
from clfcards.model.event import Stamp
from clfcards.store.log import Log
from clfcards.terminal.review_screen import CardScreen, EndScreen, ReviewApp
from clfcards.terminal.reviewer import Reviewer
from clfcards.workspace.study import study_deck
from tests.log_events import NOON, NOW
from tests.small_exam import GUIDE, fact, facts_file, question, questions_file, write_exam

Play = Callable[[ReviewApp, Pilot[None]], Awaitable[None]]

FILES = {
    "facts/A.1-x.yaml": facts_file("A.1", fact("leaf", "Which 茶 leaf?", "green")),
    "questions/B.1-x.yaml": questions_file("B.1", question("pair", right=2)),
    "questions/C.1-x.yaml": questions_file("C.1", question("serve", tests="[leaf]")),
}


class Clock:
    """Goes on by a second each time it is read; ids count."""

    def __init__(self) -> None:
        self.reads = 0

    def __call__(self) -> Stamp:
        self.reads += 1
        return Stamp(NOON + 1000 * self.reads, 0, f"id-{self.reads:04}")


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    """A fact, a question with one right option, and one with two."""
    guide = GUIDE.replace("weight: 50", "weight: 34").replace("weight: 30", "weight: 33")
    write_exam(tmp_path / "decks", FILES, guide=guide.replace("weight: 20", "weight: 33"))
    return tmp_path


def play(folder: Path, script: Play, size: tuple[int, int] = (80, 24), **wishes: frozenset[str]) -> list[str]:
    """Plays the script; returns what the log then holds, a line an event."""
    deck = study_deck(folder / "decks" / "tea-101")
    with Log.open(folder / "data", deck.outline.namespace, NOW) as log:
        habits = habits_of(log.settings(), deck.outline.desired_retention)
        reviewer = Reviewer(deck, log, habits, Wishes(**wishes), Clock())  # type: ignore[arg-type]
        app = ReviewApp(reviewer, lambda url: f"opened {url}", lambda card: f"edited {card}")

        async def run() -> None:
            async with app.run_test(size=size) as pilot:
                await pilot.pause()
                await script(app, pilot)

        asyncio.run(run())
        return [f"{event.kind} {event.subject} {event.rating or ''}".strip() for event in log.events()]


def text(app: ReviewApp, widget: str) -> str:
    return str(app.screen.query_one(widget, Static).content)


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Lets the screen work until the condition holds."""
    for _ in range(200):
        if holds():
            return
        await pilot.pause()
    raise AssertionError("the screen never got there")


ONE = frozenset({"C"})
TWO = frozenset({"B"})
FACT = frozenset({"A"})


def right_letters(app: ReviewApp) -> list[str]:
    return [option.letter for option in app._reviewer.face.options if option.is_right]


def test_space_shows_the_answer_with_intervals_and_a_number_rates(tea: Path) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        assert "Which 茶 leaf?" in text(app, "#front")
        assert not app.screen.query_one("#back").display
        await pilot.press("3")
        assert not app.screen.has_class("answered")
        await pilot.press("space")
        assert "green" in text(app, "#back")
        assert [str(cell.content).split("\n")[1] for cell in app.screen.query(".rating").results(Static)] == [
            "1 min", "6 min", "10 min", text_of_easy(app)
        ]  # fmt: skip
        await pilot.press("4")
        await until(pilot, lambda: isinstance(app.screen, EndScreen))

    assert play(tea, script, domains=FACT) == ["review leaf/1 4"]


def text_of_easy(app: ReviewApp) -> str:
    days = app._reviewer.outcomes()[4].interval
    return f"{days} days"


@pytest.mark.parametrize("how", ["letter", "number", "arrows", "mouse"])
def test_a_question_is_answered_in_four_ways(tea: Path, how: str) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        place = ord(right_letters(app)[0]) - ord("a")
        if how == "letter":
            await pilot.press(right_letters(app)[0])
        elif how == "number":
            await pilot.press(str(place + 1))
        elif how == "arrows":
            await pilot.press(*["down"] * place, "enter")
        else:
            await pilot.click(app.screen.query(".option .words")[place])
        assert text(app, "#hint") == "✓ Right"
        words = [str(each.content) for each in app.screen.query(".option .words").results(Static) if each.parent
                 and each.parent.display]  # fmt: skip
        assert all("It is" in each for each in words)
        assert app.screen._suggested == 3  # type: ignore[attr-defined]
        await pilot.press("4")
        await until(pilot, lambda: isinstance(app.screen, EndScreen))

    assert play(tea, script, domains=ONE) == ["review serve/1 4"]


def test_a_wrong_answer_names_the_right_one_and_suggests_again(tea: Path) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        wrong = next(letter for letter in "abcd" if letter not in right_letters(app))
        await pilot.press(wrong)
        assert text(app, "#hint") == f"✗ Wrong: the answer is {right_letters(app)[0]}"
        await pilot.press("enter")

    assert play(tea, script, domains=ONE)[0] == "review serve/1 1"


def test_two_options_wait_for_enter_and_a_third_is_refused(tea: Path) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        first, second = right_letters(app)
        other = next(letter for letter in "abcde" if letter not in (first, second))
        await pilot.press(first, second, other)
        assert "take one back" in text(app, "#hint")
        await pilot.press("enter")
        assert text(app, "#hint") == "✓ Right"

    assert play(tea, script, domains=TWO) == []


def test_letters_of_options_are_no_commands_but_capitals_are(tea: Path) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("F")
        assert "⚑" in text(app, "#head")
        await pilot.press("B")
        await until(pilot, lambda: isinstance(app.screen, EndScreen))

    assert play(tea, script, domains=ONE) == ["flag serve/1", "bury serve/1"]


def test_undo_brings_the_card_back_also_from_the_end(tea: Path) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("space", "4")
        await until(pilot, lambda: isinstance(app.screen, EndScreen))
        await pilot.press("u")
        await until(pilot, lambda: isinstance(app.screen, CardScreen))
        assert "Which 茶 leaf?" in text(app, "#front")
        await pilot.press("s")
        await until(pilot, lambda: isinstance(app.screen, EndScreen))

    events = play(tea, script, domains=FACT)
    assert [event.split()[0] for event in events] == ["review", "undo", "suspend"]


def test_pages_and_doors(tea: Path) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        for key, what in (("question_mark", "Keys"), ("i", "Not reviewed yet")):
            await pilot.press(key)
            await until(pilot, lambda what=what: what in text(app, "#text"))  # type: ignore[misc]
            await pilot.press("x")
        await pilot.press("o")
        assert text(app, "#hint") == "opened https://example.org/tea"
        await pilot.press("e")
        assert text(app, "#hint") == "edited leaf/1"

    assert play(tea, script, domains=FACT) == []


def test_a_small_terminal_and_a_resize_keep_the_ratings_in_sight(tea: Path) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("a")
        for width, height in ((40, 20), (100, 30), (40, 20)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            foot = app.screen.query_one("#foot").region
            ratings = app.screen.query_one("#ratings").region
            assert ratings.bottom <= foot.y < height
            assert all(cell.region.right <= width for cell in app.screen.query(".rating"))

    play(tea, script, size=(40, 20), domains=ONE)


def test_a_whole_session_in_a_pseudo_terminal(tea: Path) -> None:
    screen = pyte.Screen(80, 24)
    stream = pyte.ByteStream(screen)
    environment = {**os.environ, "TERM": "xterm-256color", "NO_COLOR": "1"}
    arguments = ["-m", "clfcards", "review", "--decks", str(tea / "decks"), "--data", str(tea / "data")]
    child = pexpect.spawn(sys.executable, arguments, dimensions=(24, 80), env=environment, timeout=20)

    def see(*words: str) -> str:
        """Reads until one of the words stands on the screen; returns it."""
        for _ in range(400):
            shown = "\n".join(screen.display)
            if found := next((word for word in words if word in shown), ""):
                return found
            try:
                stream.feed(child.read_nonblocking(65536, timeout=10))
            except (pexpect.TIMEOUT, pexpect.EOF):
                break
        raise AssertionError(f"none of {words}:\n" + "\n".join(screen.display))

    see("3 new")
    for left in ("2 new", "1 new", "Done"):
        kind = see("space answer", "enter done", "a–d answer")
        child.send({"space answer": " ", "enter done": "ab\r", "a–d answer": "a"}[kind])
        see("1–4 rate")
        child.send("4")
        see(left)
    child.send("q")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        assert [event.rating for event in log.events(kinds=("review",))] == [4, 4, 4]
