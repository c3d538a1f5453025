"""What each of the four ratings would do to a card: its next interval and memory."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from clfcards.memory.fuzz import balanced, fuzz_factor, fuzz_range, fuzzed, round_half_up
from clfcards.memory.model import RETENTION_MAX, RETENTION_MIN, MemoryModel
from clfcards.memory.state import CardState, Learning, Memory, Relearning, Review
from clfcards.model.interval import MAXIMUM_DAYS, Days, Interval, Steps
from clfcards.model.rating import Rating
from clfcards.model.time import Seconds, StudyDay

AGAIN, HARD, GOOD, EASY = Rating
_A_DAY = 86_400  # seconds


@dataclass(frozen=True, slots=True)
class Scheme:
    """How intervals are chosen. Steps are shorter than a day each; `maximum_interval` is in days.

    Raises ValueError for a retention outside [0.70, 0.99], or steps or a maximum out of range.
    """

    desired_retention: float = 0.9
    learning_steps: tuple[Seconds, ...] = (Seconds(60), Seconds(600))  # Anki's defaults: 1 and 10 minutes
    relearning_steps: tuple[Seconds, ...] = (Seconds(600),)
    maximum_interval: int = MAXIMUM_DAYS
    fuzz: bool = True

    def __post_init__(self) -> None:
        if not RETENTION_MIN <= self.desired_retention <= RETENTION_MAX:
            raise ValueError(f"desired retention is {self.desired_retention}, not in 0.70 to 0.99")
        if any(not 1 <= step < _A_DAY for step in self.learning_steps + self.relearning_steps):
            raise ValueError("a learning step is at least a second and less than a day")
        if not 1 <= self.maximum_interval <= MAXIMUM_DAYS:
            raise ValueError(f"the maximum interval is {self.maximum_interval}, not in 1 to {MAXIMUM_DAYS} days")


@dataclass(frozen=True, slots=True)
class Traffic:
    """What else is due: cards by days from now, and the days from now at which siblings are due."""

    load: Mapping[int, int] = field(default_factory=dict)
    siblings: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rating does: when the card comes back, and how well it is known then."""

    rating: Rating
    interval: Interval
    memory: Memory


def preview(
    model: MemoryModel, scheme: Scheme, state: CardState, day: StudyDay, traffic: Traffic
) -> dict[Rating, Outcome]:
    """The outcome of each rating, were it given on study day `day`."""
    past = state.past
    elapsed = 0 if past is None else max(0, day - past.last_day)
    memories = {rating: model.after(past and past.memory, rating, elapsed) for rating in Rating}
    days = {rating: model.interval(memories[rating].stability, scheme.desired_retention) for rating in Rating}
    if isinstance(state.phase, Review):
        intervals = _from_review(scheme, state, state.phase.days, days, traffic)
    else:
        intervals = _from_steps(scheme, state, days, traffic)
    return {rating: Outcome(rating, intervals[rating], memories[rating]) for rating in Rating}


def _from_steps(
    scheme: Scheme, state: CardState, days: Mapping[Rating, float], traffic: Traffic
) -> dict[Rating, Interval]:
    """The intervals of a new card or one in steps: from step to step, and out of the last one into days."""
    steps = scheme.relearning_steps if isinstance(state.phase, Relearning) else scheme.learning_steps
    whole = {rating: float(max(1, round_half_up(days[rating]))) for rating in Rating}
    graduated = _choose(scheme, state, whole[GOOD], 1, traffic)
    easy = Days(_choose(scheme, state, whole[EASY], graduated + 1, traffic))
    if not steps:
        again = _choose(scheme, state, whole[AGAIN], 1, traffic)
        hard = max(again, _choose(scheme, state, whole[HARD], 1, traffic))
        return {AGAIN: Days(again), HARD: Days(hard), GOOD: Days(max(hard, graduated)), EASY: easy}
    step = min(state.phase.step, len(steps) - 1) if isinstance(state.phase, Learning | Relearning) else 0
    is_last = step + 1 == len(steps)
    return {
        AGAIN: Steps(steps[0]),
        HARD: Steps(_hard_step(steps, step)),
        GOOD: Days(graduated) if is_last else Steps(steps[step + 1]),
        EASY: easy,
    }


def _hard_step(steps: tuple[Seconds, ...], step: int) -> Seconds:
    """Hard repeats a step; on the first it waits between the first two, or half as long again. Source: Anki."""
    if step > 0:
        return steps[step]
    if len(steps) == 1:
        return Seconds(min(steps[0] * 3 // 2, _A_DAY - 1))
    return Seconds((steps[0] + steps[1]) // 2)


def _from_review(
    scheme: Scheme, state: CardState, last: int, days: Mapping[Rating, float], traffic: Traffic
) -> dict[Rating, Interval]:
    """Hard, good and easy in that order, each at least a day longer than the one before it.

    `last` is the interval, in days, that led to this review.
    """

    def least(rating: Rating) -> int:
        """A longer interval than the last is at least a day longer; one that fuzz could make as long, is."""
        if round_half_up(days[rating]) > last:
            return last + 1
        longest = fuzz_range(days[rating], 1, scheme.maximum_interval).most
        return last if longest >= last else 0

    hard = _choose(scheme, state, days[HARD], least(HARD), traffic)
    good = _choose(scheme, state, days[GOOD], max(least(GOOD), hard + 1), traffic)
    easy = _choose(scheme, state, days[EASY], max(least(EASY), good + 1), traffic)
    steps = scheme.relearning_steps
    again = Steps(steps[0]) if steps else Days(_choose(scheme, state, days[AGAIN], 1, traffic))
    return {AGAIN: again, HARD: Days(hard), GOOD: Days(good), EASY: Days(easy)}


def _choose(scheme: Scheme, state: CardState, interval: float, minimum: int, traffic: Traffic) -> int:
    """The interval in days, at least `minimum`: fuzzed towards quiet days where the scheme says so."""
    minimum = min(max(1, minimum), scheme.maximum_interval)
    if not scheme.fuzz:
        return fuzzed(interval, minimum, scheme.maximum_interval, None)
    factor = fuzz_factor(state.card, state.reviews)
    return balanced(interval, minimum, scheme.maximum_interval, factor, traffic.load, traffic.siblings)
