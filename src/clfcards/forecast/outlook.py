"""What can be expected on the day of the exam."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from clfcards.forecast.course import Course, course_of
from clfcards.forecast.deck import deck_of
from clfcards.forecast.dual import bound as upper_bound
from clfcards.forecast.layout import FINE, Layout, layout, slot_prices
from clfcards.forecast.memories import Floats, retrievability
from clfcards.forecast.policy import Policy
from clfcards.forecast.simulation import Outcome, simulate
from clfcards.forecast.situation import Situation
from clfcards.forecast.unsure import SPREAD, unsure_learners
from clfcards.model.time import StudyDay

LEARNERS = 120
_NINETY = (0.05, 0.95)

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
    were computed in blocks, a block's days have its mean.
    """

    recall: Estimate
    cards_recalled: Estimate
    bound: float
    groups: tuple[GroupOutlook, ...]
    days: tuple[DayOutlook, ...]
    cards: tuple[CardOutlook, ...]


def outlook(
    situation: Situation,
    policy: Policy,
    seed: int,
    learners: int = LEARNERS,
    spread: float = SPREAD,
    course: Course | None = None,
) -> Outlook:
    """What can be expected of a policy, by simulated learners whose weights differ from the believed ones by chance.

    `course` is that of the policy in this situation, if it was made already, which takes a third of the time.
    """
    if not situation.cards:
        nothing = Estimate(0.0, 0.0, 0.0)
        return Outlook(nothing, nothing, 0.0, (), (), ())
    if not situation.seconds:
        return _today(situation, seed, learners, spread)
    course = course or course_of(situation, policy)
    outcome = simulated(situation, course, seed, learners, spread)
    days = _days(situation, course.layout, outcome)
    return _summed(situation, outcome, days, _bound(situation, policy, course.layout))


def simulated(situation: Situation, course: Course, seed: int, learners: int, spread: float = SPREAD) -> Outcome:
    """What becomes of learners who follow the course, whose weights differ from the believed ones by chance."""
    truth = unsure_learners(situation.cards, course.layout.deck, situation.weights, learners, spread, seed)
    return simulate(course, situation, learners, seed + 1, truth)


def group_recall(situation: Situation, outcome: Outcome, group: str) -> Estimate:
    """The share of the group's cards that is recalled; of all cards, if there is none in the group."""
    own = [n for n, card in enumerate(situation.cards) if group in card.groups] or list(range(len(situation.cards)))
    return estimate_of(outcome.recall[:, own], np.ones(len(own)))


def _today(situation: Situation, seed: int, learners: int, spread: float) -> Outlook:
    """The outlook on the day of the exam itself, which is what is known now."""
    deck = deck_of(situation.cards, situation.today)
    truth = unsure_learners(situation.cards, deck, situation.weights, learners, spread, seed)
    introduced = np.broadcast_to(~deck.is_new, (learners, len(deck.value)))
    recall = retrievability(truth.weights, -deck.last_day.astype(float), truth.memories.stability)
    none = np.zeros((learners, 0))
    outcome = Outcome(np.where(introduced, recall, 0.0), introduced, none.astype(int), none.astype(int), none)
    believed = retrievability(situation.weights, -deck.last_day.astype(float), deck.memories.stability)
    share = float(deck.value @ np.where(deck.is_new, 0.0, believed)) / max(situation.value, 1e-300)
    return _summed(situation, outcome, (), share)


def _summed(situation: Situation, outcome: Outcome, days: tuple[DayOutlook, ...], bound: float) -> Outlook:
    value = np.asarray([card.value for card in situation.cards])
    cards = tuple(
        CardOutlook(card.key, float(introduced), float(recall))
        for card, introduced, recall in zip(
            situation.cards, outcome.introduced.mean(axis=0), outcome.recall.mean(axis=0), strict=True
        )
    )
    return Outlook(
        estimate_of(outcome.recall, value),
        estimate_of(outcome.recall, np.ones_like(value)),
        bound,
        _groups(situation, outcome, value),
        days,
        cards,
    )


def left_out(situation: Situation, found: Outlook, group: str) -> tuple[str, ...]:
    """The keys of the group's cards that are not introduced, the most valuable first.

    There are as many as are left on average, those that are left most often, so that they and the cards that are met
    are all cards of the group.
    """
    pairs = zip(situation.cards, found.cards, strict=True)
    own = [(expected.introduced, card.value, card.key) for card, expected in pairs if group in card.groups]
    number = len(own) - round(sum(introduced for introduced, _, _ in own))
    left = sorted(own, key=lambda one: one[:2])[:number]
    return tuple(key for _, _, key in sorted(left, key=lambda one: -one[1]))


def _bound(situation: Situation, policy: Policy, found: Layout) -> float:
    """The share of all value that no policy can surpass."""
    if not situation.value:
        return 0.0
    fine = found if policy.kind == "prices" else layout(situation, FINE)
    most = upper_bound(fine.terms, fine.counted, slot_prices(policy, situation, fine.slots))
    return min(1.0, most / situation.value)


def estimate_of(recall: Floats, value: Floats) -> Estimate:
    """The share of the value that is recalled, from the recall of each card by learner."""
    total = float(value.sum())
    if not total:
        return Estimate(0.0, 0.0, 0.0)
    shares = recall @ value / total
    # By this definition of a quantile, one more learner like these lies between them with a probability of 90%, however
    # few there are.
    low, high = np.quantile(shares, _NINETY, method="weibull")
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
            estimate_of(outcome.recall[:, own], value[own]),
            estimate_of(outcome.recall[:, own], np.ones(len(own))),
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
