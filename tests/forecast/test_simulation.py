"""The simulated learners, against fsrs-rs's simulator and against the day's minutes."""

import fsrs_rs_python
import numpy as np
import pytest

from clfcards.forecast.card import PlannedCard
from clfcards.forecast.course import Course, Tuning
from clfcards.forecast.index import Index
from clfcards.forecast.layout import Detail, layout
from clfcards.forecast.simulation import simulate
from clfcards.forecast.situation import Situation
from clfcards.memory.weights import DEFAULT_WEIGHTS
from clfcards.model.time import StudyDay


def fsrs_course(situation: Situation, new_per_day: int) -> Course:
    """New cards and cards due at a recall of 90%, and nothing else."""
    found = layout(situation, Detail(12, 4))
    review = np.zeros((len(found.terms.days), found.terms.slots, found.terms.grid.size, 1), dtype=np.float32)
    return Course(found, Index(review, np.zeros((found.terms.slots, 1))), Tuning(new_per_day, 0.9, 0))


def test_fsrs_rs_simulates_the_same_learners() -> None:
    """300 cards, ten new ones a day for thirty days, and time enough: as many reviews and as much in memory."""
    cards = tuple(PlannedCard(str(n), 1.0) for n in range(300))
    situation = Situation(StudyDay(20_000), (80_000.0,) * 30, cards)
    ours = simulate(fsrs_course(situation, 10), situation, 8, seed=1)
    config = fsrs_rs_python.default_simulator_config()
    config.deck_size, config.learn_span, config.learn_limit, config.max_cost_perday = 300, 30, 10, 80_000.0
    theirs = [fsrs_rs_python.simulate(list(DEFAULT_WEIGHTS), 0.9, config, seed) for seed in range(8)]
    reviews = np.mean([sum(result.review_cnt_per_day) for result in theirs])
    known = np.mean([result.memorized_cnt_per_day[-1] for result in theirs])
    assert ours.introduced.all()
    assert ours.reviews.sum(axis=1).mean() == pytest.approx(reviews, rel=0.05)
    assert ours.recall.sum(axis=1).mean() == pytest.approx(known, rel=0.03)


def test_a_learner_studies_the_minutes_there_are() -> None:
    """Whatever the last card of a day takes too long is taken off the next day."""
    cards = tuple(PlannedCard(str(n), 1.0) for n in range(200))
    situation = Situation(StudyDay(20_000), (300.0, 0.0, 300.0, 250.0, 300.0), cards)
    seconds = simulate(fsrs_course(situation, 40), situation, 5, seed=1).seconds
    assert seconds[:, 1] == pytest.approx(np.zeros(5))
    assert (np.abs(np.cumsum(seconds, axis=1) - np.cumsum(situation.seconds)) <= situation.habits.costs.new).all()
