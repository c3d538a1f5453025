"""What a bad exam in the middle of a month should change in a plan: two constants, each compared with others.

Run: `python benchmarks/plan_missed.py [--seeds FIRST END]`. Learners miss 12 of 20 questions on day 22 of 30, those
whose facts they have forgotten first. From then on, the same learner goes on in several ways, with the same minutes:

- Of its stability, so much is believed of a fact behind a missed question when a day's cards are ordered.
- A missed question is a new card itself, which is worth a part of what it tests.

What counts is the share of the value of all facts that is recalled on the day of the exam. A question that is asked
again word for word adds nothing to it. In one world every card is as hard as the memory model says, in the other the
days that a memory lasts differ from card to card by a factor with a standard deviation of 0.5 in the logarithm, so
that a missed question is news.
"""

import argparse
import copy
import math
import random
import statistics
from collections.abc import Collection
from dataclasses import replace
from itertools import product

from benchmarks.plan import Learner
from benchmarks.plan_month import (
    BAD_EXAM,
    DAYS,
    DECKS,
    VALUES,
    WRONG,
    beginning,
    first_policy,
    missed,
    morning,
    study,
    weights_of,
)
from clfcards.forecast.card import PlannedCard
from clfcards.forecast.choice import renewed
from clfcards.forecast.policy import Policy
from clfcards.forecast.situation import Situation
from clfcards.memory.model import MemoryModel

STABILITIES = (1.0, 0.7, 0.5, 0.25)  # of a fact behind a missed question
QUESTIONS = (0.0, 0.01, 0.05, 0.25, 1.0)  # of its value, a missed question keeps as a card
IN_USE = 0.5
RENEWED = 5  # days after which the prices follow from what happened
WORLDS = {"as the model says": 0.0, "differ": 0.5}
SPREAD = 0.25


class Differing(Learner):
    """A learner whose memory of a card lasts longer or less long than the model says, by a factor of the card."""

    def __init__(self, where: Situation, weights: tuple[float, ...], differ: float, seed: int) -> None:
        super().__init__(None, where, MemoryModel(weights), MemoryModel(where.weights), seed)  # type: ignore[arg-type]
        draw = random.Random(seed)
        self.factors = [math.exp(draw.gauss(0, differ)) for _ in where.cards] + [1.0] * WRONG

    def recall(self, card: int, day: int) -> float:
        elapsed = (day - self.last_day[card]) / self.factors[card]
        return self.models[0].retrievability(elapsed, self.memories[0][card].stability)

    def recalled_facts(self) -> float:
        """The share of the value of all facts that is recalled on the day of the exam."""
        facts = [card for card in self.where.cards if card.groups]
        met = (n for n in self.last_day if n < len(facts))
        return sum(facts[n].value * self.recall(n, DAYS) for n in met) / sum(card.value for card in facts)


def before_exam(deck: str, differ: float, seed: int) -> tuple[Differing, Policy]:
    """A learner on the morning of the exam, and the policy then."""
    where, policy = beginning(*DECKS[deck]), first_policy(deck)
    learner = Differing(where, weights_of(seed, SPREAD), differ, seed)
    for day in range(BAD_EXAM):
        now = morning(where, learner, day)
        if day % RENEWED == 0:
            policy = renewed(now, policy)
        study(learner, now, policy, day)
    return learner, policy


def after_exam(learner: Differing, policy: Policy, stability: float, question: float) -> tuple[float, int]:
    """The share of the value that is recalled if so much is believed, and how many missed questions are asked again."""
    learner = copy.deepcopy(learner)
    wrong = tuple(missed(learner, BAD_EXAM))
    pulled = {learner.where.cards[n].key for n in wrong}
    asked = [PlannedCard(f"question-{n}", question * (VALUES[0] + VALUES[1])) for n in wrong if question]
    learner.where = replace(learner.where, cards=(*learner.where.cards, *asked))
    for day in range(BAD_EXAM + 1, DAYS):
        now = morning(learner.where, learner, day)
        if day % RENEWED == 0:
            policy = renewed(now, policy)
        pulled.difference_update(study(learner, doubted(now, pulled, stability), policy, day))
    return learner.recalled_facts(), sum(n >= len(learner.where.cards) - len(asked) for n in learner.last_day)


def doubted(now: Situation, pulled: Collection[str], stability: float) -> Situation:
    """The cards as they are ordered: so much is believed of the stability of those that were pulled."""
    return replace(
        now,
        cards=tuple(
            card._replace(memory=card.memory._replace(stability=stability * card.memory.stability))
            if card.key in pulled and card.memory is not None
            else card
            for card in now.cards
        ),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs=2, default=(0, 20), metavar=("FIRST", "END"))
    seeds = range(*parser.parse_args().seeds)
    stability = IN_USE
    ways = [*((each, 0.0) for each in STABILITIES), *((stability, each) for each in QUESTIONS if each)]
    print("| deck, cards | believed | question's part | value recalled | beyond the first line | asked again |")
    print("|---|---|---|---|---|---|")
    for deck, (world, differ) in product(DECKS, WORLDS.items()):
        begun = [before_exam(deck, differ, seed) for seed in seeds]
        first: list[float] = []
        for way in ways:
            found = [after_exam(*each, *way) for each in begun]
            values = [value for value, _ in found]
            first = first or values
            more = [value - other for value, other in zip(values, first, strict=True)]
            error = statistics.stdev(more) / len(more) ** 0.5
            print(
                f"| {deck}, {world} | {way[0]} | {way[1]} | {statistics.fmean(values):.2%} | "
                f"{100 * statistics.fmean(more):+.2f} ± {100 * error:.2f} points | "
                f"{statistics.fmean(asked for _, asked in found):.1f} of {WRONG} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
