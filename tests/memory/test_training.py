"""Fitting weights, and evaluating them fairly."""

import math
import random
from dataclasses import replace

import pytest
from fsrs_rs_python import FSRS

from clfcards.memory.evaluation import Prediction, auc, calibration, lead_over, log_loss, quality, rmse_bins
from clfcards.memory.trainer import Trial, predictions_of, train, trials_of
from clfcards.memory.training import ALL_WEIGHTS_FROM, LEAST_REVIEWS, own_share
from clfcards.memory.weights import DEFAULT_WEIGHTS, within_bounds
from tests.fixtures.real_history import real_history
from tests.log_events import DAY, NOON, event, review, undo
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


@pytest.fixture(scope="module")
def real() -> list[Trial]:
    return trials_of(real_history(), 4)


def test_the_real_history_is_whole(real: list[Trial]) -> None:
    """Origin: the file of py-fsrs has 12,580 reviews; 6,372 of them are at least a study day after the one before."""
    assert len(real_history()) == 12_580
    assert len(real) == 6_372


@pytest.mark.parametrize("size", [200, 250, 325, 625, 700, 925, 2250, 2500, 4500, 5000])
def test_on_a_real_history_adoption_is_not_worse_on_the_next_thousand_reviews(real: list[Trial], size: int) -> None:
    """At these points, whole weights were adopted and were worse afterward, by up to 0.079 nats."""
    training = train(real[:size])
    assert training is not None
    if training.is_better:
        later = real[size : size + 1000]
        default, own = predictions_of(DEFAULT_WEIGHTS, later), predictions_of(training.weights, later)
        loss = lead_over(own, default, [trial.card for trial in later])
        assert loss.log_loss < 0.002
        assert not loss.exceeds(2)


def test_a_real_history_gets_weights_of_its_own_where_they_help(real: list[Trial]) -> None:
    trainings = {size: train(real[:size]) for size in (3500, 4000, 4500, 5000)}
    adopted = [size for size, training in trainings.items() if training is not None and training.is_better]
    assert len(adopted) >= 2


def test_the_learners_own_weights_count_more_with_more_reviews() -> None:
    """By hand: n / (n + 2000)."""
    assert own_share(0) == 0
    assert own_share(2000) == 0.5
    assert own_share(6000) == 0.75


def test_below_a_thousand_reviews_only_the_first_stabilities_are_fitted(real: list[Trial]) -> None:
    few, many = train(real[: ALL_WEIGHTS_FROM - 1]), train(real[:ALL_WEIGHTS_FROM])
    assert few is not None
    assert many is not None
    assert few.weights[4:] == DEFAULT_WEIGHTS[4:]
    assert few.weights[:4] != DEFAULT_WEIGHTS[:4]
    assert many.weights[4:] != DEFAULT_WEIGHTS[4:]


def test_each_split_is_judged_by_the_reviews_that_came_next() -> None:
    training = train(trials_of(reviews(FORGETFUL, 100, 120, seed=1), 4)[:500])
    assert training is not None
    assert [(split.trained_on, split.judged_by) for split in training.splits] == [(200, 100), (300, 100), (400, 100)]
    assert training.held_out == 300
    mean = sum(split.over_default for split in training.splits) / 3
    assert mean == pytest.approx(training.over_default.log_loss)


def test_weights_that_were_worse_at_any_of_the_splits_are_not_better() -> None:
    training = train(trials_of(reviews(FORGETFUL, 400, 120, seed=1), 4))
    assert training is not None
    assert training.is_better
    last = replace(training.splits[-1], over_default=-0.0001)
    assert not replace(training, splits=(*training.splits[:-1], last)).is_better


def test_a_reset_card_begins_again() -> None:
    events = [
        review("r1", "a/1", 3, NOON),
        review("r2", "a/1", 1, NOON + 2 * DAY),
        event("z", "reset", "x", NOON + 3 * DAY, payload={"cards": ["a/1"]}),
        review("r3", "a/1", 3, NOON + 4 * DAY),
        review("r4", "a/1", 3, NOON + 9 * DAY),
    ]
    first, second = trials_of(events, 4)
    assert (first.elapsed_days, first.number, first.lapses) == (2, 1, 0)
    assert (second.elapsed_days, second.number, second.lapses) == (5, 1, 0)


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
