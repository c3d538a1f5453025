"""What an author may say about how hard a question is, and about what it should not meet in one exam."""

import pytest

from clfcards.model.bank import Question, difficulty_of
from clfcards.source.bank import read_bank_file
from tests.small_exam import question, questions_file


def read(text: str) -> Question:
    file = read_bank_file("q.yaml", questions_file("B.1", text))
    assert not file.problems
    return file.questions[0]


def test_enemies_and_what_judges_expect_are_read() -> None:
    asked = read(question("q-a", enemies="[q-b, q-c]", expected="0.62"))
    assert asked.enemies == ("q-b", "q-c")
    assert asked.expected == 0.62
    assert asked.difficulty == "medium"


def test_where_judges_were_asked_no_difficulty_is_needed() -> None:
    asked = read(question("q-a", expected="0.31").replace("    difficulty: medium\n", ""))
    assert (asked.expected, asked.difficulty) == (0.31, "hard")


def test_what_the_author_says_beside_it_stands() -> None:
    assert read(question("q-a", expected="0.31")).difficulty == "medium"


@pytest.mark.parametrize(
    ("expected", "difficulty"), [(0.99, "easy"), (0.75, "easy"), (0.74, "medium"), (0.5, "medium"), (0.49, "hard")]
)
def test_the_class_that_follows_from_it(expected: float, difficulty: str) -> None:
    assert difficulty_of(expected) == difficulty
