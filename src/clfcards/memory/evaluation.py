"""How good predictions of recall are: log loss, RMSE(bins), AUC, calibration.

Source of the measures and of the bins: srs-benchmark, README, "Metrics".
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

_LEAST = 1e-6  # a prediction is kept this far from 0 and 1, or one surprise would cost infinitely much


class Prediction(NamedTuple):
    """Predicted recall in (0, 1), what happened, and what the review is binned by."""

    recall: float
    recalled: bool
    elapsed_days: int
    number: int
    lapses: int


@dataclass(frozen=True, slots=True)
class Quality:
    """Log loss and RMSE(bins): less is better. AUC: more, 0.5 is guessing; None where only one outcome occurred."""

    log_loss: float
    rmse_bins: float
    auc: float | None


def quality(predictions: Sequence[Prediction]) -> Quality:
    """Raises ValueError where there is no prediction."""
    if not predictions:
        raise ValueError("there is no prediction to judge")
    return Quality(log_loss(predictions), rmse_bins(predictions), auc(predictions))


def log_loss(predictions: Sequence[Prediction]) -> float:
    return sum(map(_loss, predictions)) / len(predictions)


def _loss(prediction: Prediction) -> float:
    recall = min(max(prediction.recall, _LEAST), 1 - _LEAST)
    return -math.log(recall if prediction.recalled else 1 - recall)


def standard_errors_ahead(one: Sequence[Prediction], other: Sequence[Prediction]) -> float:
    """By how many standard errors of the mean difference `one` has less log loss than `other`, on the same reviews.

    0 where they predict the same.
    """
    gains = [_loss(b) - _loss(a) for a, b in zip(one, other, strict=True)]
    mean = sum(gains) / len(gains)
    variance = sum((gain - mean) ** 2 for gain in gains) / max(1, len(gains) - 1)
    return mean / math.sqrt(variance / len(gains)) if variance else 0.0


def rmse_bins(predictions: Sequence[Prediction]) -> float:
    """Root mean square of predicted minus real recall over bins of like reviews, weighted by their sizes."""
    bins: dict[tuple[float, float, float], list[Prediction]] = defaultdict(list)
    for p in predictions:
        key = (_bin(p.elapsed_days, 2.48, 3.62), _bin(p.number, 1.99, 1.89), _bin(p.lapses, 1.65, 1.73))
        bins[key].append(p)
    squares = 0.0
    for members in bins.values():
        gap = sum(p.recall - p.recalled for p in members) / len(members)
        squares += len(members) * gap * gap
    return math.sqrt(squares / len(predictions))


def _bin(value: int, scale: float, base: float) -> float:
    return 0.0 if value < 1 else round(scale * base ** math.floor(math.log(value, base)), 2)


def auc(predictions: Sequence[Prediction]) -> float | None:
    """The probability that a recalled review was given a higher prediction than a forgotten one; ties count half."""
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


def calibration(predictions: Sequence[Prediction], bins: int = 10) -> list[tuple[float, float, int]]:
    """(mean predicted recall, real recall, reviews) of equally many reviews each, from the least predicted."""
    ordered = sorted(predictions, key=lambda p: p.recall)
    count = min(bins, max(1, len(ordered) // 10))
    edges = [len(ordered) * i // count for i in range(count + 1)]
    groups = [ordered[low:high] for low, high in pairwise(edges)]
    return [(sum(p.recall for p in g) / len(g), sum(p.recalled for p in g) / len(g), len(g)) for g in groups if g]
