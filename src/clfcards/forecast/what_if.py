"""What more time would bring."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from clfcards.forecast.choice import expected_value
from clfcards.forecast.course import course_of
from clfcards.forecast.layout import COARSE, daily_prices, layout, slot_prices
from clfcards.forecast.policy import Policy
from clfcards.forecast.prices import prices_of
from clfcards.forecast.situation import MOST_DAYS, Situation

TEN_MINUTES = 600.0  # seconds
WEEK = 7  # days
_ROUNDS = 20


class WhatIf(NamedTuple):
    """How much larger the share of value recalled on the day of the exam would be, from 0 to 1: with ten more minutes
    on each day of study, and with an exam a week later, whose last week has the same minutes as the one before."""

    ten_minutes: float
    week: float


def what_if(situation: Situation, policy: Policy, seed: int) -> WhatIf:
    """What more time would bring, by learners who are simulated with the same luck. It takes seconds."""
    if not situation.value or not situation.seconds:
        return WhatIf(0.0, 0.0)
    seconds = situation.seconds
    longer = replace(situation, seconds=tuple(min(86_400.0, s + TEN_MINUTES) if s else s for s in seconds))
    more_days = min(WEEK, MOST_DAYS - len(seconds))
    later = replace(situation, seconds=seconds + (seconds[-WEEK:] * WEEK)[:more_days])
    now = _best(situation, policy, seed)
    gains = (_best(other, policy, seed) - now for other in (longer, later))
    return WhatIf(*(max(0.0, gain / situation.value) for gain in gains))


def _best(situation: Situation, policy: Policy, seed: int) -> float:
    """The value recalled in a situation that is not the policy's own, by the better of its kind and new prices."""
    found = layout(situation, COARSE)
    prices = prices_of(found, slot_prices(policy, situation, found.slots), _ROUNDS)
    fitted = replace(policy, first_day=situation.today, prices=daily_prices(prices, found.slots))
    return max(expected_value(situation, course_of(situation, each), seed) for each in _kinds(fitted))


def _kinds(policy: Policy) -> Iterator[Policy]:
    yield policy
    if policy.kind != "prices":
        yield replace(policy, kind="prices")
