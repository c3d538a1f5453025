"""A learner's ability over time: what the answers so far say about it, and about the speed at which it grows.

Ability is in logits, on the scale of the questions' difficulties. A belief is a probability for each pair of an
ability and a growth rate on a grid. Between two sittings ability drifts: growth is expected, and what was known
becomes less certain. So an early failure does not hold back somebody who has learned since.
Source: a hidden Markov model over a grid; Corbett & Anderson 1995 for learning between observations.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

ABILITIES = tuple(-3.0 + 0.125 * i for i in range(65))
"""The grid of abilities, from far below any pass to far above it."""
_STEP = ABILITIES[1] - ABILITIES[0]

# These values are our choice; benchmarks/readiness.py shows how they do in simulated worlds.
_START = (1.4, 1.2)  # mean and standard deviation of a new learner's ability
_GROWTH_DAYS = 4.0  # growth rates are per this many days
_GROWTH = (0.13, 0.18)  # mean and standard deviation of the growth rate, in logits
_GROWTH_STEPS = (-2.0, -1.0, 0.0, 1.0, 2.0)  # the grid of growth rates, in standard deviations
_DRIFT = 0.20  # standard deviation of what ability does otherwise in that time, in logits
_LONGEST_GAP_DAYS = 30.0  # a longer gap teaches no more, and is forgotten no more, than this
_PROBIT = 16 * math.sqrt(3) / (15 * math.pi)  # the logistic curve is like a normal one of this scale


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `error` is the standard error of the question's difficulty; `weight`, in (0, 1], is its worth."""

    difficulty: float
    error: float
    right: bool
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Belief:
    """The probabilities of the pairs: one row for each growth rate, one column for each of ABILITIES."""

    rows: tuple[tuple[float, ...], ...]

    @property
    def abilities(self) -> tuple[float, ...]:
        """The probability of each of ABILITIES."""
        return tuple(map(math.fsum, zip(*self.rows, strict=True)))


def at_start() -> Belief:
    """What is believed about a learner who has answered nothing."""
    mean, spread = _START
    row = [math.exp(-(((ability - mean) / spread) ** 2) / 2) for ability in ABILITIES]
    return _normalized([[math.exp(-(step**2) / 2) * p for p in row] for step in _GROWTH_STEPS])


def after_answers(belief: Belief, answers: Iterable[Answer]) -> Belief:
    """The belief after the answers of one sitting."""
    logs = [0.0] * len(ABILITIES)
    for answer in answers:
        weight, found = answer.weight, _logs_of(answer.difficulty, answer.error, answer.right)
        logs = [log + weight * more for log, more in zip(logs, found, strict=True)]
    most = max(logs)
    likelihood = [math.exp(log - most) for log in logs]
    return _normalized([[p * q for p, q in zip(row, likelihood, strict=True)] for row in belief.rows])


@lru_cache(maxsize=2048)
def _logs_of(difficulty: float, error: float, right: bool) -> tuple[float, ...]:
    """The logarithm of the probability of an answer at each of ABILITIES. Many questions are equally difficult."""
    return tuple(logs(ABILITIES, difficulty, error, right))


def after_days(belief: Belief, days: float) -> Belief:
    """The belief after a pause of this many days."""
    spans = min(max(0.0, days), _LONGEST_GAP_DAYS) / _GROWTH_DAYS
    if spans < 0.01:
        return belief
    mean, spread = _GROWTH
    sd = _DRIFT * math.sqrt(spans)
    rows = [
        _blurred(row, (mean + spread * step) * spans, sd) for row, step in zip(belief.rows, _GROWTH_STEPS, strict=True)
    ]
    return _normalized(rows)


def less_certain(belief: Belief, error: float) -> Belief:
    """The belief when something else, of this standard deviation in logits, is unknown, too."""
    return _normalized([_blurred(row, 0.0, error) for row in belief.rows])


def after_memory(belief: Belief, ability: float, error: float) -> Belief:
    """The belief after an indirect look at the ability, with this standard error."""
    likelihood = [math.exp(-(((at - ability) / error) ** 2) / 2) for at in ABILITIES]
    return _normalized([[p * q for p, q in zip(row, likelihood, strict=True)] for row in belief.rows])


def probability(ability: float, difficulty: float, error: float) -> float:
    """The probability that an answer is right where the difficulty is known up to `error` (normal, in logits)."""
    return probabilities((ability,), difficulty, error)[0]


def probabilities(abilities: Iterable[float], difficulty: float, error: float) -> list[float]:
    """The `probability` at each ability. Today needs twenty thousand of them, so there is one call for many."""
    blur = _blur(error)
    return [1 / (1 + math.exp(min((difficulty - ability) / blur, 700.0))) for ability in abilities]


def logs(abilities: Iterable[float], difficulty: float, error: float, right: bool) -> list[float]:
    """For each ability, the logarithm of the probability of this answer."""
    return [math.log(p if right else 1 - p) for p in probabilities(abilities, difficulty, error)]


def mean_probability(ability: float, difficulties: Sequence[float], error: float) -> float:
    """The mean probability of a right answer to these questions; 0 without questions."""
    if not difficulties:
        return 0.0
    blur = _blur(error)
    found = [1 / (1 + math.exp(min((difficulty - ability) / blur, 700.0))) for difficulty in difficulties]
    return math.fsum(found) / len(found)


@cache
def _blur(error: float) -> float:
    """By how much an unknown part of a difficulty flattens the curve."""
    return math.sqrt(1 + (_PROBIT * error) ** 2)


def chances(difficulties: Sequence[float], error: float, cut: int, loss: float = 0.0) -> list[float]:
    """For each of ABILITIES, the probability of at least `cut` right answers; each question loses `loss`."""
    found = []
    passing = max(0, len(difficulties) - cut + 1)  # the numbers of wrong answers that pass are 0, 1, …, passing - 1
    each = [probabilities(ABILITIES, difficulty, error) for difficulty in difficulties]
    for of_one in zip(*each, strict=True) if each else [()] * len(ABILITIES):
        counts = [1.0]  # the probabilities of 0, 1, … wrong answers; more than pass need not be known
        for probability in of_one:
            p = max(0.0, probability - loss)
            wrong, one_less = 1 - p, [0.0, *counts]
            if len(counts) < passing:
                counts.append(0.0)
            counts = [same * p + less * wrong for same, less in zip(counts, one_less, strict=False)]
        found.append(min(1.0, math.fsum(counts[:passing])))
    return found


def mixed(abilities: Sequence[float], values: Sequence[float]) -> float:
    """The mean of a value at each of ABILITIES, weighted by their probabilities."""
    return math.fsum(p * value for p, value in zip(abilities, values, strict=True))


def at_quantile(abilities: Sequence[float], values: Sequence[float], share: float) -> float:
    """The value at the ability that is not exceeded with probability `share`, between two grid points if need be."""
    below = 0.0
    for i, p in enumerate(abilities):
        if below + p >= share:
            part = (share - below) / p - 0.5
            beside = min(max(i + (1 if part > 0 else -1), 0), len(values) - 1)
            return values[i] + abs(part) * (values[beside] - values[i])
        below += p
    return values[-1]


def averaged(values: Sequence[float], error: float) -> list[float]:
    """The values, each averaged over the abilities around it with a normal weight of this standard deviation."""
    kernel = _kernel(0.0, error)
    last = len(values) - 1
    return [
        math.fsum(weight * values[min(max(i + k, 0), last)] for k, weight in kernel.items()) for i in range(len(values))
    ]


def _blurred(row: Sequence[float], shift: float, sd: float) -> list[float]:
    kernel = _kernel(shift, sd)
    last = len(row) - 1
    found = [0.0] * len(row)
    for i, p in enumerate(row):
        if p > 1e-12:
            for k, weight in kernel.items():
                found[min(max(i + k, 0), last)] += p * weight
    return found


def _kernel(shift: float, sd: float) -> dict[int, float]:
    """The weights of a normal distribution by the number of steps on the grid; negligible ones are left out."""
    reach = math.ceil((abs(shift) + 4 * sd) / _STEP)
    weights = {k: math.exp(-(((k * _STEP - shift) / sd) ** 2) / 2) for k in range(-reach, reach + 1)}
    kept = {k: weight for k, weight in weights.items() if weight > 1e-6}
    total = math.fsum(kept.values())
    return {k: weight / total for k, weight in kept.items()}


def _normalized(rows: Iterable[Sequence[float]]) -> Belief:
    kept = [list(row) for row in rows]
    total = math.fsum(map(math.fsum, kept))
    return Belief(tuple(tuple(p / total for p in row) for row in kept))
