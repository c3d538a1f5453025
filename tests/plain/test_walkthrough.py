"""Going through missed questions line by line, with own notes."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from clfcards.exam.report import report_of
from clfcards.exam.reviewed import reviewed_questions
from clfcards.plain.walkthrough import go_through
from clfcards.use_cases.own_notes import OwnNotes
from clfcards.words.lines import Line
from tests.exam.exam_bank import GUIDE, do, sitting
from tests.exam.sat_exam import open_log
from tests.exam.test_answers import BANK, FORM
from tests.log_events import NOON, stamp

REVIEWED = reviewed_questions(report_of(GUIDE, do(sitting(FORM), "submitted", 9, word="learner")), BANK)


def walk(folder: Path, *typed: str) -> tuple[str, dict[str, str]]:
    """What is shown, and the notes afterward."""
    lines: Iterator[str] = iter(typed)
    shown: list[str] = []
    numbers = iter(range(99))

    def say(said: Sequence[Line]) -> None:
        shown.extend(line.text for line in said)

    with open_log(folder) as log:
        notes = OwnNotes(log, lambda: stamp(NOON, f"note-{next(numbers):02}"))
        go_through(REVIEWED, REVIEWED, lambda prompt, seconds: next(lines, None), say, 80, notes)
        return "\n".join(shown), log.own_notes()


def test_a_note_is_written_shown_and_removed_while_going_through(tmp_path: Path) -> None:
    text, notes = walk(tmp_path, "", "w Read The Stem", "w", "", "w second", "w -", "q")
    assert notes == {REVIEWED[0].id: "Read The Stem"}
    assert text.count("your note is saved") == 2
    assert "Your note: Read The Stem\nw TEXT writes another, and w - removes it" in text
    assert "your note is removed" in text
    again, _ = walk(tmp_path, "", "q")
    assert "Your note: Read The Stem" in again


def test_a_refused_note_is_answered_with_the_reason_and_the_walk_goes_on(tmp_path: Path) -> None:
    text, notes = walk(tmp_path, "", "w " + "x" * 2001, "", "q")
    assert "a note has at most 2,000 characters" in text
    assert notes == {}
    assert "Question 2" in text


def test_n_asks_for_none_of_it(tmp_path: Path) -> None:
    assert walk(tmp_path, "n") == ("", {})
