"""Learners who follow a plan, simulated: all cards of many learners at once, day by day.

A learner stops when the time of the day is up. The card that is on the screen then is finished, and what it takes too
long is taken off the next day, so that the minutes of a plan are the minutes that are studied.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from clfcards.forecast.course import CardsNow, Course
from clfcards.forecast.deck import Bools, Deck, Whole
from clfcards.forecast.habits import Habits, Path
from clfcards.forecast.memories import Floats, Memories, Weights, after_day, after_steps, first, retrievability
from clfcards.forecast.slots import Slot
from clfcards.forecast.worth import Terms
from clfcards.model.rating import Rating


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the learners: the recall of each card on the day of the exam, by learner and card, and whether it
    was introduced; the new cards, the reviews and the seconds by learner and slot."""

    recall: Floats
    introduced: Bools
    new: Whole
    reviews: Whole
    seconds: Floats


def simulate(
    deck: Deck,
    slots: Sequence[Slot],
    terms: Terms,
    course: Course,
    weights: Weights,
    habits: Habits,
    learners: int,
    seed: int,
    truth: "Truth | None" = None,
) -> Outcome:
    """So many learners who follow the course.

    `weights` are those that the plan believes in; learners who differ have their own in `truth`.
    """
    run = _Run(deck, terms, course, weights, habits, learners, np.random.default_rng(seed), truth)
    for number, slot in enumerate(slots):
        run.study(number, slot, slots[-1].end)
    return run.outcome(slots[-1].end)


def first_scores(deck: Deck, slots: Sequence[Slot], terms: Terms, course: Course, weights: Weights) -> Floats:
    """The score of each card in the first slot."""
    run = _Run(deck, terms, course, weights, Habits(), 1, np.random.default_rng(0), None)
    return np.asarray(run.scores(0, slots[0], slots[-1].end)[0])


@dataclass(frozen=True, slots=True)
class Truth:
    """The learners' own weights, each a column with one row a learner, and their memories now, by learner and card."""

    weights: tuple[Floats, ...]
    memories: Memories


class _Run:
    """The state of all cards of all learners, by learner and card."""

    def __init__(
        self,
        deck: Deck,
        terms: Terms,
        course: Course,
        weights: Weights,
        habits: Habits,
        learners: int,
        generator: np.random.Generator,
        truth: Truth | None,
    ) -> None:
        self.deck, self.terms, self.course, self.weights, self.habits = deck, terms, course, weights, habits
        self.generator, self.learners = generator, learners
        shape = learners, len(deck.value)
        self.believed = Memories(*(np.array(np.broadcast_to(part, shape)) for part in deck.memories))
        self.truth = truth
        self.real = Memories(*(part.copy() for part in truth.memories)) if truth else self.believed
        self.last_day = np.array(np.broadcast_to(deck.last_day.astype(float), shape))
        around = terms.grid.around(deck.memories)
        self.cards = CardsNow(
            source=np.array(np.broadcast_to(deck.source(terms), shape)),
            nodes=np.array(np.broadcast_to(around.nodes, (*shape, 4))),
            weights=np.array(np.broadcast_to(around.weights, (*shape, 4))),
            value=deck.value,
            value_class=deck.value_class,
            scale=_ratio(deck.value, deck.values[deck.value_class]),
            by_value=np.argsort(-deck.value, kind="stable"),
        )
        self.debt = np.zeros(learners)
        self.new: list[Whole] = []
        self.reviews: list[Whole] = []
        self.seconds: list[Floats] = []

    def study(self, number: int, slot: Slot, exam: int) -> None:
        """The study of one slot."""
        budget = slot.seconds - self.debt
        columns, scores = self._best(number, slot, exam, float(budget.max(initial=0.0)))
        rows = np.arange(self.learners)[:, None]
        is_new = self.cards.source[rows, columns] < 0
        elapsed = np.maximum(slot.day - self.last_day[rows, columns], 0.0)
        recall = retrievability(self._own(rows), elapsed, self.real.stability[rows, columns])
        right = self.generator.random(columns.shape) < recall
        costs = self.habits.costs
        cost = np.where(is_new, costs.new, np.where(right, costs.right, costs.wrong))
        asked = (scores > 0) & (np.cumsum(cost, axis=1) - cost < budget[:, None])
        spent = (cost * asked).sum(axis=1)
        self.debt = np.maximum(0.0, spent - budget)
        self._remember(np.nonzero(asked), columns[asked], is_new[asked], right[asked], slot.day, number)
        self.new.append((asked & is_new).sum(axis=1))
        self.reviews.append((asked & ~is_new).sum(axis=1))
        self.seconds.append(spent)

    def outcome(self, exam: int) -> Outcome:
        """The outcome on the day of the exam."""
        rows = np.arange(self.learners)[:, None]
        known = self.cards.source != -1
        recall = retrievability(self._own(rows), exam - self.last_day, self.real.stability)
        return Outcome(
            np.where(known, recall, 0.0),
            known,
            np.stack(self.new, axis=1),
            np.stack(self.reviews, axis=1),
            np.stack(self.seconds, axis=1),
        )

    def _own(self, rows: Whole) -> Weights:
        """The weights of the learners in these rows."""
        return [weight[rows[:, 0]] for weight in self.truth.weights] if self.truth else self.weights

    def scores(self, number: int, slot: Slot, exam: int) -> Floats:
        """The score of each card in a slot."""
        if self.course.tuning:
            elapsed = np.maximum(slot.day - self.last_day, 0.0)
            self.cards.recall = retrievability(self.weights, elapsed, self.believed.stability)
        return self.course.scores(number, slot.end - slot.first, exam - slot.first, self.cards)

    def _best(self, number: int, slot: Slot, exam: int, most_seconds: float) -> tuple[Whole, Floats]:
        """As many cards of each learner as could fit into the time, best first, and their scores."""
        scores = self.scores(number, slot, exam)
        fitting = min(scores.shape[1], int(max(0.0, most_seconds) / min(self.habits.costs)) + 1)
        columns = np.argpartition(-scores, fitting - 1, axis=1)[:, :fitting]
        found = np.take_along_axis(scores, columns, axis=1)
        order = np.lexsort((columns, -found), axis=1)
        return np.take_along_axis(columns, order, axis=1), np.take_along_axis(found, order, axis=1)

    def _remember(
        self, asked: tuple[Whole, ...], column: Whole, is_new: Bools, right: Bools, day: int, number: int
    ) -> None:
        """The memories after the reviews of these cards of these learners."""
        place = asked[0], column
        elapsed = day - self.last_day[place]
        draws = self.generator.random(len(column))
        ratings = _Ratings(self.habits, is_new, right, draws)
        believed = ratings.remembered(self.weights, _at(self.believed, place), elapsed)
        for old, new in zip(self.believed, believed, strict=True):
            old[place] = new
        if self.truth:
            own = [weight[asked[0], 0] for weight in self.truth.weights]
            real = ratings.remembered(own, _at(self.real, place), elapsed)
            for old, new in zip(self.real, real, strict=True):
                old[place] = new
        around = self.terms.grid.around(believed)
        self.cards.source[place] = self.terms.past + number
        self.cards.nodes[place] = around.nodes
        self.cards.weights[place] = around.weights
        self.last_day[place] = day


class _Ratings:
    """The ratings that were drawn for some reviews."""

    def __init__(self, habits: Habits, is_new: Bools, right: Bools, draws: Floats) -> None:
        chances = np.cumsum(habits.right)[:-1]
        rating = 1 + np.searchsorted(chances, draws, side="right")
        self.size = len(draws)
        self.right = [(r, np.nonzero(~is_new & right & (rating == r))[0]) for r in Rating if r > Rating.AGAIN]
        self.wrong = _drawn(habits.relearning_paths(), ~is_new & ~right, draws)
        self.new = _drawn(habits.learning_paths(), is_new, draws)

    def remembered(self, weights: Weights, memories: Memories, elapsed: Floats) -> Memories:
        """The memories after the reviews; a weight is a number, or one a review."""
        result = Memories(memories.stability.copy(), memories.difficulty.copy())
        recall = retrievability(weights, elapsed, memories.stability)

        def put(place: Whole, after: Memories) -> None:
            for part, value in zip(result, after, strict=True):
                part[place] = value

        for rating, place in self.right:
            put(place, after_day(_of(weights, place), _at(memories, place), recall[place], rating))
        for path, place in self.wrong:
            own = _of(weights, place)
            after = after_day(own, _at(memories, place), recall[place], Rating.AGAIN)
            put(place, after_steps(own, after, path.ratings[1:]))
        for path, place in self.new:
            own = _of(weights, place)
            put(place, after_steps(own, first(own, path.ratings[0]), path.ratings[1:]))
        return result


def _drawn(paths: Sequence[Path], chosen: Bools, draws: Floats) -> list[tuple[Path, Whole]]:
    """Each path with the places of the chosen reviews that took it."""
    bounds = np.cumsum([path.probability for path in paths])[:-1]
    number = np.searchsorted(bounds, draws, side="right")
    found = ((path, np.nonzero(chosen & (number == index))[0]) for index, path in enumerate(paths))
    return [(path, place) for path, place in found if len(place)]


def _of(weights: Weights, place: Whole) -> Weights:
    return [weight[place] if isinstance(weight, np.ndarray) else weight for weight in weights]


def _at(memories: Memories, place: object) -> Memories:
    return Memories(*(part[place] for part in memories))  # type: ignore[call-overload]


def _ratio(numerator: Floats, denominator: Floats) -> Floats:
    return np.where(denominator > 0, numerator / np.where(denominator > 0, denominator, 1.0), 1.0)
