"""Fits the weights of FSRS to the learner's own reviews.

fsrs-rs does the training. It is an optional dependency, so this module is imported only where it is used. The reviews
are split by time: weights trained on the earlier reviews are evaluated on the later ones, next to the weights in use,
the default weights and the learner's moving average.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS
from fsrs_rs_python import FSRS, FSRSItem, FSRSReview

from clfcards.memory.evaluation import Prediction, calibration, lead_over, quality
from clfcards.memory.event_kinds import REVIEW
from clfcards.memory.first_meeting import is_first_meeting
from clfcards.memory.model import DEFAULT_WEIGHTS, MemoryModel
from clfcards.memory.study_day import study_day
from clfcards.memory.training import LEAST_REVIEWS, Training
from clfcards.model.event import Event, live
from clfcards.model.rating import Rating

_HELD_OUT = 0.2  # the last part of the reviews
_AVERAGE_REVIEWS = 200  # the number of past reviews in the moving average


@dataclass(frozen=True, slots=True)
class Trial:
    """One review that can be predicted. `item` ends with it, `before` ends just before it; `order` is for sorting."""

    card: str
    item: FSRSItem
    before: FSRSItem
    order: tuple[int, str]
    elapsed_days: int
    recalled: bool
    number: int
    lapses: int


def trials_of(events: Iterable[Event], cutoff_hour: int) -> list[Trial]:
    """Every review that was at least a study day after its card's previous one, in order of time.

    First meetings are left out, as they are in a replay: the weights are for the answers that FSRS is given.
    """
    by_card: dict[str, list[Event]] = {}
    for event in live(events):
        if event.kind == REVIEW and event.rating is not None and not is_first_meeting(event):
            by_card.setdefault(event.subject, []).append(event)
    trials: list[Trial] = []
    for reviews in by_card.values():
        history: list[FSRSReview] = []
        last_day, lapses = None, 0
        for number, event in enumerate(reviews):
            day = study_day(event.at, event.utc_offset, cutoff_hour)
            elapsed = 0 if last_day is None else max(0, day - last_day)
            recalled = event.rating is not Rating.AGAIN
            history.append(FSRSReview(event.rating or Rating.AGAIN, elapsed))
            if elapsed:
                item, before = FSRSItem(history), FSRSItem(history[:-1])
                trials.append(Trial(event.subject, item, before, event.order, elapsed, recalled, number, lapses))
                lapses += not recalled
            last_day = day
    return sorted(trials, key=lambda trial: trial.order)


def train(trials: Sequence[Trial], in_use: Sequence[float] = DEFAULT_WEIGHTS) -> Training | None:
    """The weights that fit these reviews, and their quality; None if there are too few reviews."""
    if len(trials) < LEAST_REVIEWS:
        return None
    split = len(trials) - round(len(trials) * _HELD_OUT)
    earlier, later = trials[:split], trials[split:]
    cards = [trial.card for trial in later]
    trained = predictions_of(_fit(earlier), later)
    default = predictions_of(DEFAULT_WEIGHTS, later)
    # These may have been trained on some of the held-out reviews, which makes them look better than they are. The
    # comparison then errs toward keeping them, never toward replacing them.
    used = None if tuple(in_use) == DEFAULT_WEIGHTS else predictions_of(in_use, later)
    weights = _fit(trials)
    return Training(
        reviews=len(trials),
        held_out=len(later),
        weights=weights,
        are_new=weights != tuple(in_use),
        trained=quality(trained),
        default=quality(default),
        in_use=None if used is None else quality(used),
        average=quality(_average_predictions(earlier, later)),
        over_default=lead_over(default, trained, cards),
        over_in_use=None if used is None else lead_over(used, trained, cards),
        calibration=tuple(calibration(trained)),
    )


def _fit(trials: Sequence[Trial]) -> tuple[float, ...]:
    """Weights from fsrs-rs, rounded and clamped: as 32-bit floats they can be just outside the bounds of py-fsrs."""
    fitted = FSRS(list(DEFAULT_WEIGHTS)).compute_parameters([trial.item for trial in trials])
    bounds = zip(LOWER_BOUNDS_PARAMETERS, fitted, UPPER_BOUNDS_PARAMETERS, strict=True)
    return tuple(min(max(round(weight, 4), low), high) for low, weight, high in bounds)


def predictions_of(weights: Sequence[float], trials: Sequence[Trial]) -> list[Prediction]:
    model = MemoryModel(weights)
    memories = FSRS(list(weights)).memory_state_batch([trial.before for trial in trials])
    return [
        _prediction(trial, model.retrievability(trial.elapsed_days, memory.stability))
        for trial, memory in zip(trials, memories, strict=True)
    ]


def _average_predictions(earlier: Sequence[Trial], later: Sequence[Trial]) -> list[Prediction]:
    """Predictions from the learner's recall over the most recent reviews: a baseline that ignores the cards."""
    window = deque((trial.recalled for trial in earlier), maxlen=_AVERAGE_REVIEWS)
    predictions = []
    for trial in later:
        # One extra success and one extra failure (Laplace), so that a prediction is never certain.
        predictions.append(_prediction(trial, (sum(window) + 1) / (len(window) + 2)))
        window.append(trial.recalled)
    return predictions


def _prediction(trial: Trial, recall: float) -> Prediction:
    return Prediction(recall, trial.recalled, trial.elapsed_days, trial.number, trial.lapses)
