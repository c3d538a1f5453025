"""Learners who follow a course, simulated: all cards of many learners at once, day by day.

A learner stops when the time of the day is up. The card that is on the screen then is finished, and the seconds over
are taken off the next day, so that the minutes of a plan are the minutes that are studied. Limits of new cards and of
reviews hold, too.
"""

from dataclasses import dataclass

import numpy as np

from clfcards.forecast.answers import Answers
from clfcards.forecast.course import CardsNow, Course
from clfcards.forecast.deck import Bools, Whole
from clfcards.forecast.memories import Floats, Memories, Weights, retrievability
from clfcards.forecast.situation import NO_LIMITS, Situation

_ROUNDING = 0.5  # an interval is rounded to whole days, so a card is due half a day early or late


@dataclass(frozen=True, slots=True)
class Truth:
    """The learners' own weights, each a column with one row a learner, and their memories now, by learner and card."""

    weights: tuple[Floats, ...]
    memories: Memories


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the learners: the recall of each card on the day of the exam, by learner and card, and whether it
    was introduced; the new cards, the reviews and the seconds by learner and slot."""

    recall: Floats
    introduced: Bools
    new: Whole
    reviews: Whole
    seconds: Floats


def simulate(course: Course, situation: Situation, learners: int, seed: int, truth: Truth | None = None) -> Outcome:
    """So many learners who follow the course, to the day of the exam.

    Learners who differ from what the situation's weights say have their own in `truth`.
    """
    run = _Run(course, situation, learners, np.random.default_rng(seed), truth)
    for slot in range(len(course.layout.slots)):
        run.study(slot)
    return run.outcome()


def first_scores(course: Course, situation: Situation) -> Floats:
    """The score of each card today."""
    return np.asarray(_Run(course, situation, 1, np.random.default_rng(0), None).scores(0)[0])


class _Run:
    """The state of all cards of all learners, by learner and card."""

    def __init__(
        self,
        course: Course,
        situation: Situation,
        learners: int,
        generator: np.random.Generator,
        truth: Truth | None,
    ) -> None:
        self.course, self.layout, self.habits = course, course.layout, situation.habits
        self.weights, self.generator, self.truth = situation.weights, generator, truth
        self.limits = situation.limits
        deck, terms = self.layout.deck, self.layout.terms
        shape = learners, len(deck.value)
        around = terms.grid.around(deck.memories)
        self.believed = Memories(*(np.array(np.broadcast_to(part, shape)) for part in deck.memories))
        self.real = Memories(*(part.copy() for part in truth.memories)) if truth else self.believed
        self.last_day = np.array(np.broadcast_to(deck.last_day.astype(float), shape))
        self.cards = CardsNow(
            source=np.array(np.broadcast_to(deck.source(terms), shape)),
            nodes=np.array(np.broadcast_to(around.nodes, (*shape, 4))),
            weights=np.array(np.broadcast_to(around.weights, (*shape, 4))),
        )
        self.rows = np.arange(learners)[:, None]
        self.debt = np.zeros(learners)
        self.new: list[Whole] = []
        self.reviews: list[Whole] = []
        self.seconds: list[Floats] = []

    def study(self, number: int) -> None:
        """The study of one slot."""
        slot = self.layout.slots[number]
        budget = slot.seconds - self.debt
        columns, scores = self._best(number, float(budget.max(initial=0.0)))
        place = self.rows, columns
        is_new = self.cards.source[place] < 0
        elapsed = np.maximum(slot.day - self.last_day[place], 0.0)
        recall = retrievability(self._own(), elapsed, self.real.stability[place])
        right = self.generator.random(columns.shape) < recall
        costs = self.habits.costs
        cost = np.where(is_new, costs.new, np.where(right, costs.right, costs.wrong))
        asked = self._within_limits(scores > 0, is_new, slot.days)
        cost = np.where(asked, cost, 0.0)
        asked &= np.cumsum(cost, axis=1) - cost < budget[:, None]
        spent = (cost * asked).sum(axis=1)
        self.debt = np.maximum(0.0, spent - budget)
        self._remember((np.nonzero(asked)[0], columns[asked]), is_new[asked], right[asked], number)
        self.new.append((asked & is_new).sum(axis=1))
        self.reviews.append((asked & ~is_new).sum(axis=1))
        self.seconds.append(spent)

    def outcome(self) -> Outcome:
        """The outcome on the day of the exam."""
        introduced = self.cards.source >= 0
        recall = retrievability(self._own(), self.layout.exam - self.last_day, self.real.stability)
        return Outcome(
            np.where(introduced, recall, 0.0),
            introduced,
            np.stack(self.new, axis=1),
            np.stack(self.reviews, axis=1),
            np.stack(self.seconds, axis=1),
        )

    def scores(self, number: int) -> Floats:
        """The score of each card in a slot."""
        if self.course.tuning:
            elapsed = np.maximum(self.layout.slots[number].day - self.last_day, 0.0) + _ROUNDING
            self.cards.recall = retrievability(self.weights, elapsed, self.believed.stability)
        return self.course.scores(number, self.cards)

    def _own(self) -> Weights:
        return self.truth.weights if self.truth else self.weights

    def _best(self, number: int, most_seconds: float) -> tuple[Whole, Floats]:
        """As many cards of each learner as could fit into the time, best first, and their scores."""
        scores = self.scores(number)
        fitting = min(scores.shape[1], int(max(0.0, most_seconds) / min(self.habits.costs)) + 1)
        if self.limits != NO_LIMITS:
            fitting = scores.shape[1]  # after the best ones, others can come that a limit leaves room for
        columns = np.argpartition(-scores, fitting - 1, axis=1)[:, :fitting]
        found = np.take_along_axis(scores, columns, axis=1)
        order = np.lexsort((columns, -found), axis=1)
        return np.take_along_axis(columns, order, axis=1), np.take_along_axis(found, order, axis=1)

    def _within_limits(self, asked: Bools, is_new: Bools, days: int) -> Bools:
        """Those of the cards, best first, for which the learner's own limits leave room in so many days."""
        for limit, kind in ((self.limits.new, is_new), (self.limits.reviews, ~is_new)):
            if limit is not None:
                asked = asked & (~kind | (np.cumsum(asked & kind, axis=1) <= limit * days))
        return asked

    def _remember(self, place: tuple[Whole, Whole], is_new: Bools, right: Bools, number: int) -> None:
        """The memories after the reviews of these cards of these learners."""
        slot = self.layout.slots[number]
        elapsed = slot.day - self.last_day[place]
        answers = Answers(self.habits, is_new, right, self.generator.random(len(right)))
        if self.truth:
            own = [weight[place[0], 0] for weight in self.truth.weights]
            self._keep(self.real, place, answers.remembered(own, self.real.at(place), elapsed))
        believed = answers.remembered(self.weights, self.believed.at(place), elapsed)
        self._keep(self.believed, place, believed)
        around = self.layout.terms.grid.around(believed)
        self.cards.source[place] = self.layout.terms.past + number
        self.cards.nodes[place] = around.nodes
        self.cards.weights[place] = around.weights
        self.last_day[place] = slot.day

    @staticmethod
    def _keep(memories: Memories, place: tuple[Whole, Whole], after: Memories) -> None:
        for old, new in zip(memories, after, strict=True):
            old[place] = new
