"""The fields for a question's difficulty, and for questions that must not be in the same exam."""

import pytest

from clfcards.model.bank import Question, difficulty_of
from clfcards.source.bank import read_bank_file
from tests.small_exam import question, questions_file


def read(text: str) -> Question:
    file = read_bank_file("q.yaml", questions_file("B.1", text))
    assert not file.problems
    return file.questions[0]


def test_enemies_and_the_estimate_of_judges_are_read() -> None:
    asked = read(question("q-a", enemies="[q-b, q-c]", expected="0.62"))
    assert asked.enemies == ("q-b", "q-c")
    assert asked.expected == 0.62
    assert asked.difficulty == "medium"


def test_with_an_estimate_of_judges_no_difficulty_is_needed() -> None:
    asked = read(question("q-a", expected="0.31").replace("    difficulty: medium\n", ""))
    assert (asked.expected, asked.difficulty) == (0.31, "hard")


def test_an_explicit_difficulty_takes_precedence() -> None:
    assert read(question("q-a", expected="0.31")).difficulty == "medium"


@pytest.mark.parametrize(
    ("expected", "difficulty"), [(0.99, "easy"), (0.76, "easy"), (0.75, "medium"), (0.62, "medium"), (0.61, "hard")]
)
def test_the_difficulty_class_follows_from_the_estimate(expected: float, difficulty: str) -> None:
    assert difficulty_of(expected) == difficulty


@pytest.mark.parametrize(
    ("key", "named"),
    [
        ("order: [draw, steep]", "ordering questions"), ("matches: {green: hot}", "matching questions"),
        ("case: A guest stays all day.", "case studies"), ("type: ordering", "questions of several types"),
    ],
)  # fmt: skip
def test_a_kind_of_question_that_cannot_be_asked_is_refused_by_name(key: str, named: str) -> None:
    text = f"  - id: q-a\n    {key}\n    pool: exam\n    stem: Which comes first?\n"
    (problem,) = read_bank_file("q.yaml", questions_file("B.1", text)).problems
    assert (problem.rule, problem.place.line) == ("not-supported", 4)
    assert problem.message.startswith(f"{named} are not supported: a question has one right option or several")
