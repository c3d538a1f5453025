"""The practice exam in plain mode, which can do everything the full screen can."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from clfcards.log.log import Log
from clfcards.plain.exam import PlainExam
from clfcards.use_cases.sitting import OpenSitting
from tests.exam.sat_exam import HandClock, again, begun, open_log, right_letters, short_form


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    with open_log(tmp_path) as opened:
        yield opened


def play(opened: OpenSitting, *lines: str | None, width: int = 80) -> tuple[str, str]:
    """(outcome, everything printed) of a run that reads these lines; None is the end of input."""
    printed: list[str] = []
    waiting = iter(lines)

    def read(prompt: str, seconds: float | None) -> str | None:
        printed.append(prompt)
        return next(waiting, None)

    return PlainExam(opened, printed.append, read, width).run(), "\n".join(printed)


def test_letters_answer_and_lead_to_the_next_question(log: Log) -> None:
    opened = begun(log, HandClock())
    letters = right_letters(opened)
    first = opened.current
    outcome, printed = play(opened, ",".join(letters), "q")
    assert outcome == "stopped"
    assert set(opened.state.answers[first.id]) == first.key
    assert "Question 2 of 10 · 20:00 left" in printed


def test_every_spelling_of_two_letters_is_the_same_answer(log: Log) -> None:
    opened = begun(log, HandClock())
    pair = next(i for i, q in enumerate(opened.asked) if len(q.key) == 2)
    for line in ("a,c", "ac", "c a", "C, A"):
        play(opened, f"go {pair + 1}", "-", line, None)
        q = opened.asked[pair]
        assert set(opened.state.answers[q.id]) == {q.options[0], q.options[2]}


def test_too_many_letters_and_letters_without_an_option_are_refused(log: Log) -> None:
    opened = begun(log, HandClock())
    single = next(i for i, q in enumerate(opened.asked) if len(q.key) == 1)
    _, printed = play(opened, f"go {single + 1}", "a,b", "z", "7x", None)
    assert "Choose one: 2 are too many." in printed
    assert "'z' is not a valid answer: write letters from a to d" in printed
    assert not opened.state.answers


def test_a_number_of_any_length_is_accepted_or_refused(log: Log) -> None:
    """Python itself refuses to convert more than 4,300 digits."""
    opened = begun(log, HandClock())
    _, printed = play(opened, "go " + "9" * 5000, "go 0", "9" * 5000, "go 003", None)
    assert printed.count("There are questions 1 to 10.") == 2
    assert "To open a question, write 'go 999999999'." in printed
    assert opened.position == 2


def test_marks_flags_strikes_and_undo(log: Log) -> None:
    opened = begun(log, HandClock())
    single = next(i for i, q in enumerate(opened.asked) if len(q.key) == 1)
    q = opened.asked[single]
    _, printed = play(opened, f"go {single + 1}", "F", "x b", "a guess", "l", None)
    assert q.id in opened.state.flagged
    assert (q.id, q.options[1]) in opened.state.struck
    assert opened.state.confidence[q.id] == "guess"
    assert f"{single + 1:>3}  answered, flagged, guess" in printed
    play(opened, f"go {single + 1}", "b", "u", None)
    assert opened.state.answers[q.id] == ()
    assert opened.position == single


def test_submitting_lists_open_questions_and_asks(log: Log) -> None:
    opened = begun(log, HandClock())
    outcome, printed = play(opened, "F", "s", "n", "submit", "y")
    assert outcome == "submitted"
    assert printed.count("Not answered: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10") == 2
    assert "Flagged: 1" in printed


def test_end_of_input_stops_and_loses_nothing(log: Log) -> None:
    clock = HandClock()
    opened = begun(log, clock)
    assert play(opened, "a", None)[0] == "stopped"
    assert again(log, clock).state == opened.state


def test_when_time_is_up_the_exam_is_handed_in_no_matter_what_is_typed(log: Log) -> None:
    clock = HandClock()
    opened = begun(log, clock)

    def read(prompt: str, seconds: float | None) -> str | None:
        clock.seconds = 1201
        return "a"

    printed: list[str] = []
    assert PlainExam(opened, printed.append, read, 80).run() == "submitted"
    assert "Time is up: your exam has been handed in." in printed
    assert opened.submit().sitting.ended == "clock"
    assert opened.state.answers == {}


def test_if_no_line_comes_in_time_the_exam_is_handed_in(log: Log) -> None:
    clock = HandClock()
    opened = begun(log, clock)

    def read(prompt: str, seconds: float | None) -> str | None:
        assert seconds == 1200
        clock.seconds = 1200
        raise TimeoutError

    assert PlainExam(opened, lambda _: None, read, 80).run() == "submitted"


def test_there_is_one_warning_at_ten_minutes_and_one_at_one(log: Log) -> None:
    clock = HandClock()
    opened = begun(log, clock)
    times = iter([650, 700, 1150, 1160])

    def read(prompt: str, seconds: float | None) -> str | None:
        clock.seconds = next(times, 1160)
        return "n" if clock.seconds < 1160 else None

    printed: list[str] = []
    PlainExam(opened, printed.append, read, 80).run()
    assert [line.strip() for line in printed if "left." in line] == ["10 minutes left.", "1 minute left."]


def test_nothing_shows_which_questions_are_scored(log: Log) -> None:
    form = short_form(65)
    opened = begun(log, HandClock(), form, 5400)
    _, printed = play(opened, *["n"] * 64, "l", "?", None)
    assert "scored" not in printed
    assert len(form.questions) - form.scored == 15


def test_questions_are_folded_to_the_width(log: Log) -> None:
    opened = begun(log, HandClock())
    _, printed = play(opened, "n", "n", None, width=24)
    options = [line for line in printed.split("\n") if "wrong" in line or "right" in line]
    assert options
    assert max(map(len, options)) <= 24


def test_digits_are_options_and_7_8_9_are_how_sure(log: Log) -> None:
    opened = begun(log, HandClock())
    single = next(i for i, q in enumerate(opened.asked) if len(q.key) == 1)
    q = opened.asked[single]
    _, printed = play(opened, f"go {single + 1}", "2", "p", "9", "u", "3 8", f"go {single + 1}", None)
    assert "Answered with option b; 'go 2' opens question 2." in printed
    assert "Marked: guess." in printed
    assert opened.state.answers[q.id] == (q.options[2],)
    assert opened.state.confidence[q.id] == "unsure"


def test_a_number_that_is_no_option_says_how_to_open_a_question(log: Log) -> None:
    opened = begun(log, HandClock())
    _, printed = play(opened, "12", None)
    assert "To open a question, write 'go 12'." in printed
    assert not opened.state.answers


def test_a_former_letter_names_the_new_one(log: Log) -> None:
    opened = begun(log, HandClock())
    _, printed = play(opened, "f", None)
    assert "flag is F now: press shift and f." in printed
    assert not opened.state.flagged
