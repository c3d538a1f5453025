"""`difficulty.json`: question difficulties fitted to answers, shipped beside a bank where somebody has them.

It maps question ids to `{"logits": 0.4, "error": 0.3, "answers": 12}`, as `clfcards history exams --fitted` writes it.
"""

import json
from pathlib import Path

from clfcards.errors import ClfcardsError
from clfcards.exam.difficulty import Estimate
from clfcards.system.files import read_bytes, shown

FILE = "difficulty.json"


def read_fitted(folder: Path) -> dict[str, Estimate]:
    """The exam's table; empty where there is none. Raises ClfcardsError for a file that is none."""
    path = folder / FILE
    if not path.exists():
        return {}
    try:
        raw = json.loads(read_bytes(path))
        table = {
            str(id_): Estimate(float(row["logits"]), float(row["error"]), int(row["answers"]))
            for id_, row in raw.items()
        }
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ClfcardsError(f"'{shown(path)}' is no table of difficulties ({error}): mend it or delete it") from error
    for id_, estimate in table.items():
        if not (estimate.error > 0 and abs(estimate.logits) <= 10):
            message = f"'{shown(path)}' has '{id_}' out of range: logits are within ±10, errors above 0"
            raise ClfcardsError(message)
    return table
