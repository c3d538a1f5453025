"""Fits the memory model to the learner's own reviews, and adopts the weights if they are better."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec

from clfcards.errors import ClfcardsError
from clfcards.log.log import Log
from clfcards.memory.event_kinds import RESET, REVIEW, WEIGHTS
from clfcards.memory.training import Training
from clfcards.model.event import Stamp, stamped
from clfcards.model.event_kind import UNDO
from clfcards.model.time import Timestamp

MISSING_TRAINER = (
    "the memory model is fitted by the package 'fsrs-rs-python', which is not installed: install it into the same "
    "environment with 'pip install \"fsrs-rs-python<0.10\"', or install the program as 'clfcards[optimize]'"
)


@dataclass(frozen=True, slots=True)
class Optimization:
    """The result. `reviews` is the number of usable reviews; `training` is None if there are too few of them."""

    reviews: int
    training: Training | None
    adopted: bool


def optimize(log: Log, stamp: Callable[[Timestamp], Stamp], *, dry_run: bool) -> Optimization:
    """Fits weights to the log's reviews, and adopts them if they are better, unless it is a `dry_run`.

    `stamp` returns the event's stamp, whose time is not before its argument. Raises ClfcardsError if the package
    that does the training is not installed: there are systems for which nobody has built it.
    """
    if find_spec("fsrs_rs_python") is None:
        raise ClfcardsError(MISSING_TRAINER)
    from clfcards.memory.trainer import train, trials_of

    trials = trials_of(log.events(kinds=(REVIEW, RESET, UNDO)), log.terms.cutoff_hour)
    training = train(trials, log.replay.model.weights)
    if training is None or not training.is_better or dry_run:
        return Optimization(len(trials), training, adopted=False)
    payload = {"weights": list(training.weights), "reviews": training.reviews}
    log.append(stamped(stamp(log.time_after((WEIGHTS,))), WEIGHTS, payload=payload))
    return Optimization(len(trials), training, adopted=True)
