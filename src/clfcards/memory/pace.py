"""How long this learner takes for a card on its day, with every answer that it takes until it is known."""

import math
from collections.abc import Iterable, Mapping, Sequence

from clfcards.memory.day_order import Pace, StudyTime
from clfcards.memory.study_day import day_of
from clfcards.model.event import Event
from clfcards.model.time import StudyDay

USUAL_PACE = Pace(due=12.0, new=35.0)
"""Before a learner's own pace is known: a due card takes one answer, a new one about three. Our assumption."""

PACE_DAYS = 30  # the pace is that of so many days up to today
_PRIOR_CARDS = 20  # the usual pace counts as so many cards, so that the first few do not decide


def pace_of(answers: Iterable[Event], introduced: Mapping[str, StudyDay], cutoff_hour: int) -> Pace:
    """The pace of these live answers. `introduced` gives the study day on which a card was first studied, if lately."""
    seconds: dict[tuple[str, StudyDay], float] = {}
    for event in answers:
        place = event.subject, day_of(event, cutoff_hour)
        seconds[place] = seconds.get(place, 0.0) + (event.duration or 0) / 1000
    new = [spent for (card, day), spent in seconds.items() if introduced.get(card) == day]
    due = [spent for (card, day), spent in seconds.items() if introduced.get(card) != day]
    return Pace(_pace(due, USUAL_PACE.due), _pace(new, USUAL_PACE.new))


def study_time(
    answers: Iterable[Event], introduced: Mapping[str, StudyDay], cutoff_hour: int, today: StudyDay
) -> StudyTime:
    """The time studied on `today`, and the pace of the live answers of the last PACE_DAYS; older ones do not count."""
    days = [(day_of(event, cutoff_hour), event) for event in answers]
    spent = sum(event.duration or 0 for day, event in days if day == today)
    lately = [event for day, event in days if day > today - PACE_DAYS]
    return StudyTime(spent / 1000, pace_of(lately, introduced, cutoff_hour))


def _pace(seconds: list[float], usual: float) -> float:
    """The mean seconds per card, with the usual pace counted as a few cards; at least one second."""
    return max(1.0, _mean([usual] * _PRIOR_CARDS + seconds))


def _mean(values: Sequence[float]) -> float:
    """The mean, as the module `statistics` computes it; that takes 4 ms to import."""
    return math.fsum(values) / len(values)
