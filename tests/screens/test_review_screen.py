"""The review's screen, driven by Textual's pilot."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from clfcards.decks.study import study_deck
from clfcards.errors import ClfcardsError
from clfcards.log.log import Log
from clfcards.memory.options import SessionOptions, study_settings
from clfcards.memory.state import CardState
from clfcards.model.event import Event, Stamp
from clfcards.model.rating import Rating
from clfcards.model.time import Timestamp, UtcOffset
from clfcards.screens.review.app import ReviewApp
from clfcards.screens.review.card import CardScreen
from clfcards.screens.review.end import EndScreen
from clfcards.use_cases.review import Reviewer
from clfcards.words.keys import KEYS, LETTERS
from clfcards.words.phrases import interval_phrase
from tests.log_events import NOON, NOW, stamp
from tests.screens.pressing import hold, press_after
from tests.use_cases.three_cards import three_cards

Play = Callable[[ReviewApp, Pilot[None]], Awaitable[None]]


class Clock:
    """A clock that advances by a second each time it is read; its ids are numbered."""

    def __init__(self) -> None:
        self.reads = 0

    def __call__(self) -> Stamp:
        self.reads += 1
        return stamp(NOON + 1000 * self.reads, f"id-{self.reads:04}")


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    return three_cards(tmp_path)


def play(folder: Path, script: Play, size: tuple[int, int] = (80, 24), **options: frozenset[str]) -> list[str]:
    """Plays the script; returns the events that are in the log afterward, one line each."""
    deck = study_deck(folder / "decks" / "tea-101")
    with Log.open(folder / "data", deck.outline.namespace, NOW) as log:
        settings = study_settings(log.settings(), deck.outline.desired_retention)
        reviewer = Reviewer(deck, log, settings, SessionOptions(**options), Clock())  # type: ignore[arg-type]
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
    """Waits until the condition holds."""
    for _ in range(200):
        if holds():
            return
        await pilot.pause()
    raise AssertionError("the condition was never met")


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
        assert not app._cards._marks.is_answered
        await pilot.press("space")
        assert "green" in text(app, "#back")
        assert [str(cell.content).split("\n")[1] for cell in app.screen.query(".rating").results(Static)] == [
            "1 min", "6 min", "10 min", text_of_easy(app)
        ]  # fmt: skip
        await pilot.press("4")
        await until(pilot, lambda: isinstance(app.screen, EndScreen))

    assert play(tea, script, domains=FACT) == ["review leaf/1 4"]


def text_of_easy(app: ReviewApp) -> str:
    return interval_phrase(app._reviewer.outcomes()[Rating.EASY].interval)


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
        assert app.screen._marks.suggested == 3  # type: ignore[attr-defined]
        await pilot.press("4")
        await until(pilot, lambda: isinstance(app.screen, EndScreen))

    assert play(tea, script, domains=ONE) == ["review serve/1 4"]


def test_a_wrong_answer_names_the_right_one_and_suggests_again(tea: Path) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        wrong = next(letter for letter in "abcd" if letter not in right_letters(app))
        await pilot.press(wrong)
        assert text(app, "#hint").splitlines()[0] == f"✗ Wrong: the answer is {right_letters(app)[0]}"
        await pilot.press("enter")

    assert play(tea, script, domains=ONE)[0] == "review serve/1 1"


def test_two_options_wait_for_enter_and_a_third_is_refused(tea: Path) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        first, second = right_letters(app)
        other = next(letter for letter in "abcde" if letter not in (first, second))
        await pilot.press(first, second, other)
        assert "unselect one first" in text(app, "#hint")
        await pilot.press("enter")
        assert text(app, "#hint") == "✓ Right"

    assert play(tea, script, domains=TWO) == []


def test_letters_of_options_are_not_commands_but_capital_letters_are(tea: Path) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("F")
        assert "⚑" in text(app, "#head")
        await pilot.press("B")
        await until(pilot, lambda: isinstance(app.screen, EndScreen))

    assert play(tea, script, domains=ONE) == ["flag serve/1", "bury serve/1"]


def test_undo_brings_the_card_back_even_from_the_end(tea: Path) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("space", "4")
        await until(pilot, lambda: isinstance(app.screen, EndScreen))
        await pilot.press("u")
        await until(pilot, lambda: isinstance(app.screen, CardScreen))
        assert "Which 茶 leaf?" in text(app, "#front")
        await pilot.press("S")
        await until(pilot, lambda: isinstance(app.screen, EndScreen))

    events = play(tea, script, domains=FACT)
    assert [event.split()[0] for event in events] == ["review", "undo", "suspend"]


def test_help_info_link_and_editor(tea: Path) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        for key, what in (("question_mark", "Keys"), ("i", "Not reviewed yet")):
            await pilot.press(key)
            await until(pilot, lambda what=what: what in text(app, "#text"))  # type: ignore[misc]
            await pilot.press("x")
        await pilot.press("o")
        assert text(app, "#hint") == "opened https://example.org/tea"
        await pilot.press("E")
        assert text(app, "#hint") == "edited leaf/1; E opens it again"

    assert play(tea, script, domains=FACT) == []


def test_the_ratings_stay_visible_in_a_small_terminal_and_after_a_resize(tea: Path) -> None:
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


def test_of_several_options_space_chooses_one_and_unselects_it(tea: Path) -> None:
    """With two chosen, space on one of them finished the answer."""

    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("space", "down", "space", "up", "space")
        assert not app._cards._marks.is_answered
        assert len(app.screen._marks.chosen) == 1  # type: ignore[attr-defined]
        await press_after(pilot, 0.3, "space")
        await pilot.press("enter")
        assert app._cards._marks.is_answered

    assert play(tea, script, domains=TWO) == []


def test_of_several_options_enter_takes_no_choice_back(tea: Path) -> None:
    """The footer said "enter done", and enter unselected the option that a letter had just chosen."""

    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        assert "enter choose" in text(app, "#foot")
        await pilot.press("a", "enter")
        assert len(app._cards._marks.chosen) == 1
        assert text(app, "#hint") == "choose 1 more"
        await pilot.press("down", "enter")
        assert "enter done" in text(app, "#foot")
        await pilot.press("up")
        await press_after(pilot, 0.3, "enter")
        assert app._cards._marks.is_answered

    assert play(tea, script, domains=TWO) == []


def test_a_question_asks_for_two_options_in_the_words_of_the_exam(tea: Path) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        assert "(Choose two.)" in text(app, "#front")

    play(tea, script, domains=TWO)


def test_every_flag_of_plain_mode_has_a_key(tea: Path) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("alt+3")
        assert "⚑3" in text(app, "#head")
        await pilot.press("F")
        assert "⚑" not in text(app, "#head")

    assert play(tea, script, domains=FACT) == ["flag leaf/1", "flag leaf/1"]


def test_on_the_smallest_terminal_the_answer_is_scrolled_to_and_keys_scroll_back_up(tea: Path) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("space")
        paper, back = app.screen.query_one("#paper"), app.screen.query_one("#back")
        await until(pilot, lambda: paper.region.contains_region(back.region.shrink((0, 0, back.region.height - 1, 0))))
        await pilot.press("home")
        await until(pilot, lambda: paper.scroll_y == 0)
        await pilot.press("end")
        await until(pilot, lambda: paper.scroll_y == paper.max_scroll_y)

    play(tea, script, size=(24, 8), domains=FACT)


def test_an_editor_or_browser_that_fails_leaves_the_card(tea: Path) -> None:
    def fail(_: str) -> str:
        raise ClfcardsError("cannot read 'A.1-x.yaml': permission denied")

    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        app._cards.actions["edit"] = lambda: app._cards._outside(fail, "leaf/1")
        await pilot.press("E")
        assert text(app, "#hint") == "cannot read 'A.1-x.yaml': permission denied"
        await pilot.press("space", "4")
        await until(pilot, lambda: isinstance(app.screen, EndScreen))

    assert play(tea, script, domains=FACT) == ["review leaf/1 4"]


def test_a_log_that_refuses_leaves_the_answer_shown_and_can_be_tried_again(
    tea: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append, full = Log.append, [True]

    def refuse(log: Log, *events: Event) -> dict[str, CardState]:
        if full.pop() if full else False:
            raise ClfcardsError("the disk is full: free some space")
        return append(log, *events)

    monkeypatch.setattr(Log, "append", refuse)

    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("space", "4")
        assert text(app, "#hint") == "the disk is full: free some space"
        assert app._cards._marks.is_answered
        await pilot.press("7")  # not a rating
        await pilot.press("4")
        await until(pilot, lambda: isinstance(app.screen, EndScreen))

    assert play(tea, script, domains=FACT) == ["review leaf/1 4"]


def test_the_end_says_when_there_is_nothing_to_undo(tea: Path) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await until(pilot, lambda: isinstance(app.screen, EndScreen))
        await pilot.press("u")
        await until(pilot, lambda: "nothing to undo" in text(app, "#foot"))

    assert play(tea, script, tasks=frozenset({"Z"})) == []


def test_the_end_offers_to_continue_with_a_card_that_is_due_again(tea: Path) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("space", "4")
        await until(pilot, lambda: isinstance(app.screen, EndScreen))
        assert text(app, "#foot") == "u undo  ↑↓ scroll  ? words  q end"
        app._reviewer.undo()
        app.screen.show()  # type: ignore[attr-defined]
        await until(pilot, lambda: text(app, "#foot") == "space continue  u undo  ↑↓ scroll  ? words  q end")
        await pilot.press("space")
        await until(pilot, lambda: isinstance(app.screen, CardScreen))

    play(tea, script, domains=FACT)


def test_every_key_of_the_table_does_something(tea: Path) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        in_table = {key.action for key in KEYS if key.review}
        assert in_table - {"choose", "rate", "sure"} == set(app._cards.actions)

    play(tea, script)


@pytest.mark.parametrize("letter", [*LETTERS, "s"])
def test_a_letter_typed_one_card_late_changes_nothing(tea: Path, letter: str) -> None:
    """'b', meant as an answer, buried the fact that had come up instead."""

    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press(letter, "space", letter)
        assert app._cards._marks.is_answered
        moved = {"s": "suspend is S now", "b": "bury is B now", "f": "flag is F now", "e": "edit is E now"}
        assert moved.get(letter, "") in text(app, "#hint")

    assert play(tea, script, domains=FACT) == []


async def show_answer(app: ReviewApp, pilot: Pilot[None]) -> None:
    """Answers the question on the screen somehow, or shows the answer of the card."""
    face = app._cards._face
    keys = ["a", "b", "enter"][: 3 if face.choose > 1 else 1] if face.options else ["space"]
    await pilot.press(*keys)
    assert app._cards._marks.is_answered


@pytest.mark.parametrize(("key", "done"), [("S", "suspended"), ("B", "buried until tomorrow")])
def test_how_to_undo_stays_until_the_next_card_is_rated(tea: Path, key: str, done: str) -> None:
    """The note vanished with the next key, and the learner found the lost card only in the history."""

    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        notice = f"{app._cards._face.card} {done}: u brings it back"
        await pilot.press(key)
        for step in ("down", "x"):
            assert notice in text(app, "#hint")
            await pilot.press(step)
        await show_answer(app, pilot)
        assert notice in text(app, "#hint")
        await pilot.press("4")
        assert notice not in text(app, "#hint")

    assert [event.split()[0] for event in play(tea, script)] == ["suspend" if key == "S" else "bury", "review"]


def test_a_flag_says_how_to_remove_it(tea: Path) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("F")
        assert text(app, "#hint") == "flag 1 set: F or u removes it"
        await press_after(pilot, 1, "F")
        assert text(app, "#hint") == "flag 1 removed: u brings it back"

    assert play(tea, script, domains=FACT) == ["flag leaf/1", "flag leaf/1"]


@pytest.mark.parametrize("key", ["space", "enter", "1", "3", "a", "S", "B"])
@pytest.mark.parametrize("first", [0.25, 0.66])
def test_a_held_key_rates_nothing_unread(tea: Path, key: str, first: float) -> None:
    """Holding space rated five cards that were never read as good in 0 s."""

    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await hold(pilot, key, first=first)

    assert len(play(tea, script)) == (key in "SB")


@pytest.mark.parametrize("key", ["space", "enter"])
def test_the_same_key_rates_once_there_was_time_to_read(tea: Path, key: str) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press(key)
        await press_after(pilot, 0.8, key)
        assert not app._cards._marks.is_answered

    assert play(tea, script, domains=FACT) == ["review leaf/1 3"]


def test_a_rating_that_is_held_neither_answers_nor_rates_the_next_card(tea: Path) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await show_answer(app, pilot)
        await hold(pilot, "4", first=0.4)

    assert len(play(tea, script)) == 1


def test_undo_can_be_pressed_again_at_once_but_not_held(tea: Path) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        for _ in range(3):
            await pilot.press("F", "i", "x")
        await press_after(pilot, 1, "u")
        await press_after(pilot, 0.3, "u")
        for _ in range(20):
            await press_after(pilot, 0.04, "u")

    kinds = [event.split()[0] for event in play(tea, script, domains=FACT)]
    assert kinds == ["flag", "flag", "flag", "undo", "undo"]


def test_a_question_mark_explains_the_words_on_the_page(tea: Path) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("question_mark")
        await until(pilot, lambda: "Words on this page" in text(app, "#text"))
        assert "learning: a card in its first minutes" in text(app, "#text")
        await pilot.press("x", "space", "4")
        await until(pilot, lambda: isinstance(app.screen, EndScreen))
        await pilot.press("question_mark")
        await until(pilot, lambda: "due: a learned card" in text(app, "#text"))
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, EndScreen))

    assert play(tea, script, domains=FACT) == ["review leaf/1 4"]


def test_a_clock_that_is_behind_is_said_below_the_card_and_covers_nothing(tea: Path) -> None:
    """A toast covered two of the four ratings."""
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        log.append(Event(id="ahead", at=Timestamp(NOON + 10**10), utc_offset=UtcOffset(0), kind="cram", subject="x/1"))

    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        assert "behind your last review" in text(app, "#hint")
        assert not app._notifications
        await pilot.press("space")
        assert "behind your last review" in text(app, "#hint")

    play(tea, script, domains=FACT)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_footer_says_how_to_get_help_and_how_to_stop(tea: Path, width: int) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await show_answer(app, pilot)
        assert "1–4 rate" in text(app, "#foot")
        assert "? help  q stop" in text(app, "#foot")
        assert len(text(app, "#foot")) <= width - 2

    play(tea, script, size=(width, 24))


def test_how_sure_is_one_key_before_the_choice_and_is_saved_with_it(tea: Path) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("9")
        assert text(app, "#hint") == "a guess: now choose an option"
        await pilot.press(right_letters(app)[0])
        assert "You guessed, so hard is suggested: you decide" in text(app, "#hint")
        assert app._cards._marks.suggested is Rating.HARD
        await pilot.press("3")

    assert play(tea, script, domains=ONE) == ["review serve/1 3"]
    assert last_payload(tea)["confidence"] == "guess"


def test_a_second_press_takes_it_back_and_after_the_answer_it_says_nothing(tea: Path) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("7")
        await press_after(pilot, 1.0, "7")
        assert text(app, "#hint") == "not said how sure: choose an option"
        await press_after(pilot, 1.0, right_letters(app)[0], "7", "enter")

    assert play(tea, script, domains=ONE) == ["review serve/1 3"]
    assert "confidence" not in last_payload(tea)


def last_payload(folder: Path) -> dict[str, object]:
    with Log.open(folder / "data", "tea-taster", NOW) as log:
        return dict(log.events()[-1].payload)


def test_after_a_wrong_answer_a_line_is_added_to_the_note_and_replaces_nothing(tea: Path) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        app._cards._reviewer.write_note("first")
        wrong = next(letter for letter in "abcd" if letter not in right_letters(app))
        await pilot.press("y")
        assert "y is for a question that you just answered wrong" in text(app, "#hint")
        await pilot.press(wrong)
        assert "y adds a line to your note" in text(app, "#hint")
        await pilot.press("y", *"jug", "enter")
        await pilot.pause()
        assert "your note is saved" in text(app, "#hint")
        assert app._cards._reviewer.own_note == "first\njug"
        await pilot.press("y", "enter")  # a blank line adds nothing
        await pilot.pause()
        assert app._cards._reviewer.own_note == "first\njug"

    assert play(tea, script, domains=ONE) == ["note serve", "note serve"]
