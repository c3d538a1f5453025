"""Problems in the terminal: the caret is below the location."""

import json

from clfcards.codec import dumps
from clfcards.model.problem import Place, Problem, Severity
from clfcards.words import problems as words
from clfcards.words.problem_formats import github
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
        "known": 0,
        "stale": 0,
    }  # fmt: skip


def many(rule: str, number: int, severity: Severity = "error") -> list[Problem]:
    return [Problem(Place("x.yaml", line, 1), "message", rule, severity) for line in range(1, number + 1)]


def test_very_many_problems_are_summed_up_by_rule() -> None:
    found = [*many("bad-date", 97), *many("clang", 3, "warning"), *many("length", 20, "warning")]
    shown = words.text(found).splitlines()
    assert sum("[bad-date]" in line for line in shown) == words.MOST_OF_A_RULE
    assert sum("[clang]" in line for line in shown) == 3
    assert shown[-5:] == ["97  bad-date", "20  length", " 3  clang", "", "97 errors and 23 warnings"]
    assert shown[-6].endswith("'clfcards check --all' shows all problems, and, for example, "
                              "'clfcards check --rule bad-date' all of one rule.")  # fmt: skip


def test_problems_of_one_rule_stand_together_and_say_how_many_were_left_out() -> None:
    found = [problem for pair in zip(many("clang", 60, "warning"), many("scope", 60), strict=True) for problem in pair]
    lines = words.text(found).splitlines()
    assert ["[scope]" in line for line in lines[:5]] == [True] * 5
    assert lines[5:7] == ["… and 55 more of 'scope'", ""]
    assert ["[clang]" in line for line in lines[7:12]] == [True] * 5


def test_everything_is_shown_on_request() -> None:
    assert words.text(many("bad-date", 500), everything=True).count("[bad-date]") == 500
    assert words.text(many("bad-date", 500)).count("[bad-date]") == words.MOST_OF_A_RULE


def test_a_hundred_problems_are_shown() -> None:
    found = [*many("bad-date", 50), *many("clang", 50, "warning")]
    assert words.text(found).splitlines()[-1] == "50 errors and 50 warnings"
    assert len(words.text(found).splitlines()) == 101


def test_a_note_is_shown_but_not_counted() -> None:
    found = [*many("yaml-syntax", 1), *many("not-checked", 1, "note")]
    assert words.text(found).splitlines() == [
        "x.yaml:1:1: error: message [yaml-syntax]",
        "x.yaml:1:1: note: message [not-checked]",
        "1 error",
    ]
    assert (words.document(found).errors, words.document(found).warnings) == (1, 0)
    assert "::notice file=x.yaml" in github(found)
