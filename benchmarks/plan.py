"""Plans against what no plan can surpass, against learners with other memories, and how fast they are made.

Run: `python benchmarks/plan.py [cases] [values] [coverage] [speed]`. The learners are simulated here with py-fsrs, one
card after the other, and share no code with the program's own simulation but the order of the cards.
"""

import argparse
import math
import random
import resource
import statistics
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from clfcards.decks.load import load_with_guide
from clfcards.decks.study import study_deck
from clfcards.forecast.card import PastAnswer, PlannedCard
from clfcards.forecast.choice import choose_policy, renewed
from clfcards.forecast.course import CardsNow, Course, course_of
from clfcards.forecast.dual import bound
from clfcards.forecast.habits import FIRST_RATINGS, LEARNING_STEPS, MOST_STEPS, RELEARNING_STEPS, RIGHT_RATINGS
from clfcards.forecast.layout import Detail, layout, slot_prices
from clfcards.forecast.memories import Memories
from clfcards.forecast.order import order_of_today
from clfcards.forecast.outlook import outlook
from clfcards.forecast.policy import Policy
from clfcards.forecast.situation import Situation
from clfcards.forecast.values import card_values
from clfcards.memory.model import MemoryModel
from clfcards.memory.state import Memory
from clfcards.memory.weights import DEFAULT_WEIGHTS, HIGHEST_WEIGHTS, LOWEST_WEIGHTS
from clfcards.model.rating import Rating
from clfcards.model.time import StudyDay

CASES = ((500, 30, 20), (500, 30, 10), (500, 14, 20), (1000, 60, 15), (1000, 60, 30))
BOUNDS = (94.1, 66.1, 66.9, 79.1, 98.1)  # found earlier by another program, with a slightly other model of the steps
GRIDS = (Detail(30, 7), Detail(44, 9))
TODAY = StudyDay(20_000)


def situation(cards: int, days: int, minutes: float, values: Sequence[float] = (1.0,)) -> Situation:
    """A deck of new cards, with these values in an order drawn by lot."""
    drawn = random.Random(0).sample([values[n % len(values)] for n in range(cards)], cards)
    planned = tuple(PlannedCard(f"card-{n}", value) for n, value in enumerate(drawn))
    return Situation(TODAY, (minutes * 60,) * days, planned)


class Learner:
    """A learner whose memory follows `real`, while the plan believes `believed`; both are py-fsrs."""

    def __init__(self, course: Course, where: Situation, real: MemoryModel, believed: MemoryModel, seed: int) -> None:
        self.course, self.where, self.models = course, where, (real, believed)
        self.random = random.Random(seed)
        self.memories: list[dict[int, Memory]] = [{}, {}]
        self.last_day: dict[int, int] = {}
        self.answers: defaultdict[int, list[PastAnswer]] = defaultdict(list)
        self.debt = self.spent = 0.0

    def study(self, day: int) -> None:
        """Cards in the order of the course, until the time is up; the rest of the last one is taken off tomorrow."""
        left = self.where.seconds[day] - self.debt
        for card in self.order(day):
            if left <= 0:
                break
            seconds = self.answer(card, day)
            self.spent += seconds
            left -= seconds
        self.debt = max(0.0, -left)

    def order(self, day: int) -> list[int]:
        count = len(self.where.cards)
        nothing = Memory(1.0, 5.0)
        believed = [self.memories[1].get(card, nothing) for card in range(count)]
        memories = Memories(np.array([[m.stability for m in believed]]), np.array([[m.difficulty for m in believed]]))
        around = self.course.layout.terms.grid.around(memories)
        source = np.array([[self.last_day.get(card, -1) for card in range(count)]])
        model = self.models[1]
        recall = [
            model.retrievability(day + 0.5 - self.last_day.get(n, day), m.stability) for n, m in enumerate(believed)
        ]
        scores = self.course.scores(day, CardsNow(source, around.nodes, around.weights, np.array([recall])))[0]
        return [int(card) for card in np.argsort(-scores, kind="stable") if scores[card] > 0]

    def answer(self, card: int, day: int) -> float:
        """The seconds that the card takes on this day."""
        costs = self.where.habits.costs
        if card not in self.last_day:
            rating = self.draw(FIRST_RATINGS)
            ratings = [rating, *self.steps(rating, LEARNING_STEPS, 1 if rating == Rating.GOOD else 2)]
            seconds, elapsed = costs.new, 0
        else:
            elapsed = day - self.last_day[card]
            if self.random.random() < self.recall(card, day):
                ratings, seconds = [self.draw(RIGHT_RATINGS)], costs.right
            else:
                ratings, seconds = [Rating.AGAIN, *self.steps(Rating.AGAIN, RELEARNING_STEPS, 1)], costs.wrong
        for model, memories in zip(self.models, self.memories, strict=True):
            memory = memories.get(card)
            for number, rating in enumerate(ratings):
                memory = model.after(memory, rating, elapsed if number == 0 else 0)
            assert memory is not None
            memories[card] = memory
        self.answers[card] += [PastAnswer(StudyDay(self.where.today + day), rating) for rating in ratings]
        self.last_day[card] = day
        return seconds

    def recall(self, card: int, day: int) -> float:
        """The true probability that a card which was met is recalled on a day."""
        return self.models[0].retrievability(day - self.last_day[card], self.memories[0][card].stability)

    def steps(self, rating: Rating, chances: Sequence[Sequence[float]], needed: int) -> list[Rating]:
        ratings: list[Rating] = []
        passed = 0
        while passed < needed and rating != Rating.EASY and len(ratings) < MOST_STEPS:
            rating = self.draw(chances[rating - 1])
            ratings.append(rating)
            passed = 0 if rating == Rating.AGAIN else passed + (rating >= Rating.GOOD)
        return ratings

    def draw(self, chances: Sequence[float]) -> Rating:
        return self.random.choices(tuple(Rating), chances)[0]

    def recalled(self) -> float:
        """The share of all value that is recalled on the day of the exam."""
        exam = len(self.where.seconds)
        recalled = (self.where.cards[card].value * self.recall(card, exam) for card in self.memories[0])
        return math.fsum(recalled) / self.where.value


def learned(course: Course, where: Situation, real: MemoryModel, seed: int) -> tuple[float, float]:
    """What a learner recalls who follows the course, and the share of the time that was spent."""
    learner = Learner(course, where, real, MemoryModel(where.weights), seed)
    for day in range(len(where.seconds)):
        learner.study(day)
    return learner.recalled(), learner.spent / sum(where.seconds)


def bounds(where: Situation, policy: Policy) -> list[float]:
    """The bound at the policy's prices, on two grids; at any prices, it is a bound."""
    found = [layout(where, detail) for detail in GRIDS]
    return [bound(each.terms, each.counted, slot_prices(policy, where, each.slots)) / where.value for each in found]


def cases(learners: int, values: Sequence[float]) -> None:
    print("| cards/days/minutes | bound on two grids | policy | recalled | of the bound | minutes spent |")
    print("|---|---|---|---|---|---|")
    for cards, days, minutes in CASES:
        where = situation(cards, days, minutes, values)
        policy = choose_policy(where, seed=1)
        course = course_of(where, policy)
        real = MemoryModel(where.weights)
        runs = [learned(course, where, real, seed) for seed in range(learners)]
        mean = statistics.fmean(value for value, _ in runs)
        spent = statistics.fmean(share for _, share in runs)
        error = statistics.stdev(value for value, _ in runs) / learners**0.5
        coarse, fine = bounds(where, policy)
        print(
            f"| {cards}/{days}/{minutes} | {100 * coarse:.2f}, {100 * fine:.2f} | {policy.kind} | "
            f"{100 * mean:.1f} ± {100 * error:.1f} | {100 * mean / max(coarse, fine):.1f}% | {100 * spent:.1f}% |",
            flush=True,
        )


def coverage(learners: int) -> None:
    print("| cards/days/minutes | said, with the 90% interval | true mean, standard deviation | in the interval |")
    print("|---|---|---|---|")
    for cards, days, minutes in CASES:
        where = situation(cards, days, minutes)
        policy = choose_policy(where, seed=1)
        course = course_of(where, policy)
        said = outlook(where, policy, seed=2).recall
        generator = random.Random(3)
        found = []
        for seed in range(learners):
            factors = [math.exp(generator.gauss(0, 0.25)) for _ in DEFAULT_WEIGHTS]
            found.append(learned(course, where, MemoryModel(within(factors)), seed)[0])
        inside = sum(said.low <= value <= said.high for value in found)
        print(
            f"| {cards}/{days}/{minutes} | {100 * said.mean:.1f} ({100 * said.low:.1f}–{100 * said.high:.1f}) | "
            f"{100 * statistics.fmean(found):.1f}, {100 * statistics.stdev(found):.1f} | {inside} of {learners} |",
            flush=True,
        )


def within(factors: Sequence[float]) -> list[float]:
    """The default weights times these factors, within the bounds of FSRS-6."""
    rows = zip(DEFAULT_WEIGHTS, factors, LOWEST_WEIGHTS, HIGHEST_WEIGHTS, strict=True)
    return [min(max(weight * factor, low), high) for weight, factor, low, high in rows]


def shipped(days: int, minutes: float, reviewed: int) -> Situation:
    """The shipped deck with all its cards, the first ones reviewed some time ago."""
    folder = Path(__file__).parents[1] / "decks" / "clf-c02"
    loaded, guide, settings = load_with_guide(folder)
    cards = tuple(study_deck(folder).cards.values())
    values = card_values(guide, settings.shares, loaded.bank.questions, cards)
    drawn = random.Random(1)
    planned = []
    for number, card in enumerate(cards):
        known = (Memory(math.exp(drawn.gauss(2, 1)), drawn.uniform(1, 10)), StudyDay(TODAY - drawn.randint(1, 90)))
        memory, last_day = known if number < reviewed else (None, None)
        planned.append(PlannedCard(card.key, values[card.key], (card.domain, card.task), memory, last_day))
    return Situation(TODAY, (minutes * 60,) * days, tuple(planned))


def speed() -> None:
    print("| shipped deck, days | reviewed | plan, s | outlook, s | next morning, s | peak memory, MB |")
    print("|---|---|---|---|---|---|")
    for days, reviewed in ((30, 0), (30, 600), (60, 0), (60, 600), (365, 600)):
        where = shipped(days, 30, reviewed)
        start = time.process_time()
        policy = choose_policy(where, seed=1)
        chosen = time.process_time()
        outlook(where, policy, seed=2)
        seen = time.process_time()
        order_of_today(where, renewed(where, policy))
        done = time.process_time()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        print(
            f"| {days} ({len(where.cards)} cards) | {reviewed} | {chosen - start:.1f} | {seen - chosen:.1f} | "
            f"{done - seen:.2f} | {peak:.0f} |",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", default=["cases", "values", "coverage", "speed"])
    parser.add_argument("--learners", type=int, default=16)
    options = parser.parse_args()
    if "cases" in options.parts:
        cases(options.learners, (1.0,))
    if "values" in options.parts:
        cases(options.learners, (0.25,) * 100 + (1.0,) * 331 + (2.1,) * 80)
    if "coverage" in options.parts:
        coverage(100)
    if "speed" in options.parts:
        speed()


if __name__ == "__main__":
    main()
