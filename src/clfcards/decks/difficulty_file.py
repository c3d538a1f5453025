"""`difficulty.json`: question difficulties fitted to answers, which can be shipped with a bank.

It maps question ids to `{"logits": 0.4, "error": 0.3, "answers": 12}`, the format of `history exams --fitted`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from clfcards.codec import decode, dumps
from clfcards.errors import ClfcardsError
from clfcards.exam.difficulty import Estimate
from clfcards.system.files import read_bytes, shown

FILE = "difficulty.json"


@dataclass(frozen=True, slots=True)
class FittedRow:
    """A question's difficulty in logits (within ±10), its standard error (above 0), and its number of answers."""

    logits: float
    error: float
    answers: int


def fitted_table(estimates: Mapping[str, Estimate]) -> str:
    """The content of the file: the estimates that are based on answers, rounded to four decimals."""
    rows = {
        id_: FittedRow(round(e.logits, 4), round(e.error, 4), e.answers)
        for id_, e in sorted(estimates.items())
        if e.answers
    }
    return dumps(rows, indent=1)


def read_fitted(folder: Path) -> dict[str, Estimate]:
    """The exam's table; empty if there is none. Raises ClfcardsError if the file is not valid."""
    path = folder / FILE
    if not path.exists():
        return {}
    try:
        rows = decode(read_bytes(path), dict[str, FittedRow])
    except (ValueError, RecursionError) as error:
        raise ClfcardsError(
            f"'{shown(path)}' is not a valid table of difficulties ({error}): fix it or delete it"
        ) from error
    for id_, row in rows.items():
        if not (row.error > 0 and abs(row.logits) <= 10):
            message = f"in '{shown(path)}', '{id_}' is out of range: logits must be within ±10, errors above 0"
            raise ClfcardsError(message)
    return {id_: Estimate(row.logits, row.error, row.answers) for id_, row in rows.items()}
