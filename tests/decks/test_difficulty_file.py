"""Writing and reading `difficulty.json`."""

import datetime as dt
import json
from pathlib import Path

import pytest

from clfcards.decks.difficulty_file import fitted_table, read_fitted
from clfcards.errors import ClfcardsError
from clfcards.exam.calibration import Fitted
from clfcards.exam.difficulty import Estimate
from clfcards.exam.fitted_table import FILE, FittedTable
from clfcards.exam.real_result import RealResult


def test_what_was_fitted_is_written_to_four_decimals_and_read_again(tmp_path: Path) -> None:
    result = RealResult(passed=True, day=dt.date(2026, 5, 2), value=712)
    table = FittedTable(
        {"q-2": Fitted(Estimate(0.123456, 0.7, 3), 2, None), "q-1": Fitted(Estimate(-1.0, 0.2, 40), 31, 0.31416)},
        {"3f": dt.date(2026, 5, 1)},
        (result,),
    )
    (tmp_path / FILE).write_text(fitted_table(table))
    assert json.loads((tmp_path / FILE).read_text()) == {
        "format": 2,
        "learners": {"3f": "2026-05-01"},
        "results": [{"passed": True, "day": "2026-05-02", "value": 712, "forecast": None}],
        "questions": {
            "q-1": {"logits": -1.0, "error": 0.2, "answers": 40, "right": 31, "separation": 0.3142},
            "q-2": {"logits": 0.1235, "error": 0.7, "answers": 3, "right": 2, "separation": None},
        },
    }
    read = read_fitted(tmp_path)
    assert read.estimates == {"q-1": Estimate(-1.0, 0.2, 40), "q-2": Estimate(0.1235, 0.7, 3)}
    assert (read.learners, read.results) == (table.learners, table.results)


def test_the_table_of_the_first_format_is_read(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"q-2": {"logits": 0.1235, "error": 0.7, "answers": 3}}')
    assert read_fitted(tmp_path).estimates == {"q-2": Estimate(0.1235, 0.7, 3)}


def test_without_a_file_the_table_is_empty(tmp_path: Path) -> None:
    assert read_fitted(tmp_path) == FittedTable()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "is not a valid table"),
        ("{", "is not a valid table"),
        ('{"q": {"logits": "much", "error": 1, "answers": 1}}', "is not a valid table"),
        ('{"q": {"logits": 0, "error": 1}}', "fix it or delete it"),
        ('{"q": {"logits": 11, "error": 1, "answers": 1}}', "'q' is out of range"),
        ('{"q": {"logits": 0, "error": 0, "answers": 1}}', "'q' is out of range"),
        ('{"format": 2, "learners": {}, "results": []}', "missing required field `questions`"),
        ('{"format": 3, "learners": {}, "results": [], "questions": {}}', "is not a valid table"),
    ],
)
def test_a_file_that_is_not_a_table_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / FILE).write_text(text)
    with pytest.raises(ClfcardsError, match=message):
        read_fitted(tmp_path)
