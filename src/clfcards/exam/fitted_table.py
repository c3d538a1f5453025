"""What was fitted to the answers of learners, as the bank brings it in `difficulty.json`. Most banks have none yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # needed only where there is such a file
    from clfcards.exam.calibration import Fitted
    from clfcards.exam.difficulty import Estimate
    from clfcards.exam.real_result import RealResult
    from clfcards.exam.sitting import Sitting

FILE = "difficulty.json"


@dataclass(frozen=True, slots=True)
class FittedTable:
    """What was fitted to the answers of learners.

    `questions` are by id. `learners` maps the id of each learner to the day of the last answer that was counted.
    """

    questions: Mapping[str, Fitted] = field(default_factory=dict)
    learners: Mapping[str, dt.date] = field(default_factory=dict)
    results: tuple[RealResult, ...] = ()

    @property
    def estimates(self) -> dict[str, Estimate]:
        return {id_: fitted.estimate for id_, fitted in self.questions.items()}


def counted_until(fitted: FittedTable, sittings: Sequence[Sitting]) -> dt.date:
    """The day up to which this learner's answers are in the table already, so that none counts twice."""
    if not fitted.learners:
        return dt.date.min
    from clfcards.exam import shared_history

    return shared_history.counted_until(sittings, fitted.learners)
