"""How long this learner takes for a card on its day, with every answer that it takes until it is known."""

from collections.abc import Iterable, Mapping
from statistics import fmean

from clfcards.memory.day_order import Pace, StudyTime
from clfcards.memory.study_day import study_day
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
        place = event.subject, study_day(event.at, event.utc_offset, cutoff_hour)
        seconds[place] = seconds.get(place, 0.0) + (event.duration or 0) / 1000
    new = [spent for (card, day), spent in seconds.items() if introduced.get(card) == day]
    due = [spent for (card, day), spent in seconds.items() if introduced.get(card) != day]
    return Pace(_pace(due, USUAL_PACE.due), _pace(new, USUAL_PACE.new))


def study_time(
    answers: Iterable[Event], introduced: Mapping[str, StudyDay], cutoff_hour: int, today: StudyDay
) -> StudyTime:
    """The time studied on `today`, and the pace of the live answers of the last PACE_DAYS; older ones do not count."""
    days = [(study_day(event.at, event.utc_offset, cutoff_hour), event) for event in answers]
    spent = sum(event.duration or 0 for day, event in days if day == today)
    lately = [event for day, event in days if day > today - PACE_DAYS]
    return StudyTime(spent / 1000, pace_of(lately, introduced, cutoff_hour))


def _pace(seconds: list[float], usual: float) -> float:
    """The mean seconds per card, with the usual pace counted as a few cards; at least one second."""
    return max(1.0, fmean([usual] * _PRIOR_CARDS + seconds))
