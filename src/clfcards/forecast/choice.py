"""Which policy is best for a situation, found by simulation."""

import math
from collections.abc import Callable, Iterator

from clfcards.forecast.course import Course, Tuning
from clfcards.forecast.index import index_by_greed, index_by_prices
from clfcards.forecast.layout import COARSE, FINE, Layout, daily_prices, layout, slot_prices
from clfcards.forecast.memories import Floats
from clfcards.forecast.policy import Policy
from clfcards.forecast.prices import prices_of
from clfcards.forecast.simulation import simulate
from clfcards.forecast.situation import Situation

Progress = Callable[[float], None]
"""Is told which part of the work is done, from 0 to 1."""

TRIED_LEARNERS = 16
_WARM_ROUNDS = 4


def choose_policy(situation: Situation, seed: int, progress: Progress = lambda done: None) -> Policy:
    """The best of three kinds of policies for a situation, by simulated learners. It takes seconds."""
    if not situation.seconds or not situation.cards:
        return Policy("greedy", situation.today)
    prices = _prices(situation, None, None)
    progress(0.5)
    found = layout(situation, FINE)
    by_slot = _of_slots(prices, situation, found)
    greed = index_by_greed(found.terms)
    candidates = [
        (Policy("prices", situation.today, prices), Course(index_by_prices(found.terms, by_slot))),
        (Policy("greedy", situation.today, prices), Course(greed)),
    ]
    for tuning in _tunings(situation):
        policy = Policy("tuned", situation.today, prices, *_fields(tuning))
        candidates.append((policy, Course(greed, tuning)))
    results = []
    for number, (policy, course) in enumerate(candidates, 1):
        results.append((expected_value(situation, found, course, seed), policy))
        progress(0.5 + 0.5 * number / len(candidates))
    return max(results, key=lambda result: result[0])[1]


def renewed(situation: Situation, policy: Policy) -> Policy:
    """The same kind of policy on a later day, with prices that follow from what happened; the old ones are the start.

    It takes a fraction of a second.
    """
    if not situation.seconds or not situation.cards:
        return Policy("greedy", situation.today)
    prices = _prices(situation, policy, _WARM_ROUNDS)
    return Policy(
        policy.kind,
        situation.today,
        prices,
        policy.new_per_day,
        policy.desired_retention,
        policy.greedy_days,
    )


def course_of(situation: Situation, policy: Policy, found: Layout) -> Course:
    """The policy as tables."""
    prices = slot_prices(policy, situation, found.slots)
    if policy.kind == "prices" and prices is not None:
        return Course(index_by_prices(found.terms, prices))
    tuning = Tuning(policy.new_per_day, policy.desired_retention, policy.greedy_days)
    return Course(index_by_greed(found.terms), tuning if policy.kind == "tuned" else None)


def expected_value(situation: Situation, found: Layout, course: Course, seed: int) -> float:
    """The mean value that learners recall on the day of the exam, if the weights are right."""
    outcome = simulate(
        found.deck, found.slots, found.terms, course, situation.weights, situation.habits, TRIED_LEARNERS, seed
    )
    return float((outcome.recall @ found.deck.value).mean())


def _prices(situation: Situation, policy: Policy | None, rounds: int | None) -> tuple[float, ...]:
    found = layout(situation, COARSE)
    start = slot_prices(policy, situation, found.slots) if policy else None
    prices = prices_of(found, start) if start is None or rounds is None else prices_of(found, start, rounds)
    return daily_prices(prices, found.slots)


def _of_slots(prices: tuple[float, ...], situation: Situation, found: Layout) -> Floats:
    result = slot_prices(Policy("prices", situation.today, prices), situation, found.slots)
    assert result is not None
    return result


def _tunings(situation: Situation) -> Iterator[Tuning]:
    new = sum(card.is_new for card in situation.cards)
    days = sum(seconds > 0 for seconds in situation.seconds)
    for part in (0.6, 0.8, 1.0):
        for retention in (0.8, 0.9):
            for greedy_days in (3, 7):
                yield Tuning(math.ceil(new / max(1, part * days)), retention, greedy_days)


def _fields(tuning: Tuning) -> tuple[int, float, int]:
    return tuning.new_per_day, tuning.desired_retention, tuning.greedy_days
