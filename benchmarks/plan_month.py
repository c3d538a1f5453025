"""How often what a plan promises each morning holds what is recalled on the day of the exam.

Run: `python benchmarks/plan_month.py [--seeds FIRST LAST]`. Learners study for a month by the program's own order, and
the plan is made again on some mornings. Their memory is py-fsrs's, with the weights of the plan or with others, and
they meet misfortunes. The truth is the recall of the whole deck on the day of the exam by the learner's own memory.
"""

import argparse
import math
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from benchmarks.plan import TODAY, Learner
from clfcards.forecast.allowance import allowance
from clfcards.forecast.card import PlannedCard
from clfcards.forecast.choice import choose_policy, renewed
from clfcards.forecast.order import order_of_today
from clfcards.forecast.outlook import Estimate, outlook
from clfcards.forecast.policy import Policy
from clfcards.forecast.situation import Situation
from clfcards.memory.model import MemoryModel
from clfcards.memory.weights import DEFAULT_WEIGHTS, HIGHEST_WEIGHTS, LOWEST_WEIGHTS
from clfcards.model.time import StudyDay

DAYS = 30
DECKS = {"time is ample: 100 cards, 5 minutes": (100, 300.0), "time is short: 250 cards, 5 minutes": (250, 300.0)}
VALUES = (0.25, 1.0, 2.1)
MORNINGS = (0, 5, 10, 15, 20, 23, 28)
MISSED_DAYS = frozenset({8, 9, 17, 24})
EXAM_DAYS = frozenset({21, 27})
BAD_EXAM, QUESTIONS, WRONG = 21, 20, 12
MISFORTUNES = ("none", "four missed days", "a bad exam", "both")
MISSED_STABILITY = 0.5  # as the program sees a fact behind a missed question, when it orders the cards
_LEARNERS, _CAREFUL_LEARNERS = 48, 24  # as on every morning


class Promise(NamedTuple):
    """What was said on a morning: the model's own 90% interval, and by how much the allowance lowers its lower end."""

    day: int
    estimate: Estimate
    allowance: float


class Month(NamedTuple):
    """A month: what was promised, and the share of the deck that was recalled on the day of the exam."""

    promises: tuple[Promise, ...]
    recalled: float


def weights_of(seed: int, spread: float) -> tuple[float, ...]:
    """The weights of a learner, each of which differs by a factor with this spread in its logarithm."""
    draw = random.Random(seed)
    own = (weight * math.exp(draw.gauss(0, spread)) for weight in DEFAULT_WEIGHTS)
    return tuple(
        min(max(weight, low), high) for weight, low, high in zip(own, LOWEST_WEIGHTS, HIGHEST_WEIGHTS, strict=True)
    )


def beginning(cards: int, seconds: float) -> Situation:
    """A new deck on the first morning; a day with a practice exam has no time for cards."""
    planned = tuple(PlannedCard(f"card-{n}", VALUES[n % len(VALUES)], ("deck",)) for n in range(cards))
    return Situation(TODAY, tuple(0.0 if day in EXAM_DAYS else seconds for day in range(DAYS)), planned)


def month(where: Situation, policy: Policy, misfortune: str, weights: tuple[float, ...], seed: int) -> Month:
    """A month of a learner with these weights, who begins with this policy."""
    learner = Learner(None, where, MemoryModel(weights), MemoryModel(where.weights), seed)  # type: ignore[arg-type]
    place = {card.key: n for n, card in enumerate(where.cards)}
    promises: list[Promise] = []
    pulled: set[int] = set()
    for day in range(DAYS):
        if day in MISSED_DAYS and misfortune in ("four missed days", "both"):
            continue
        now = morning(where, learner, day)
        if day in MORNINGS:
            policy = renewed(now, policy)
            found = outlook(now, policy, 1, _LEARNERS)
            own = next(group.cards_recalled for group in found.groups if group.id == "deck")
            promises.append(Promise(day, own, allowance(now, policy, own.mean, "deck", 1, _CAREFUL_LEARNERS)))
        if day == BAD_EXAM and misfortune in ("a bad exam", "both"):
            pulled = set(missed(learner, day))
        left = now.seconds[0]
        if not left:
            continue
        for one in order_of_today(_doubted(now, pulled), policy).cards:
            if left <= 0:
                break
            left -= learner.answer(place[one.key], day)
            pulled.discard(place[one.key])
    return Month(tuple(promises), sum(recalls(learner, DAYS).values()) / len(where.cards))


def morning(where: Situation, learner: Learner, day: int) -> Situation:
    """The situation on a day, as the plan sees it."""
    cards = tuple(
        card
        if n not in learner.last_day
        else card._replace(memory=learner.memories[1][n], last_day=StudyDay(TODAY + learner.last_day[n]))
        for n, card in enumerate(where.cards)
    )
    return replace(where, today=StudyDay(TODAY + day), seconds=where.seconds[day:], cards=cards)


def missed(learner: Learner, day: int) -> Iterator[int]:
    """The cards behind the questions that are missed: those that are forgotten first."""
    draw = random.Random(day)
    known = recalls(learner, day)
    asked = draw.sample(sorted(known), min(QUESTIONS, len(known)))
    return iter(sorted(asked, key=lambda card: known[card] - draw.random())[:WRONG])


def recalls(learner: Learner, day: int) -> Mapping[int, float]:
    """The true recall of each card that was met."""
    model = learner.models[0]
    return {
        card: model.retrievability(day - learner.last_day[card], memory.stability)
        for card, memory in learner.memories[0].items()
    }


def _doubted(now: Situation, pulled: set[int]) -> Situation:
    cards = list(now.cards)
    for n in pulled:
        memory = cards[n].memory
        if memory is not None:
            cards[n] = cards[n]._replace(memory=memory._replace(stability=memory.stability * MISSED_STABILITY))
    return replace(now, cards=tuple(cards))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs=2, default=(0, 6), metavar=("FIRST", "LAST"))
    seeds = range(*parser.parse_args().seeds)
    print("| deck | learner | misfortune | recalled | in the interval | without the allowance | below | above |")
    print("|---|---|---|---|---|---|---|---|")
    total: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for deck, (cards, seconds) in DECKS.items():
        where = beginning(cards, seconds)
        policy = choose_policy(where, 1)
        for spread in (0.0, 0.25):
            for misfortune in MISFORTUNES:
                months = [month(where, policy, misfortune, weights_of(seed, spread), seed) for seed in seeds]
                row(deck, spread, misfortune, months, total)
    for name, (within, own, number) in total.items():
        print(f"{name}: {within} of {number} in the interval, {own} without the allowance")


def row(deck: str, spread: float, misfortune: str, months: list[Month], total: dict[str, list[int]]) -> None:
    said = [(one, each.recalled) for each in months for one in each.promises]
    below = sum(truth < one.estimate.low - one.allowance for one, truth in said)
    above = sum(truth > one.estimate.high for one, truth in said)
    own = sum(one.estimate.low <= truth <= one.estimate.high for one, truth in said)
    recalled = sum(each.recalled for each in months) / len(months)
    kind = "as believed" if not spread else f"weights off by {spread}"
    within = len(said) - below - above
    print(
        f"| {deck} | {kind} | {misfortune} | {recalled:.1%} | {within} of {len(said)} | {own} | {below} | {above} |",
        flush=True,
    )
    for name in (kind, misfortune, *(f"on day {day}" for day in MORNINGS), "all"):
        chosen = [pair for pair in said if not name.startswith("on day") or name == f"on day {pair[0].day}"]
        total[name][0] += sum(one.estimate.low - one.allowance <= truth <= one.estimate.high for one, truth in chosen)
        total[name][1] += sum(one.estimate.low <= truth <= one.estimate.high for one, truth in chosen)
        total[name][2] += len(chosen)


if __name__ == "__main__":
    main()
