"""What each of the four ratings would do to a card: its next interval and memory."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from clfcards.memory.fuzz import balanced, fuzz_factor, fuzz_range, fuzzed, round_half_up
from clfcards.memory.model import MAXIMUM_INTERVAL, RETENTION_MAX, RETENTION_MIN, MemoryModel
from clfcards.memory.state import CardState

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
RATINGS = (AGAIN, HARD, GOOD, EASY)
_A_DAY = 86_400  # seconds


@dataclass(frozen=True, slots=True)
class Scheme:
    """How intervals are chosen. Steps are in seconds, shorter than a day each; intervals in days.

    Raises ValueError for a retention outside [0.70, 0.99], or steps or a maximum out of range.
    """

    desired_retention: float = 0.9
    learning_steps: tuple[int, ...] = (60, 600)  # Anki's defaults: 1 and 10 minutes
    relearning_steps: tuple[int, ...] = (600,)
    maximum_interval: int = MAXIMUM_INTERVAL
    fuzz: bool = True

    def __post_init__(self) -> None:
        if not RETENTION_MIN <= self.desired_retention <= RETENTION_MAX:
            raise ValueError(f"desired retention is {self.desired_retention}, not in 0.70 to 0.99")
        if any(not 1 <= step < _A_DAY for step in self.learning_steps + self.relearning_steps):
            raise ValueError("a learning step is at least a second and less than a day")
        if not 1 <= self.maximum_interval <= MAXIMUM_INTERVAL:
            raise ValueError(f"the maximum interval is {self.maximum_interval}, not in 1 to {MAXIMUM_INTERVAL} days")


@dataclass(frozen=True, slots=True)
class Traffic:
    """What else is due: cards by days from now, and the days from now at which siblings are due."""

    load: Mapping[int, int] = field(default_factory=dict)
    siblings: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rating does. `interval`: days where positive, seconds where negative."""

    rating: int
    interval: int
    stability: float
    difficulty: float


def preview(model: MemoryModel, scheme: Scheme, state: CardState, day: int, traffic: Traffic) -> dict[int, Outcome]:
    """The outcome of each rating, were it given on study day `day`."""
    elapsed = max(0, day - state.last_day) if state.last_day is not None else 0
    memory = {rating: model.after(state.stability, state.difficulty, rating, elapsed) for rating in RATINGS}
    days = {rating: model.interval(memory[rating][0], scheme.desired_retention) for rating in RATINGS}
    if state.phase == "review":
        intervals = _from_review(scheme, state, days, traffic)
    else:
        intervals = _from_steps(scheme, state, days, traffic)
    return {rating: Outcome(rating, intervals[rating], *memory[rating]) for rating in RATINGS}


def _from_steps(scheme: Scheme, state: CardState, days: Mapping[int, float], traffic: Traffic) -> dict[int, int]:
    steps = scheme.relearning_steps if state.phase == "relearning" else scheme.learning_steps
    whole = {rating: float(max(1, round_half_up(days[rating]))) for rating in RATINGS}
    graduated = _choose(scheme, state, whole[GOOD], 1, traffic)
    intervals = {EASY: _choose(scheme, state, whole[EASY], graduated + 1, traffic)}
    if not steps:
        again = _choose(scheme, state, whole[AGAIN], 1, traffic)
        hard = max(again, _choose(scheme, state, whole[HARD], 1, traffic))
        return intervals | {AGAIN: again, HARD: hard, GOOD: max(hard, graduated)}
    step = min(state.step, len(steps) - 1)
    last = step + 1 == len(steps)
    return intervals | {
        AGAIN: -steps[0],
        HARD: -_hard_step(steps, step),
        GOOD: graduated if last else -steps[step + 1],
    }


def _hard_step(steps: tuple[int, ...], step: int) -> int:
    """Hard repeats a step; on the first it waits between the first two, or half as long again. Source: Anki."""
    if step > 0:
        return steps[step]
    if len(steps) == 1:
        return min(steps[0] * 3 // 2, _A_DAY - 1)
    return (steps[0] + steps[1]) // 2


def _from_review(scheme: Scheme, state: CardState, days: Mapping[int, float], traffic: Traffic) -> dict[int, int]:
    """Hard, good and easy in that order, each at least a day longer than the one before it."""

    def least(rating: int) -> int:
        """A longer interval than the last is at least a day longer; one that fuzz could make as long, is."""
        if round_half_up(days[rating]) > state.interval:
            return state.interval + 1
        longest = fuzz_range(days[rating], 1, scheme.maximum_interval)[1]
        return state.interval if longest >= state.interval else 0

    hard = _choose(scheme, state, days[HARD], least(HARD), traffic)
    good = _choose(scheme, state, days[GOOD], max(least(GOOD), hard + 1), traffic)
    easy = _choose(scheme, state, days[EASY], max(least(EASY), good + 1), traffic)
    steps = scheme.relearning_steps
    again = -steps[0] if steps else _choose(scheme, state, days[AGAIN], 1, traffic)
    return {AGAIN: again, HARD: hard, GOOD: good, EASY: easy}


def _choose(scheme: Scheme, state: CardState, interval: float, minimum: int, traffic: Traffic) -> int:
    minimum = min(max(1, minimum), scheme.maximum_interval)
    if not scheme.fuzz:
        return fuzzed(interval, minimum, scheme.maximum_interval, None)
    factor = fuzz_factor(state.card, state.reviews)
    return balanced(interval, minimum, scheme.maximum_interval, factor, traffic.load, traffic.siblings)
