"""What can be expected on the day of the exam."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from clfcards.forecast.choice import course_of
from clfcards.forecast.dual import bound
from clfcards.forecast.layout import Layout, layout, slot_prices
from clfcards.forecast.memories import Floats
from clfcards.forecast.policy import Policy
from clfcards.forecast.simulation import Outcome, simulate
from clfcards.forecast.situation import Situation
from clfcards.forecast.unsure import SPREAD, unsure_learners
from clfcards.model.time import StudyDay

LEARNERS = 100
_NINETY = (0.05, 0.95)  # quantiles

Why = Literal["no question tests it", "too little time"]


class Estimate(NamedTuple):
    """A share from 0 to 1, with the bounds of its 90% interval."""

    mean: float
    low: float
    high: float


class GroupOutlook(NamedTuple):
    """The cards of a group: how many there are, how many are introduced by the day of the exam on average, and the
    share of their value, and of the cards, that is recalled then."""

    id: str
    cards: int
    introduced: float
    recall: Estimate
    cards_recalled: Estimate


class DayOutlook(NamedTuple):
    """The new cards, the reviews and the seconds of study that can be expected on a day."""

    day: StudyDay
    new: float
    reviews: float
    seconds: float


class CardOutlook(NamedTuple):
    """The probabilities that a card is introduced before the exam, and that it is recalled on its day."""

    key: str
    introduced: float
    recall: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """What learners can expect who follow a policy.

    `recall` is the share of all value that is recalled on the day of the exam, and `cards_recalled` the share of the
    cards. No policy can expect more than `bound` if the weights are right. `days` are those until the exam; where they
    were computed in blocks, a block's days have its mean. `dropped` are the keys of the new cards that are probably not
    introduced, the most valuable first.
    """

    recall: Estimate
    cards_recalled: Estimate
    bound: float
    groups: tuple[GroupOutlook, ...]
    days: tuple[DayOutlook, ...]
    cards: tuple[CardOutlook, ...]
    dropped: tuple[str, ...]


def outlook(
    situation: Situation, policy: Policy, seed: int, learners: int = LEARNERS, spread: float = SPREAD
) -> Outlook:
    """What can be expected of a policy, by simulated learners whose weights differ from the believed ones by chance."""
    found = layout(situation)
    truth = unsure_learners(found.deck, situation.weights, learners, spread, seed)
    course = course_of(situation, policy, found)
    outcome = simulate(
        found.deck, found.slots, found.terms, course, situation.weights, situation.habits, learners, seed + 1, truth
    )
    value = found.deck.value
    cards = tuple(
        CardOutlook(card.key, float(introduced), float(recall))
        for card, introduced, recall in zip(
            situation.cards, outcome.introduced.mean(axis=0), outcome.recall.mean(axis=0), strict=True
        )
    )
    left = [n for n, card in enumerate(cards) if card.introduced < 0.5]
    prices = slot_prices(policy, situation, found.slots)
    most = bound(found.terms, found.counted, prices) if prices is not None else float(value.sum())
    return Outlook(
        _estimate(outcome.recall, value),
        _estimate(outcome.recall, np.ones_like(value)),
        min(1.0, most / float(value.sum())),
        _groups(situation, outcome, value),
        _days(situation, found, outcome),
        cards,
        tuple(cards[n].key for n in sorted(left, key=lambda n: (-value[n], n))),
    )


def _estimate(recall: Floats, value: Floats) -> Estimate:
    total = float(value.sum())
    if not total:
        return Estimate(0.0, 0.0, 0.0)
    shares = recall @ value / total
    low, high = np.quantile(shares, _NINETY)
    return Estimate(float(shares.mean()), float(low), float(high))


def _groups(situation: Situation, outcome: Outcome, value: Floats) -> tuple[GroupOutlook, ...]:
    places: dict[str, list[int]] = {}
    for number, card in enumerate(situation.cards):
        for group in card.groups:
            places.setdefault(group, []).append(number)
    return tuple(
        GroupOutlook(
            group,
            len(own),
            float(outcome.introduced[:, own].sum(axis=1).mean()),
            _estimate(outcome.recall[:, own], value[own]),
            _estimate(outcome.recall[:, own], np.ones(len(own))),
        )
        for group, own in places.items()
    )


def _days(situation: Situation, found: Layout, outcome: Outcome) -> tuple[DayOutlook, ...]:
    days: list[DayOutlook] = []
    amounts = (part.mean(axis=0).tolist() for part in (outcome.new, outcome.reviews, outcome.seconds))
    for slot, new, reviews, seconds in zip(found.slots, *amounts, strict=True):
        length = slot.end - slot.first
        days += [
            DayOutlook(StudyDay(situation.today + day), new / length, reviews / length, seconds / length)
            for day in range(slot.first, slot.end)
        ]
    return tuple(days)
