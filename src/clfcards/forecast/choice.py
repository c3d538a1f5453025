"""Which policy is best for a situation, found by simulation."""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace

from clfcards.forecast.course import Course, Tuning, course_of
from clfcards.forecast.layout import COARSE, QUICK, daily_prices, layout, slot_prices
from clfcards.forecast.policy import Policy
from clfcards.forecast.prices import prices_of
from clfcards.forecast.simulation import simulate
from clfcards.forecast.situation import Situation

Progress = Callable[[float], None]
"""Receives the share of the work that is done, from 0 to 1."""

_LEARNERS = 16
_NEGLIGIBLE = 0.0005  # a simpler policy has to be better by more than this part
_WARM_ROUNDS = 4


def choose_policy(situation: Situation, seed: int, progress: Progress = lambda done: None) -> Policy:
    """The best of three kinds of policies for a situation, by simulated learners. It takes seconds."""
    if not situation.seconds or not situation.cards:
        return Policy("greedy", situation.today)
    found = layout(situation, COARSE)
    prices = daily_prices(prices_of(found), found.slots)
    by_price = Policy("prices", situation.today, prices, limits=situation.limits)
    progress(0.5)
    greedy = course_of(situation, replace(by_price, kind="greedy"))
    courses = [(by_price, course_of(situation, by_price)), (replace(by_price, kind="greedy"), greedy)]
    for tuning in _tunings(situation):
        courses.append((_tuned(by_price, tuning), replace(greedy, tuning=tuning)))
    values = []
    for number, (_, course) in enumerate(courses, 1):
        values.append(expected_value(situation, course, seed))
        progress(0.5 + 0.5 * number / len(courses))
    enough = max(values) * (1 - _NEGLIGIBLE)
    return next(policy for (policy, _), value in zip(courses, values, strict=True) if value >= enough)


def renewed(situation: Situation, policy: Policy) -> Policy:
    """The same kind of policy on a later day, with prices that follow from what happened; the old ones are the start.

    It takes a fraction of a second.
    """
    if not situation.seconds or not situation.cards:
        return Policy("greedy", situation.today)
    found = layout(situation, QUICK)
    prices = prices_of(found, slot_prices(policy, situation, found.slots), _WARM_ROUNDS)
    return replace(policy, first_day=situation.today, prices=daily_prices(prices, found.slots))


def expected_value(situation: Situation, course: Course, seed: int) -> float:
    """The mean value that learners recall on the day of the exam, if the weights are right."""
    outcome = simulate(course, situation, _LEARNERS, seed)
    return float((outcome.recall @ course.layout.deck.value).mean())


def _tunings(situation: Situation) -> Iterator[Tuning]:
    new = sum(card.is_new for card in situation.cards)
    days = sum(seconds > 0 for seconds in situation.seconds)
    for part in (0.6, 0.8, 1.0):
        for retention in (0.8, 0.9):
            for greedy_days in (3, 7):
                yield Tuning(math.ceil(new / max(1, part * days)), retention, greedy_days)


def _tuned(policy: Policy, tuning: Tuning) -> Policy:
    return replace(policy, kind="tuned", **tuning._asdict())
