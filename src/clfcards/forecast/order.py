"""The order of today's cards by a policy."""

import numpy as np

from clfcards.forecast.choice import course_of
from clfcards.forecast.layout import layout
from clfcards.forecast.policy import Policy
from clfcards.forecast.simulation import first_scores
from clfcards.forecast.situation import Situation
from clfcards.forecast.today_order import OrderedCard, TodayOrder


def order_of_today(situation: Situation, policy: Policy) -> TodayOrder:
    """The cards that are worth a review today, best first."""
    if not situation.seconds or not situation.cards:
        return TodayOrder(situation.today, ())
    found = layout(situation)
    scores = first_scores(found.deck, found.slots, found.terms, course_of(situation, policy, found), situation.weights)
    places = np.argsort(-scores, kind="stable").tolist()
    return TodayOrder(
        situation.today,
        tuple(OrderedCard(situation.cards[n].key, float(scores[n])) for n in places if scores[n] > 0),
    )
