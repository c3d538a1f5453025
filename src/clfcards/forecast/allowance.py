"""What the lower end of an interval allows for life: a day of study is missed each week from tomorrow on."""

from dataclasses import replace

from clfcards.forecast.course import Course
from clfcards.forecast.outlook import group_recall, simulated
from clfcards.forecast.situation import Situation
from clfcards.forecast.slots import slots_of

KEPT = 6 / 7
"""The part of the planned minutes that is studied if a day a week is missed. Our assumption: hardly anybody studies on
all days of a month, and nobody can know beforehand which day it is. What was missed already needs no allowance."""


def with_missed_days(situation: Situation) -> Situation:
    """The situation with the minutes that are left if a day a week is missed from tomorrow on."""
    today, *later = situation.seconds
    return replace(situation, seconds=(today, *(seconds * KEPT for seconds in later)))


def allowance(situation: Situation, course: Course, mean: float, group: str, seed: int, learners: int) -> float:
    """By how much the `mean` recall of the cards of a group falls, in [0, 1], if a day a week is missed.

    The cards come in the same order, as the course has it, but fewer of them. `situation` has at least one day and one
    card; without a card in the group, all cards count.
    """
    slots = slots_of(with_missed_days(situation).seconds)
    missing = replace(course, layout=replace(course.layout, slots=slots))
    return max(0.0, mean - group_recall(situation, simulated(situation, missing, seed, learners), group).mean)
