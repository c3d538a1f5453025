"""Fitting weights, and evaluating them fairly."""

import math
import random

import pytest
from fsrs_rs_python import FSRS

from clfcards.memory.evaluation import Prediction, auc, calibration, lead_over, log_loss, quality, rmse_bins
from clfcards.memory.model import DEFAULT_WEIGHTS, within_bounds
from clfcards.memory.trainer import predictions_of, train, trials_of
from clfcards.memory.training import LEAST_REVIEWS
from tests.log_events import DAY, NOON, review, undo
from tests.simulated_learner import reviews

# A learner who forgets much faster than most: first stabilities a tenth of the default ones, growing a third as fast.
FORGETFUL = tuple(w / 10 for w in DEFAULT_WEIGHTS[:4]) + DEFAULT_WEIGHTS[4:8] + (0.77,) + DEFAULT_WEIGHTS[9:]


def prediction(recall: float, recalled: bool) -> Prediction:
    return Prediction(recall, recalled, 3, 2, 0)


def test_weights_are_fitted_to_a_learner_unlike_the_default() -> None:
    training = train(trials_of(reviews(FORGETFUL, 400, 120, seed=1), 4))
    assert training is not None
    assert training.is_better
    assert within_bounds(training.weights)
    assert training.trained.rmse_bins < training.default.rmse_bins
    assert sum(group.reviews for group in training.calibration) == training.held_out


def test_weights_in_use_that_are_right_are_kept() -> None:
    """The trained weights beat the default ones, but must beat those in use. One exception by chance is allowed."""
    trainings = [train(trials_of(reviews(FORGETFUL, 200, 120, seed), 4), FORGETFUL) for seed in range(8)]
    assert sum(t is not None and t.over_default.exceeds(1.5) for t in trainings) >= 7
    assert sum(t is not None and t.is_better for t in trainings) <= 1


def test_weights_in_use_that_are_wrong_are_replaced() -> None:
    strong = tuple(w * 4 for w in DEFAULT_WEIGHTS[:4]) + DEFAULT_WEIGHTS[4:]
    training = train(trials_of(reviews(FORGETFUL, 200, 120, seed=1), 4), strong)
    assert training is not None
    assert training.in_use is not None
    assert training.is_better
    assert training.trained.rmse_bins < training.in_use.rmse_bins


def test_default_weights_that_are_right_are_kept() -> None:
    """This is so even with the least number of reviews. One exception by chance is allowed."""
    for least in (LEAST_REVIEWS, 2000):
        learners = [trials_of(reviews(DEFAULT_WEIGHTS, least // 4, 200, seed), 4) for seed in range(8)]
        trainings = [train(trials) for trials in learners]
        assert all(t is not None and t.in_use is None for t in trainings)
        assert sum(t is not None and t.is_better for t in trainings) <= 1


def test_weights_that_are_already_in_use_are_not_better() -> None:
    trials = trials_of(reviews(FORGETFUL, 200, 120, seed=1), 4)
    first = train(trials)
    assert first is not None
    assert first.is_better
    assert first.are_new
    again = train(trials, first.weights)
    assert again is not None
    assert not again.are_new
    assert not again.is_better


def test_default_weights_that_are_right_are_not_beaten_by_much() -> None:
    training = train(trials_of(reviews(DEFAULT_WEIGHTS, 300, 200, seed=2), 4))
    assert training is not None
    assert abs(training.trained.log_loss - training.default.log_loss) < 0.02


def test_too_few_reviews_are_not_used() -> None:
    few = trials_of(reviews(DEFAULT_WEIGHTS, 20, 60, seed=3), 4)[: LEAST_REVIEWS - 1]
    assert train(few) is None
    assert train([]) is None


def test_only_reviews_on_a_later_day_are_predicted() -> None:
    events = [
        review("r1", "a/1", 3, NOON),
        review("r2", "a/1", 3, NOON + 600_000),
        review("r3", "a/1", 1, NOON + DAY),
        review("r4", "a/1", 3, NOON + 2 * DAY),
        undo("u", "r4", NOON + 3 * DAY),
    ]
    (trial,) = trials_of(events, 4)
    assert (trial.elapsed_days, trial.recalled, trial.number) == (1, False, 2)


def test_log_loss_computed_by_hand() -> None:
    """-(ln 0.8 + ln 0.5) / 2."""
    assert log_loss([prediction(0.8, True), prediction(0.5, False)]) == pytest.approx(0.458145, abs=1e-6)
    assert log_loss([prediction(1.0, False)]) < 14


def test_a_lead_is_measured_by_the_spread_between_cards() -> None:
    """By hand: the gains are g = ln 1.6 twice on one card, and 0 twice on the other. The sums around the mean are ±g.

    Error: √(2 · g² · 2/1) / 4 = g/2.
    """
    better = [prediction(0.8, True), prediction(0.8, True), prediction(0.5, True), prediction(0.5, True)]
    worse = [prediction(0.5, True)] * 4
    found = lead_over(worse, better, ("a", "a", "b", "b"))
    assert found.log_loss == pytest.approx(math.log(1.6) / 2)
    assert found.standard_error == pytest.approx(math.log(1.6) / 2)
    assert found.exceeds(0.99)
    assert not found.exceeds(1.01)
    alone = lead_over(worse, better, ("a",) * 4)
    assert alone.standard_error is None
    assert not alone.exceeds(0)


def test_auc_counts_pairs() -> None:
    """AUC is the Mann-Whitney statistic; here it is compared with a count of every pair."""
    draw = random.Random(4)
    predictions = [prediction(draw.randrange(10) / 10, draw.random() < 0.7) for _ in range(120)]
    pairs = [
        1.0 if a.recall > b.recall else 0.5 if a.recall == b.recall else 0.0
        for a in predictions
        for b in predictions
        if a.recalled and not b.recalled
    ]
    assert auc(predictions) == pytest.approx(sum(pairs) / len(pairs))
    assert auc([prediction(0.5, True)]) is None


def test_log_loss_agrees_with_fsrs_rs() -> None:
    """Origin: `evaluate` of fsrs-rs, one review at a time, because over several it weights recent reviews more."""
    trials = trials_of(reviews(FORGETFUL, 60, 90, seed=5), 4)[:200]
    model = FSRS(list(DEFAULT_WEIGHTS))
    expected = [model.evaluate([trial.item]).log_loss for trial in trials]
    actual = [log_loss([predicted]) for predicted in predictions_of(DEFAULT_WEIGHTS, trials)]
    assert actual == pytest.approx(expected, rel=1e-4)


def test_perfect_calibration_has_no_error() -> None:
    predictions = [prediction(0.75, i % 4 != 0) for i in range(80)]
    assert rmse_bins(predictions) == pytest.approx(0)
    assert calibration(predictions)[0][0] == pytest.approx(0.75)


def test_an_empty_list_of_predictions_is_refused() -> None:
    with pytest.raises(ValueError, match="no predictions"):
        quality([])
