"""Fits the weights of FSRS to the learner's own reviews.

fsrs-rs does the training. It is an optional dependency, so this module is imported only where it is used. The reviews
are split by time, several times: weights trained on the earlier reviews are evaluated on those that came next, beside
the weights in use, the default weights and the learner's moving average.

Fitted weights are never taken whole. They are drawn toward the default ones, less with every review, and below a
thousand reviews only the first stabilities are fitted. On the one real history that is public (py-fsrs'), whole weights
were adopted at 11 of 27 points between 100 and 5,000 reviews, and were worse on the next thousand at 10 of these, by up
to 0.079 nats: the next days of the same young cards say too little about later ones.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from fsrs_rs_python import FSRS, FSRSItem, FSRSReview

from clfcards.memory.evaluation import Prediction, calibration, lead_over, quality
from clfcards.memory.event_kinds import RESET, REVIEW
from clfcards.memory.first_meeting import is_first_meeting
from clfcards.memory.model import MemoryModel
from clfcards.memory.replay import touched_cards
from clfcards.memory.study_day import day_of
from clfcards.memory.training import ALL_WEIGHTS_FROM, LEAST_REVIEWS, Split, Training, own_share
from clfcards.memory.weights import DEFAULT_WEIGHTS, HIGHEST_WEIGHTS, LOWEST_WEIGHTS
from clfcards.model.event import Event, live
from clfcards.model.rating import Rating

_PARTS = 5  # equal parts by time: trained on the first 2, 3 and 4, judged each time by the next
_FIRST_SPLIT = 2
_FIRST_STABILITIES = 4  # the weights that are the stabilities after the four first ratings
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
        if event.kind == RESET:
            for card in touched_cards(event):
                by_card.setdefault(card, []).append(event)
        elif event.kind == REVIEW and event.rating is not None and not is_first_meeting(event):
            by_card.setdefault(event.subject, []).append(event)
    trials = [trial for card, history in by_card.items() for trial in _trials_of_card(card, history, cutoff_hour)]
    return sorted(trials, key=lambda trial: trial.order)


def _trials_of_card(card: str, events: Iterable[Event], cutoff_hour: int) -> Iterator[Trial]:
    """The trials of one card from its reviews; a reset makes it new, so that its history begins again."""
    history: list[FSRSReview] = []
    last_day, lapses = None, 0
    for event in events:
        if event.kind == RESET:
            history, last_day, lapses = [], None, 0
            continue
        day = day_of(event, cutoff_hour)
        elapsed = 0 if last_day is None else max(0, day - last_day)
        recalled = event.rating is not Rating.AGAIN
        history.append(FSRSReview(event.rating or Rating.AGAIN, elapsed))
        if elapsed:
            item, before = FSRSItem(history), FSRSItem(history[:-1])
            yield Trial(card, item, before, event.order, elapsed, recalled, len(history) - 1, lapses)
            lapses += not recalled
        last_day = day


def train(trials: Sequence[Trial], in_use: Sequence[float] = DEFAULT_WEIGHTS) -> Training | None:
    """The weights that fit these reviews, and their quality; None if there are too few reviews."""
    if len(trials) < LEAST_REVIEWS:
        return None
    edges = [len(trials) * part // _PARTS for part in range(_PARTS + 1)]
    at = edges[_FIRST_SPLIT:]
    earlier, later = trials[: at[0]], trials[at[0] :]
    cards = [trial.card for trial in later]
    parts = [predictions_of(_fit(trials[:start]), trials[start:end]) for start, end in pairwise(at)]
    trained = [prediction for part in parts for prediction in part]
    default = predictions_of(DEFAULT_WEIGHTS, later)
    # These may have been trained on some of the held-out reviews, which makes them look better than they are. The
    # comparison then errs toward keeping them, never toward replacing them.
    used = None if tuple(in_use) == DEFAULT_WEIGHTS else predictions_of(in_use, later)
    weights = _fit(trials)
    return Training(
        reviews=len(trials),
        splits=tuple(
            Split(start, end - start, lead_of(default), None if used is None else lead_of(used))
            for start, end in pairwise(at)
            for lead_of in [partial(_lead_in_part, trained, cards, start - at[0], end - at[0])]
        ),
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


def _lead_in_part(
    trained: Sequence[Prediction], cards: Sequence[str], start: int, end: int, other: Sequence[Prediction]
) -> float:
    """The lead of the trained weights over other ones, in nats per review, in one part of the held-out reviews."""
    return lead_over(other[start:end], trained[start:end], cards[start:end]).log_loss


def _fit(trials: Sequence[Trial]) -> tuple[float, ...]:
    """The learner's weights: what fsrs-rs fits, drawn toward the default weights, more so with few reviews.

    They are rounded and clamped: as 32-bit floats they can be just outside the bounds of py-fsrs.
    """
    fitted = FSRS(list(DEFAULT_WEIGHTS)).compute_parameters([trial.item for trial in trials])
    if len(trials) < ALL_WEIGHTS_FROM:
        fitted = [*fitted[:_FIRST_STABILITIES], *DEFAULT_WEIGHTS[_FIRST_STABILITIES:]]
    share = own_share(len(trials))
    drawn = [default + share * (own - default) for default, own in zip(DEFAULT_WEIGHTS, fitted, strict=True)]
    bounds = zip(LOWEST_WEIGHTS, drawn, HIGHEST_WEIGHTS, strict=True)
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
