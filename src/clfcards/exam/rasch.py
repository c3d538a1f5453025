"""The Rasch model: the probability of a right answer, given a learner's ability and a question's difficulty.

Abilities and difficulties are in logits. Source: Rasch 1960; Lord & Wingersky 1984 for the
distribution of the number of right answers.
"""

import math
from collections.abc import Sequence

_BOUND_LOGITS = 30.0  # beyond this, every probability is 0 or 1 in double precision


def probability_right(ability: float, difficulty: float) -> float:
    """The probability, in (0, 1), that a learner of `ability` answers a question of `difficulty` right."""
    distance = difficulty - ability
    if distance > 0:
        odds = math.exp(-distance)
        return odds / (1 + odds)
    return 1 / (1 + math.exp(distance))


def expected_right(ability: float, difficulties: Sequence[float]) -> float:
    """The true score: the number of these questions that a learner of `ability` gets right on average."""
    return math.fsum([probability_right(ability, difficulty) for difficulty in difficulties])


def variance_right(ability: float, difficulties: Sequence[float]) -> float:
    """The variance of the number of right answers at `ability`, which is also the Fisher information about it."""
    return math.fsum([p * (1 - p) for p in [probability_right(ability, b) for b in difficulties]])


def ability_at(right: float, difficulties: Sequence[float]) -> float:
    """The ability whose true score is `right`.

    Raises ValueError unless 0 < right < the number of questions: no finite ability has none or all of them right.
    """
    if not 0 < right < len(difficulties):
        raise ValueError(f"no finite ability gets {right} of {len(difficulties)} right on average")
    low, high = min(difficulties) - _BOUND_LOGITS, max(difficulties) + _BOUND_LOGITS
    ability = math.fsum(difficulties) / len(difficulties)
    for _ in range(200):
        chances = [probability_right(ability, difficulty) for difficulty in difficulties]
        error = math.fsum(chances) - right
        if error > 0:
            high = ability
        else:
            low = ability
        slope = math.fsum([p * (1 - p) for p in chances])  # the variance
        step = ability - error / slope if slope > 0 else math.inf
        if abs(step - ability) < 1e-13:  # before the bounds, which rounding can have moved onto the ability itself
            return step
        following = step if low < step < high else (low + high) / 2  # Newton, or bisection where Newton overshoots
        if abs(following - ability) < 1e-13:
            return following
        ability = following
    return ability


def distribution_of_right(ability: float, difficulties: Sequence[float]) -> list[float]:
    """The probabilities of 0, 1, … n right answers at `ability`, by the recursion of Lord and Wingersky."""
    chances = [1.0]
    for difficulty in difficulties:
        p = probability_right(ability, difficulty)
        longer = [chance * (1 - p) for chance in chances] + [0.0]
        for right, chance in enumerate(chances):
            longer[right + 1] += chance * p
        chances = longer
    return chances


def probability_of_reaching(cut: int, ability: float, difficulties: Sequence[float]) -> float:
    """The probability, in [0, 1], of at least `cut` right answers at `ability`."""
    return min(1.0, math.fsum(distribution_of_right(ability, difficulties)[cut:]))
