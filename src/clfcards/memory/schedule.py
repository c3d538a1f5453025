"""The effect of each of the four ratings on a card: its next interval and memory."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from clfcards.memory.fuzz import balanced, fuzz_factor, fuzz_range, fuzzed, round_half_up
from clfcards.memory.model import MemoryModel
from clfcards.memory.state import CardState, Learning, Memory, Relearning, Review
from clfcards.model.interval import MAXIMUM_DAYS, Days, Interval, Steps
from clfcards.model.rating import Rating
from clfcards.model.time import Seconds, StudyDay

AGAIN, HARD, GOOD, EASY = Rating
LEARN_AHEAD_MS = 20 * 60_000  # Anki's default: if nothing else is left, steps that end this soon are shown early
RETENTION_MIN, RETENTION_MAX = 0.70, 0.99  # the range Anki offers
_DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Scheme:
    """How intervals are chosen. Each step is shorter than a day; `maximum_interval` is in days.

    Raises ValueError for a retention outside [0.70, 0.99], or for steps or a maximum out of range.
    """

    desired_retention: float = 0.9
    learning_steps: tuple[Seconds, ...] = (Seconds(60), Seconds(600))  # Anki's defaults: 1 and 10 minutes
    relearning_steps: tuple[Seconds, ...] = (Seconds(600),)
    maximum_interval: int = MAXIMUM_DAYS
    fuzz: bool = True

    def __post_init__(self) -> None:
        if not RETENTION_MIN <= self.desired_retention <= RETENTION_MAX:
            raise ValueError(f"desired retention must be from 0.70 to 0.99, not {self.desired_retention}")
        if any(not 1 <= step < _DAY_SECONDS for step in self.learning_steps + self.relearning_steps):
            raise ValueError("a learning step must be at least a second and less than a day")
        if not 1 <= self.maximum_interval <= MAXIMUM_DAYS:
            raise ValueError(f"the maximum interval must be 1 to {MAXIMUM_DAYS} days, not {self.maximum_interval}")


@dataclass(frozen=True, slots=True)
class Traffic:
    """Other due cards: their number by days from now, and the days from now on which siblings are due."""

    load: Mapping[int, int] = field(default_factory=dict)
    siblings: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The effect of a rating: the interval until the card comes back, and the memory after the rating."""

    rating: Rating
    interval: Interval
    memory: Memory


def preview(
    model: MemoryModel, scheme: Scheme, state: CardState, day: StudyDay, traffic: Traffic
) -> dict[Rating, Outcome]:
    """The outcome of each rating if it were given on study day `day`."""
    past = state.past
    elapsed = 0 if past is None else max(0, day - past.last_day)
    memories = {rating: model.after(past and past.tested, rating, elapsed) for rating in Rating}
    days = {rating: model.interval(memories[rating].stability, scheme.desired_retention) for rating in Rating}
    if isinstance(state.phase, Review):
        intervals = _from_review(scheme, state, state.phase.days, days, traffic)
    else:
        intervals = _from_steps(scheme, state, days, traffic)
    return {rating: Outcome(rating, intervals[rating], memories[rating]) for rating in Rating}


def within(outcomes: Mapping[Rating, Outcome], most: int) -> dict[Rating, Outcome]:
    """The outcomes with no interval longer than `most` days: the card must be asked again by then."""
    return {
        rating: replace(outcome, interval=Days(most))
        if isinstance(outcome.interval, Days) and outcome.interval.days > most
        else outcome
        for rating, outcome in outcomes.items()
    }


def preview_first_meeting(model: MemoryModel, scheme: Scheme) -> dict[Rating, Outcome]:
    """The outcome of each rating of a new card right after its text was read.

    Whatever the rating, the card is asked again today, or tomorrow if there are no learning steps: nothing has tested
    recall yet. "Easy" is no more than "good", because the answer was on the screen a minute ago.
    """
    steps = scheme.learning_steps
    intervals: dict[Rating, Interval] = dict.fromkeys(Rating, Days(1))
    if steps:
        good = Steps(steps[min(1, len(steps) - 1)])
        hard = Steps(min(_hard_step(steps, 0), good.seconds))
        intervals = {AGAIN: Steps(steps[0]), HARD: hard, GOOD: good, EASY: good}
    return {rating: Outcome(rating, intervals[rating], model.after(None, rating, 0)) for rating in Rating}


def _from_steps(
    scheme: Scheme, state: CardState, days: Mapping[Rating, float], traffic: Traffic
) -> dict[Rating, Interval]:
    """The intervals of a new card or one in steps: from step to step, and after the last step in days."""
    steps = scheme.relearning_steps if isinstance(state.phase, Relearning) else scheme.learning_steps
    whole = {rating: float(max(1, round_half_up(days[rating]))) for rating in Rating}
    graduated = _choose_days(scheme, state, whole[GOOD], 1, traffic)
    easy = Days(_choose_days(scheme, state, whole[EASY], graduated + 1, traffic))
    if not steps:
        again = _choose_days(scheme, state, whole[AGAIN], 1, traffic)
        hard = max(again, _choose_days(scheme, state, whole[HARD], 1, traffic))
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
    """The step after "hard", which repeats the current one.

    On the first step it is the average of the first two, or 1.5 times a single one. Source: Anki.
    """
    if step > 0:
        return steps[step]
    if len(steps) == 1:
        return Seconds(min(steps[0] * 3 // 2, _DAY_SECONDS - 1))
    return Seconds((steps[0] + steps[1]) // 2)


def _from_review(
    scheme: Scheme, state: CardState, last: int, days: Mapping[Rating, float], traffic: Traffic
) -> dict[Rating, Interval]:
    """The intervals of a card in review: hard, good and easy are each at least a day longer than the one before.

    `last` is the interval, in days, that led to this review.
    """

    def least(rating: Rating) -> int:
        """The shortest allowed interval, so that fuzz does not make it shorter than `last` without reason.

        An interval longer than `last` is at least a day longer. One that fuzz could make as long as `last` is
        at least as long.
        """
        if round_half_up(days[rating]) > last:
            return last + 1
        longest = fuzz_range(days[rating], 1, scheme.maximum_interval).most
        return last if longest >= last else 0

    hard = _choose_days(scheme, state, days[HARD], least(HARD), traffic)
    good = _choose_days(scheme, state, days[GOOD], max(least(GOOD), hard + 1), traffic)
    easy = _choose_days(scheme, state, days[EASY], max(least(EASY), good + 1), traffic)
    steps = scheme.relearning_steps
    again = Steps(steps[0]) if steps else Days(_choose_days(scheme, state, days[AGAIN], 1, traffic))
    return {AGAIN: again, HARD: Days(hard), GOOD: Days(good), EASY: Days(easy)}


def _choose_days(scheme: Scheme, state: CardState, interval: float, minimum: int, traffic: Traffic) -> int:
    """The interval in days, at least `minimum`, and fuzzed toward days with few cards if the scheme uses fuzz."""
    minimum = min(max(1, minimum), scheme.maximum_interval)
    if not scheme.fuzz:
        return fuzzed(interval, minimum, scheme.maximum_interval, None)
    factor = fuzz_factor(state.card, state.reviews)
    return balanced(interval, minimum, scheme.maximum_interval, factor, traffic.load, traffic.siblings)
