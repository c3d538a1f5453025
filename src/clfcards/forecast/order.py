"""The order of today's cards by a policy."""

from dataclasses import replace

import numpy as np

from clfcards.forecast.course import Course, course_of
from clfcards.forecast.deck import deck_of
from clfcards.forecast.policy import Policy
from clfcards.forecast.simulation import first_scores
from clfcards.forecast.situation import Situation
from clfcards.forecast.today_order import OrderedCard, TodayOrder


def order_of_today(situation: Situation, policy: Policy, course: Course | None = None) -> TodayOrder:
    """The cards that are worth a review today, best first.

    `course` is that of the policy, if it was made already for the same cards, maybe with other memories.
    """
    if not situation.seconds or not situation.cards:
        return TodayOrder(situation.today, ())
    course = course or course_of(situation, policy)
    deck = replace(course.layout.deck, memories=deck_of(situation.cards, situation.today).memories)
    scores = first_scores(replace(course, layout=replace(course.layout, deck=deck)), situation)
    places = np.argsort(-scores, kind="stable").tolist()
    return TodayOrder(
        situation.today,
        tuple(OrderedCard(situation.cards[n].key, float(scores[n])) for n in places if scores[n] > 0),
    )
