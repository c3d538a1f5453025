"""Fits FSRS's weights to the learner's own reviews, and says whether that is any better.

Training is fsrs-rs's. The reviews are split by time: what is trained on the earlier ones is judged by
the later ones, beside the default weights and the learner's moving average.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS
from fsrs_rs_python import FSRS, FSRSItem, FSRSReview

from clfcards.memory.evaluation import Prediction, Quality, calibration, quality, standard_errors_ahead
from clfcards.memory.model import DEFAULT_WEIGHTS, MemoryModel
from clfcards.memory.study_day import study_day
from clfcards.model.event import Event, live

LEAST_REVIEWS = 100  # below, a held-out fifth is too few to tell better from luck
_HELD_OUT = 0.2  # the last part of the reviews
_AHEAD = 1.0  # standard errors
_AVERAGED = 200  # reviews the moving average looks back on


@dataclass(frozen=True, slots=True)
class Trial:
    """One review that can be predicted: the item ends with it; `order` is its place in time."""

    item: FSRSItem
    before: FSRSItem
    order: tuple[int, str]
    elapsed_days: int
    recalled: bool
    number: int
    lapses: int


@dataclass(frozen=True, slots=True)
class Training:
    """`weights` are trained on all reviews. `trained` is the quality of weights that never saw the held-out ones.

    `in_use` is that of the weights adopted before, which may have seen them: that speaks for what is there.
    `ahead` and `ahead_of_in_use` are how many standard errors less log loss the trained weights have than the
    default ones, and than those in use.
    `picture` is of the trained: predicted and real recall, and how many reviews, by bin.
    """

    reviews: int
    held_out: int
    weights: tuple[float, ...]
    trained: Quality
    default: Quality
    in_use: Quality
    average: Quality
    ahead: float
    ahead_of_in_use: float
    picture: tuple[tuple[float, float, int], ...]

    @property
    def is_better(self) -> bool:
        """Whether the trained weights predict held-out reviews better than the default ones and those in use.

        Own weights are better than the default ones for most learners (srs-benchmark), so any lead over these
        is enough. Weights that were fitted before give way only to a lead that chance seldom gives: without
        that, simulated learners whose weights were right changed them in 22 of 85 runs, with it in 5.
        """
        return self.ahead > 0 and (self.ahead_of_in_use == self.ahead or self.ahead_of_in_use > _AHEAD)


def trials_of(events: Iterable[Event], cutoff_hour: int) -> list[Trial]:
    """Every review at least a study day after the last of its card, in the order of time."""
    by_card: dict[str, list[Event]] = {}
    for event in live(events):
        if event.kind == "review" and event.rating:
            by_card.setdefault(event.subject, []).append(event)
    trials: list[Trial] = []
    for reviews in by_card.values():
        history: list[FSRSReview] = []
        last_day, lapses = None, 0
        for number, event in enumerate(reviews):
            day = study_day(event.at, event.utc_offset, cutoff_hour)
            elapsed = 0 if last_day is None else max(0, day - last_day)
            rating = event.rating or 1
            history.append(FSRSReview(rating, elapsed))
            if elapsed:
                item, before = FSRSItem(history), FSRSItem(history[:-1])
                trials.append(Trial(item, before, event.order, elapsed, rating > 1, number, lapses))
                lapses += rating == 1
            last_day = day
    return sorted(trials, key=lambda trial: trial.order)


def train(trials: Sequence[Trial], in_use: Sequence[float] = DEFAULT_WEIGHTS) -> Training | None:
    """The weights that fit these reviews, and how good they are beside those `in_use`; None for too few reviews."""
    if len(trials) < LEAST_REVIEWS:
        return None
    split = len(trials) - round(len(trials) * _HELD_OUT)
    earlier, later = trials[:split], trials[split:]
    predicted = predictions_of(_fit(earlier), later)
    default, used = (predictions_of(weights, later) for weights in (DEFAULT_WEIGHTS, in_use))
    return Training(
        reviews=len(trials),
        held_out=len(later),
        weights=_fit(trials),
        trained=quality(predicted),
        default=quality(default),
        in_use=quality(used),
        average=quality(_averages(earlier, later)),
        ahead=standard_errors_ahead(predicted, default),
        ahead_of_in_use=standard_errors_ahead(predicted, used),
        picture=tuple(calibration(predicted)),
    )


def _fit(trials: Sequence[Trial]) -> tuple[float, ...]:
    """Weights by fsrs-rs, rounded to what py-fsrs accepts: 32-bit floats can lie just outside its bounds."""
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


def _averages(earlier: Sequence[Trial], later: Sequence[Trial]) -> list[Prediction]:
    """The learner's recall over the reviews just before each: the baseline that knows nothing of cards."""
    window = deque((trial.recalled for trial in earlier), maxlen=_AVERAGED)
    predictions = []
    for trial in later:
        # One success and one failure more (Laplace), so that it is never wholly certain.
        predictions.append(_prediction(trial, (sum(window) + 1) / (len(window) + 2)))
        window.append(trial.recalled)
    return predictions


def _prediction(trial: Trial, recall: float) -> Prediction:
    return Prediction(recall, trial.recalled, trial.elapsed_days, trial.number, trial.lapses)
