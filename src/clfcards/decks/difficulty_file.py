"""`difficulty.json`: question difficulties fitted to answers, shipped beside a bank where somebody has them.

It maps question ids to `{"logits": 0.4, "error": 0.3, "answers": 12}`, as `history exams --fitted` writes it.
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
    """A question's difficulty in logits within ±10, its standard error above 0, and the answers it rests on."""

    logits: float
    error: float
    answers: int


def fitted_table(estimates: Mapping[str, Estimate]) -> str:
    """The file of those estimates that rest on answers, to four decimals."""
    rows = {
        id_: FittedRow(round(e.logits, 4), round(e.error, 4), e.answers)
        for id_, e in sorted(estimates.items())
        if e.answers
    }
    return dumps(rows, indent=1)


def read_fitted(folder: Path) -> dict[str, Estimate]:
    """The exam's table; empty where there is none. Raises ClfcardsError for a file that is not a valid one."""
    path = folder / FILE
    if not path.exists():
        return {}
    try:
        rows = decode(read_bytes(path), dict[str, FittedRow])
    except ValueError as error:
        raise ClfcardsError(
            f"'{shown(path)}' is not a valid table of difficulties ({error}): fix it or delete it"
        ) from error
    for id_, row in rows.items():
        if not (row.error > 0 and abs(row.logits) <= 10):
            message = f"'{shown(path)}' has '{id_}' out of range: logits are within ±10, errors above 0"
            raise ClfcardsError(message)
    return {id_: Estimate(row.logits, row.error, row.answers) for id_, row in rows.items()}
