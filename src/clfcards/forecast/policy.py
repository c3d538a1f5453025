"""The policy of a plan, in few numbers: what is stored from one day to the next."""

from dataclasses import dataclass
from typing import Literal

from clfcards.forecast.situation import NO_LIMITS, DayLimits
from clfcards.model.time import StudyDay

Kind = Literal["prices", "tuned", "greedy"]


@dataclass(frozen=True, slots=True)
class Policy:
    """How a plan orders the cards of each day.

    - "prices": by what a review today brings beyond the best later one, for its seconds. `prices` is the value that
      one more second of study would add on each day from `first_day` to the eve of the exam.
    - "tuned": new cards, up to `new_per_day`, then due ones at `desired_retention`; in the last `greedy_days`, greedy.
    - "greedy": by what a review today adds on the day of the exam, for its seconds.

    The other two keep the prices too, because the next plan starts from them. It is the best one within these `limits`
    of new cards and of reviews a day.
    """

    kind: Kind
    first_day: StudyDay
    prices: tuple[float, ...] = ()
    new_per_day: int = 0
    desired_retention: float = 0.9
    greedy_days: int = 0
    limits: DayLimits = NO_LIMITS
