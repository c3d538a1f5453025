"""Writing and reading `difficulty.json`."""

import json
from pathlib import Path

import pytest

from clfcards.decks.difficulty_file import FILE, fitted_table, read_fitted
from clfcards.errors import ClfcardsError
from clfcards.exam.difficulty import Estimate


def test_estimates_based_on_answers_are_written_to_four_decimals_and_read_again(tmp_path: Path) -> None:
    table = fitted_table({"q-2": Estimate(0.123456, 0.7, 3), "q-1": Estimate(-1.0, 0.8, 0)})
    assert json.loads(table) == {"q-2": {"logits": 0.1235, "error": 0.7, "answers": 3}}
    (tmp_path / FILE).write_text(table)
    assert read_fitted(tmp_path) == {"q-2": Estimate(0.1235, 0.7, 3)}


def test_without_a_file_the_table_is_empty(tmp_path: Path) -> None:
    assert read_fitted(tmp_path) == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "is not a valid table"),
        ("{", "is not a valid table"),
        ('{"q": {"logits": "much", "error": 1, "answers": 1}}', "is not a valid table"),
        ('{"q": {"logits": 0, "error": 1}}', "fix it or delete it"),
        ('{"q": {"logits": 11, "error": 1, "answers": 1}}', "'q' is out of range"),
        ('{"q": {"logits": 0, "error": 0, "answers": 1}}', "'q' is out of range"),
    ],
)
def test_a_file_that_is_not_a_table_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / FILE).write_text(text)
    with pytest.raises(ClfcardsError, match=message):
        read_fitted(tmp_path)
