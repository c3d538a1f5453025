"""`difficulty.json`: what the answers of learners say about the questions, which is shipped with a bank.

It holds each question's difficulty as `{"logits": 0.4, "error": 0.3, "answers": 12, "right": 9, "separation": 0.3}`,
the day up to which each learner's answers are in it, and the real results that were reported. Format 1 had only the
difficulties, by question id; it is read.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from clfcards.codec import decode, dumps, from_json
from clfcards.errors import ClfcardsError
from clfcards.exam.calibration import Fitted
from clfcards.exam.difficulty import Estimate
from clfcards.exam.fitted_table import FILE, FittedTable
from clfcards.exam.real_result import RealResult
from clfcards.system.files import read_bytes, shown


@dataclass(frozen=True, slots=True)
class FittedRow:
    """A question's difficulty in logits (within ±10), its standard error (above 0), and its number of answers.

    `right` of the answers were right; `separation` is in [-1, 1], or null with too few answers.
    """

    logits: float
    error: float
    answers: int
    right: int = 0
    separation: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    """The content of the file."""

    format: Literal[2] = 2
    learners: Mapping[str, dt.date]
    results: tuple[RealResult, ...]
    questions: Mapping[str, FittedRow]


def fitted_table(table: FittedTable) -> str:
    """The content of the file, with numbers rounded to four decimals."""
    rows = {id_: _row(fitted) for id_, fitted in sorted(table.questions.items())}
    learners = dict(sorted(table.learners.items()))
    return dumps(_Content(learners=learners, results=table.results, questions=rows), indent=1) + "\n"


def _row(fitted: Fitted) -> FittedRow:
    estimate = fitted.estimate
    separation = None if fitted.separation is None else round(fitted.separation, 4)
    return FittedRow(round(estimate.logits, 4), round(estimate.error, 4), estimate.answers, fitted.right, separation)


def read_fitted(folder: Path) -> FittedTable:
    """The exam's table; empty if there is none. Raises ClfcardsError if the file is not valid."""
    path = folder / FILE
    if not path.exists():
        return FittedTable()
    try:
        content = _content(decode(read_bytes(path), dict[str, Any]))
    except (ValueError, RecursionError) as error:
        raise ClfcardsError(
            f"'{shown(path)}' is not a valid table of difficulties ({error}): fix it or delete it"
        ) from error
    for id_, row in content.questions.items():
        if not (row.error > 0 and abs(row.logits) <= 10):
            message = f"in '{shown(path)}', '{id_}' is out of range: logits must be within ±10, errors above 0"
            raise ClfcardsError(message)
    questions = {
        id_: Fitted(Estimate(row.logits, row.error, row.answers), row.right, row.separation)
        for id_, row in content.questions.items()
    }
    return FittedTable(questions, content.learners, content.results)


def _content(raw: Mapping[str, Any]) -> _Content:
    if isinstance(raw.get("format"), int):
        return from_json(raw, _Content)
    return _Content(learners={}, results=(), questions=from_json(raw, dict[str, FittedRow]))
