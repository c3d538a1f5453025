"""The quality of predictions of recall (log loss, RMSE(bins), AUC, calibration), and which of two sets is better.

Source of the measures and of the bins: srs-benchmark, README, "Metrics".
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

_MIN_PROBABILITY = 1e-6  # predictions are kept this far from 0 and 1, because the loss could otherwise be infinite


class Prediction(NamedTuple):
    """The predicted recall in (0, 1), the outcome, and the values that decide the review's bin."""

    recall: float
    recalled: bool
    elapsed_days: int
    number: int
    lapses: int


@dataclass(frozen=True, slots=True)
class Quality:
    """For log loss and RMSE(bins), lower is better.

    For AUC, higher is better and 0.5 is guessing; it is None if only one outcome occurred.
    """

    log_loss: float
    rmse_bins: float
    auc: float | None


@dataclass(frozen=True, slots=True)
class Lead:
    """How much lower the log loss of one predictor is than another's, in nats per review, with its standard error.

    The error is None if the reviews are all of one card.
    """

    log_loss: float
    standard_error: float | None

    def exceeds(self, errors: float) -> bool:
        """Whether the lead is more than this many standard errors."""
        return self.standard_error is not None and self.log_loss > errors * self.standard_error


class CalibrationBin(NamedTuple):
    """Reviews with similar predictions: mean predicted recall, actual recall, and their number."""

    predicted: float
    recalled: float
    reviews: int


def quality(predictions: Sequence[Prediction]) -> Quality:
    """All measures of these predictions. Raises ValueError if there are none."""
    if not predictions:
        raise ValueError("there are no predictions to evaluate")
    return Quality(log_loss(predictions), rmse_bins(predictions), auc(predictions))


def log_loss(predictions: Sequence[Prediction]) -> float:
    return sum(_losses(predictions)) / len(predictions)


def _losses(predictions: Sequence[Prediction]) -> list[float]:
    given = (p.recall if p.recalled else 1 - p.recall for p in predictions)
    return [-math.log(min(max(chance, _MIN_PROBABILITY), 1 - _MIN_PROBABILITY)) for chance in given]


def lead_over(other: Sequence[Prediction], predictions: Sequence[Prediction], cards: Sequence[str]) -> Lead:
    """The lead of `predictions` over `other` predictions of the same reviews; `cards` are the reviews' cards, in order.

    Reviews of the same card depend on each other, so the standard error is computed from the sums by card.
    Source: Liang & Zeger 1986, Biometrika 73:13-22, for a mean.
    """
    gains = [worse - better for worse, better in zip(_losses(other), _losses(predictions), strict=True)]
    mean = sum(gains) / len(gains)
    by_card: dict[str, float] = defaultdict(float)
    for card, gain in zip(cards, gains, strict=True):
        by_card[card] += gain - mean
    count = len(by_card)
    if count < 2:
        return Lead(mean, None)
    squares = sum(total * total for total in by_card.values()) * count / (count - 1)
    return Lead(mean, math.sqrt(squares) / len(gains))


def rmse_bins(predictions: Sequence[Prediction]) -> float:
    """Root mean square of predicted minus actual recall over bins of similar reviews, weighted by their sizes."""
    bins: dict[tuple[float, float, float], list[Prediction]] = defaultdict(list)
    for p in predictions:
        key = (_bin(p.elapsed_days, 2.48, 3.62), _bin(p.number, 1.99, 1.89), _bin(p.lapses, 1.65, 1.73))
        bins[key].append(p)
    squares = 0.0
    for members in bins.values():
        gap = sum(p.recall - p.recalled for p in members) / len(members)
        squares += len(members) * gap * gap
    return math.sqrt(squares / len(predictions))


@cache  # called with the same few integers again and again
def _bin(value: int, scale: float, base: float) -> float:
    return 0.0 if value < 1 else round(scale * base ** math.floor(math.log(value, base)), 2)


def auc(predictions: Sequence[Prediction]) -> float | None:
    """The probability that a recalled review had a higher prediction than a forgotten one; ties count half."""
    recalled = sum(p.recalled for p in predictions)
    forgotten = len(predictions) - recalled
    if not recalled or not forgotten:
        return None
    ordered = sorted(predictions, key=lambda p: p.recall)
    rank_sum, i = 0.0, 0
    while i < len(ordered):
        j = i
        while j < len(ordered) and ordered[j].recall == ordered[i].recall:
            j += 1
        rank_sum += sum(p.recalled for p in ordered[i:j]) * (i + j + 1) / 2
        i = j
    return (rank_sum - recalled * (recalled + 1) / 2) / (recalled * forgotten)


def calibration(predictions: Sequence[Prediction], bins: int = 10) -> list[CalibrationBin]:
    """Bins with equal numbers of reviews, from the lowest prediction to the highest."""
    ordered = sorted(predictions, key=lambda p: p.recall)
    count = min(bins, max(1, len(ordered) // 10))
    edges = [len(ordered) * i // count for i in range(count + 1)]
    groups = [ordered[low:high] for low, high in pairwise(edges)]
    return [_calibration_bin(group) for group in groups if group]


def _calibration_bin(group: Sequence[Prediction]) -> CalibrationBin:
    size = len(group)
    return CalibrationBin(sum(p.recall for p in group) / size, sum(p.recalled for p in group) / size, size)
