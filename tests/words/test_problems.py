"""Problems in the terminal: the caret is below the location."""

import json

from clfcards.codec import dumps
from clfcards.model.problem import Place, Problem, Severity
from clfcards.words import problems as words
from clfcards.words.problems import format_problem
from clfcards.words.width import columns

SEVERITIES: tuple[Severity, ...] = ("error", "warning")


def caret_line(line: str, column: int, width: int = 1) -> str:
    problem = Problem(Place("x.yaml", 1, column, width), "message", "rule", source_line=line)
    return format_problem(problem).splitlines()[-1][4:]


def test_the_caret_is_below_the_word() -> None:
    assert caret_line("front: what", 8, 4) == "       ^^^^"


def test_wide_characters_take_two_columns() -> None:
    assert caret_line("緑茶: 熱い", 5, 2) == " " * 6 + "^^^^"


def test_combining_and_invisible_characters_take_none() -> None:
    assert columns("e\u0301") == 1
    assert columns("a\u200bb") == 2


def test_the_caret_is_below_a_character_after_a_tab() -> None:
    shown = format_problem(Problem(Place("x", 1, 4), "m", "r", source_line="a:\tb")).splitlines()
    assert shown[1][4:].index("b") == shown[2][4:].index("^")


def test_a_caret_past_the_end_of_the_line_is_still_shown() -> None:
    assert caret_line("back:", 6) == "     ^"


def test_a_long_line_is_shown_around_the_location() -> None:
    shown = format_problem(Problem(Place("x", 1, 1001, 3), "m", "r", source_line="a" * 1000 + "bad" + "c" * 1000))
    source, caret = shown.splitlines()[1:]
    assert source[caret.index("^") : caret.rindex("^") + 1] == "bad"
    assert len(source) < 200


def test_control_characters_cannot_move_the_cursor() -> None:
    shown = format_problem(Problem(Place("x", 1, 1), "m", "r", source_line="a\x1b[2J\x07"))
    assert "\x1b" not in shown
    assert "\x07" not in shown


def test_problems_end_with_their_number() -> None:
    error, warning = (Problem(Place("x.yaml", 1, 2), "m", "r", severity) for severity in SEVERITIES)
    assert words.text([]) == ""
    assert words.text([error]).splitlines()[-1] == "1 error"
    assert words.text([error, warning, warning]).splitlines()[-1] == "1 error and 2 warnings"


def test_the_document_has_each_problem_and_their_numbers() -> None:
    problems = [Problem(Place("x.yaml", 7, 3, 4), "no such key", "unknown-key", "warning")]
    assert json.loads(dumps(words.document(problems))) == {
        "problems": [
            {"path": "x.yaml", "line": 7, "column": 3, "severity": "warning", "rule": "unknown-key",
             "message": "no such key"}
        ],
        "errors": 0,
        "warnings": 1,
    }  # fmt: skip
