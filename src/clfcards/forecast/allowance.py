"""What the lower end of an interval allows for life: a day of study is missed each week from tomorrow on."""

from dataclasses import replace

from clfcards.forecast.outlook import outlook
from clfcards.forecast.policy import Policy
from clfcards.forecast.situation import Situation

KEPT = 6 / 7
"""The part of the planned minutes that is studied if a day a week is missed. Our assumption: hardly anybody studies on
all days of a month, and nobody can know beforehand which day it is. What was missed already needs no allowance."""


def with_missed_days(situation: Situation) -> Situation:
    """The situation with the minutes that are left if a day a week is missed from tomorrow on."""
    today, *later = situation.seconds
    return replace(situation, seconds=(today, *(seconds * KEPT for seconds in later)))


def allowance(situation: Situation, policy: Policy, mean: float, group: str, seed: int, learners: int) -> float:
    """By how much the `mean` recall of the cards of a group falls, in [0, 1], if a day a week is missed.

    `situation` has at least one day and one card; without a card in the group, all cards count.
    """
    found = outlook(with_missed_days(situation), policy, seed, learners)
    recall = next((one.cards_recalled for one in found.groups if one.id == group), found.cards_recalled)
    return max(0.0, mean - recall.mean)
