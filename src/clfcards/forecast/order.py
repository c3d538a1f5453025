"""The order of today's cards by a policy."""

import numpy as np

from clfcards.forecast.course import course_of
from clfcards.forecast.policy import Policy
from clfcards.forecast.simulation import first_scores
from clfcards.forecast.situation import Situation
from clfcards.forecast.today_order import OrderedCard, TodayOrder


def order_of_today(situation: Situation, policy: Policy) -> TodayOrder:
    """The cards that are worth a review today, best first."""
    if not situation.seconds or not situation.cards:
        return TodayOrder(situation.today, ())
    scores = first_scores(course_of(situation, policy), situation)
    places = np.argsort(-scores, kind="stable").tolist()
    return TodayOrder(
        situation.today,
        tuple(OrderedCard(situation.cards[n].key, float(scores[n])) for n in places if scores[n] > 0),
    )
