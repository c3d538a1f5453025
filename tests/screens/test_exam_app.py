"""The exam's screens, driven by Textual's pilot, with a clock that moves only when a test sets it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Static

from clfcards.exam.report import Report
from clfcards.log.log import Log
from clfcards.screens.exam.app import ExamApp
from clfcards.screens.exam.palette import palette_index
from clfcards.use_cases.own_notes import OwnNotes
from clfcards.use_cases.sitting import OpenSitting
from clfcards.words.keys import KEYS
from clfcards.words.lines import Line
from tests.exam.exam_bank import NOON
from tests.exam.sat_exam import HandClock, again, begun, open_log, short_form
from tests.log_events import stamp
from tests.screens.pressing import hold, press_after

NOTED_AT = int(NOON.timestamp() * 1000)

Play = Callable[[ExamApp, Pilot[Report | None]], Awaitable[None]]


def describe(report: Report, width: int) -> list[Line]:
    return [Line(f"{report.raw} of {report.scored}")]


def play(opened: OpenSitting, script: Play, size: tuple[int, int] = (120, 35)) -> ExamApp:
    app = ExamApp(opened, describe, OwnNotes(opened.log, lambda: stamp(NOTED_AT, "note")))

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await script(app, pilot)

    asyncio.run(run())
    return app


def text(app: ExamApp, widget: str) -> str:
    return str(app.screen.query_one(widget, Static).content)


def on_log(tmp_path: Path) -> Log:
    return open_log(tmp_path)


def test_keys_are_logged_before_they_are_drawn(tmp_path: Path) -> None:
    clock = HandClock()
    with on_log(tmp_path) as log:
        opened = begun(log, clock)
        first = opened.current

        async def script(app: ExamApp, pilot: Pilot[Report | None]) -> None:
            await pilot.press("a", "F", "9", "down", "x")
            assert again(log, clock).state == replace(opened.state, away=True)

        play(opened, script)
        sitting = opened.state
        assert sitting.answers[first.id] == (first.options[0],)
        assert first.id in sitting.flagged
        assert sitting.confidence[first.id] == "guess"
        assert (first.id, first.options[1]) in sitting.struck


def test_navigation_and_the_palette(tmp_path: Path) -> None:
    with on_log(tmp_path) as log:
        opened = begun(log, HandClock())

        async def script(app: ExamApp, pilot: Pilot[Report | None]) -> None:
            await pilot.press("n", "right", "n", "p")
            assert opened.position == 2
            await pilot.click("#palette", offset=(2 + 4 * 4 + 1, 1 + 2))
            assert opened.position == 4
            assert "Question 5 of 10" in text(app, "#head")
            assert "20:00" in text(app, "#head")

        play(opened, script)


def test_a_tick_of_the_clock_waits_for_the_screen(tmp_path: Path) -> None:
    """On a slow machine, the first tick came before the screen was drawn, and ended the exam with a traceback."""
    with on_log(tmp_path) as log:
        opened = begun(log, HandClock())

        async def script(app: ExamApp, pilot: Pilot[Report | None]) -> None:
            await app.screen.query_one("#head").remove()
            app._tick()

        play(opened, script)


def test_palette_cells() -> None:
    assert [palette_index(x, 0) for x in (0, 4, 17, 21, 25, 40)] == [0, 1, 4, 5, 6, 9]
    assert palette_index(1, 2) == 20


def test_one_too_many_is_refused_with_a_hint(tmp_path: Path) -> None:
    with on_log(tmp_path) as log:
        opened = begun(log, HandClock())
        pair = next(i for i, q in enumerate(opened.asked) if len(q.key) == 2)
        opened.go(pair)

        async def script(app: ExamApp, pilot: Pilot[Report | None]) -> None:
            await pilot.press("a", "b", "c")
            assert "unselect one first" in text(app, "#hint")

        play(opened, script)
        assert opened.chosen == opened.current.options[:2]


def test_handing_in_shows_the_report_and_the_questions(tmp_path: Path) -> None:
    with on_log(tmp_path) as log:
        opened = begun(log, HandClock())

        async def script(app: ExamApp, pilot: Pilot[Report | None]) -> None:
            await pilot.press("s")
            assert "Not answered: 1, 2, 3" in text(app, "#text")
            await pilot.press("y")
            await pilot.pause()
            assert text(app, "#text").endswith("of 10")
            await pilot.press("r")
            await pilot.pause()
            assert "not answered" in text(app, "#text")
            await pilot.press("q", "q")

        app = play(opened, script)
        assert opened.state.ended == "learner"
        assert app.return_value is not None


def test_leaving_keeps_everything(tmp_path: Path) -> None:
    clock = HandClock()
    with on_log(tmp_path) as log:
        opened = begun(log, clock)

        async def script(app: ExamApp, pilot: Pilot[Report | None]) -> None:
            await pilot.press("b", "ctrl+c")

        app = play(opened, script)
        assert app.return_value is None
        assert again(log, clock).state == opened.state
        assert opened.state.away


def test_the_clock_warns_and_hands_in(tmp_path: Path) -> None:
    clock = HandClock()
    with on_log(tmp_path) as log:
        opened = begun(log, clock)

        async def script(app: ExamApp, pilot: Pilot[Report | None]) -> None:
            clock.seconds = 605
            app._tick()
            await pilot.pause()
            assert "9:55" in text(app, "#head")
            clock.seconds = 1200
            app._tick()
            await pilot.pause()
            assert "of 10" in text(app, "#text")

        play(opened, script)
        assert opened.state.ended == "clock"


def test_a_key_after_the_time_is_up_hands_in_instead(tmp_path: Path) -> None:
    clock = HandClock()
    with on_log(tmp_path) as log:
        opened = begun(log, clock)

        async def script(app: ExamApp, pilot: Pilot[Report | None]) -> None:
            clock.seconds = 1201
            await pilot.press("a")
            await pilot.pause()

        play(opened, script)
        assert (opened.state.ended, opened.state.answers) == ("clock", {})


def test_changes_of_the_bank_are_shown_on_the_screen(tmp_path: Path) -> None:
    clock = HandClock()
    with on_log(tmp_path) as log:
        gone = begun(log, clock).current.id
        opened = again(log, clock)
        opened.bank = replace(opened.bank, questions=tuple(q for q in opened.bank.questions if q.id != gone))
        opened.resume()

        async def script(app: ExamApp, pilot: Pilot[Report | None]) -> None:
            assert any(gone in note.message for note in app._notifications)
            assert "Question 1 of 9" in text(app, "#head")

        play(opened, script)


def test_if_the_log_refuses_the_app_ends_with_the_error(tmp_path: Path) -> None:
    clock = HandClock()
    with on_log(tmp_path) as one, on_log(tmp_path) as other:
        opened = begun(one, clock)

        async def script(app: ExamApp, pilot: Pilot[Report | None]) -> None:
            again(other, clock).flag()
            await pilot.press("a")

        app = play(opened, script)
        assert "another window" in str(app.failure)


def test_narrow_and_short_terminals_show_the_question(tmp_path: Path) -> None:
    with on_log(tmp_path) as log:
        opened = begun(log, HandClock(), short_form(65), 5400)

        async def script(app: ExamApp, pilot: Pilot[Report | None]) -> None:
            assert text(app, "#head").startswith("1/65")
            assert text(app, "#head").endswith("90:00")
            assert not app.screen.query_one("#palette").display
            await pilot.resize_terminal(120, 35)
            await pilot.pause()
            assert app.screen.query_one("#palette").display

        play(opened, script, (40, 20))


def single(opened: OpenSitting) -> int:
    """The first question that asks for one option."""
    return next(i for i, q in enumerate(opened.asked) if len(q.key) == 1)


def double(opened: OpenSitting) -> int:
    return next(i for i, q in enumerate(opened.asked) if len(q.key) == 2)


def test_every_key_of_the_table_does_something(tmp_path: Path) -> None:
    with on_log(tmp_path) as log:
        app = ExamApp(begun(log, HandClock()), describe, OwnNotes(log, lambda: stamp(NOTED_AT, "note")))
        in_table = {key.action for key in KEYS if key.exam}
        assert in_table - {"choose", "sure"} == set(app._question.actions)


def test_enter_chooses_what_looks_chosen_and_only_then_goes_on(tmp_path: Path) -> None:
    """Enter went to the next question and left the marked option unanswered."""
    with on_log(tmp_path) as log:
        opened = begun(log, HandClock())
        place = single(opened)
        opened.go(place)
        asked = opened.current

        async def script(app: ExamApp, pilot: Pilot[Report | None]) -> None:
            await pilot.press("down", "enter")
            assert opened.position == place
            assert opened.chosen == (asked.options[1],)
            assert text(app, "#hint") == "enter goes to the next question"
            await press_after(pilot, 0.3, "enter")
            assert opened.position == place + 1

        play(opened, script)


def test_enter_on_an_answered_question_keeps_its_answer(tmp_path: Path) -> None:
    with on_log(tmp_path) as log:
        opened = begun(log, HandClock())
        place = single(opened)
        opened.go(place)
        asked = opened.current

        async def script(app: ExamApp, pilot: Pilot[Report | None]) -> None:
            await pilot.press("c", "n", "p", "enter")
            assert opened.position == place + 1
            assert opened.state.answers[asked.id] == (asked.options[2],)
            await pilot.press("p", "down", "enter")  # a mark that was moved looks chosen
            assert opened.state.answers[asked.id] == (asked.options[3],)
            assert opened.position == place

        play(opened, script)


def test_enter_does_not_leave_a_question_that_is_half_answered(tmp_path: Path) -> None:
    with on_log(tmp_path) as log:
        opened = begun(log, HandClock())
        opened.go(double(opened))
        place, asked = opened.position, opened.current

        async def script(app: ExamApp, pilot: Pilot[Report | None]) -> None:
            await pilot.press("enter")
            await press_after(pilot, 1, "enter")
            assert text(app, "#hint") == "choose 1 more; n leaves it for later"
            await pilot.press("down", "enter")
            assert opened.state.answers[asked.id] == asked.options[:2]
            assert opened.position == place
            await press_after(pilot, 0.3, "enter")
            assert opened.position != place

        play(opened, script)


def test_held_enter_stops_at_the_next_question(tmp_path: Path) -> None:
    with on_log(tmp_path) as log:
        opened = begun(log, HandClock())
        opened.go(single(opened))
        place = opened.position

        async def script(app: ExamApp, pilot: Pilot[Report | None]) -> None:
            await hold(pilot, "enter")
            assert opened.position == place + 1

        play(opened, script)
        assert len(opened.state.answers) == 1


def test_digits_choose_and_confidence_has_its_own(tmp_path: Path) -> None:
    with on_log(tmp_path) as log:
        opened = begun(log, HandClock())
        opened.go(single(opened))
        asked = opened.current

        async def script(app: ExamApp, pilot: Pilot[Report | None]) -> None:
            await pilot.press("3")
            assert opened.chosen == (asked.options[2],)
            assert text(app, "#hint") == "3 is option c; how sure you are is 7 8 9 now"
            for key, word in (("7", "sure"), ("8", "unsure"), ("9", "guess")):
                await pilot.press(key)
                assert opened.state.confidence[asked.id] == word
                assert word in text(app, "#head")
            assert opened.chosen == (asked.options[2],)
            await pilot.press("1")
            assert "how sure you are is 7 8 9 now" in text(app, "#hint")  # it changed an answer

        play(opened, script)


def test_a_former_key_shows_the_new_one_and_does_nothing(tmp_path: Path) -> None:
    with on_log(tmp_path) as log:
        opened = begun(log, HandClock())

        async def script(app: ExamApp, pilot: Pilot[Report | None]) -> None:
            await pilot.press("f")
            assert text(app, "#hint") == "flag is F now: press shift and f"
            assert not opened.state.flagged
            await pilot.press("F")
            assert text(app, "#hint") == "flagged: F removes the flag"

        play(opened, script)


def test_the_footer_shows_what_hands_in_on_every_terminal(tmp_path: Path) -> None:
    with on_log(tmp_path) as log:
        opened = begun(log, HandClock())

        async def script(app: ExamApp, pilot: Pilot[Report | None]) -> None:
            for width in (120, 80, 60, 40):
                await pilot.resize_terminal(width, 24)
                await pilot.pause()
                assert "s hand in  ? help" in text(app, "#foot"), width
                assert len(text(app, "#foot")) <= width - 2

        play(opened, script)


def test_the_help_scrolls_on_a_small_terminal(tmp_path: Path) -> None:
    with on_log(tmp_path) as log:

        async def script(app: ExamApp, pilot: Pilot[Report | None]) -> None:
            await pilot.press("question_mark")
            await pilot.pause()
            assert "7 8 9" in text(app, "#text")
            assert "resumes it" in text(app, "#text")
            await pilot.press("down", "x")
            assert "Question 1 of 10" in text(app, "#head")

        play(begun(log, HandClock()), script, (60, 12))
