"""Whether one domain costs more right answers than the others, and how sure that is.

In the model a learner's ability in a domain is the overall ability plus a deviation that is usually small. So a few
wrong answers in one domain are chance, unless they go on.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from clfcards.exam.ability import ABILITIES, logs, mean_probability
from clfcards.exam.evidence import ITEM_ERROR, NextForm, answer_of
from clfcards.exam.sightings import SatQuestion

_DEVIATIONS = tuple(-2.0 + 0.1 * i for i in range(41))
_DEVIATION = 0.5  # standard deviation of an ability in one domain around the overall ability, in logits
_COST = 0.04  # the share of all scored questions that a weak domain costs at least …
_SURE = 0.80  # … with this probability


@dataclass(frozen=True, slots=True)
class DomainAbility:
    """The share of a domain's questions that would be answered right, and what the domain costs.

    `low` and `high` are the ends of a 90% interval. `cost` is how many scored answers of the next form are expected
    to be lost in this domain because the learner is weaker there than elsewhere, and `is_weak` whether that is likely
    enough and large enough to matter. A domain with more questions costs more.
    """

    expected: float
    low: float
    high: float
    cost: float
    is_weak: bool


def domain_ability(
    abilities: Sequence[float], answers: Sequence[SatQuestion], domain: str, form: NextForm
) -> DomainAbility:
    """How the learner does in a domain, given the probability of each of ABILITIES and the answers in the domain."""
    overall = math.fsum(p * at for p, at in zip(abilities, ABILITIES, strict=True))
    deviations = _deviations(overall, answers)
    difficulties = [difficulty for of, difficulty in form.questions if of == domain]
    usual = _share(overall, difficulties)
    losses = [len(difficulties) * (usual - _share(overall + d, difficulties)) for d in _DEVIATIONS]
    enough = _COST * len(form.questions)
    weak = math.fsum(p for p, loss in zip(deviations, losses, strict=True) if loss >= enough)
    shares = _spread(abilities, deviations, difficulties)
    return DomainAbility(
        expected=math.fsum(share * p for share, p in shares),
        low=_quantile(shares, 0.05),
        high=_quantile(shares, 0.95),
        cost=math.fsum(p * loss for p, loss in zip(deviations, losses, strict=True)),
        is_weak=weak >= _SURE,
    )


def _deviations(overall: float, answers: Sequence[SatQuestion]) -> list[float]:
    """The probability of each deviation in _DEVIATIONS."""
    abilities = [overall + d for d in _DEVIATIONS]
    found = [-((d / _DEVIATION) ** 2) / 2 for d in _DEVIATIONS]
    weights_of = defaultdict[tuple[float, float, bool], float](float)  # many questions are equally difficult
    for answer in map(answer_of, answers):
        weights_of[answer.difficulty, answer.error, answer.right] += answer.weight
    for (difficulty, error, right), weight in weights_of.items():
        more = logs(abilities, difficulty, error, right)
        found = [log + weight * one for log, one in zip(found, more, strict=True)]
    most = max(found)
    weights = [math.exp(log - most) for log in found]
    total = math.fsum(weights)
    return [weight / total for weight in weights]


def _share(ability: float, difficulties: Sequence[float]) -> float:
    return mean_probability(ability, difficulties, ITEM_ERROR)


def _spread(
    abilities: Sequence[float], deviations: Sequence[float], difficulties: Sequence[float]
) -> list[tuple[float, float]]:
    """(share of right answers, probability) for every likely sum of an ability and a deviation, by share."""
    likely = [(d, q) for d, q in zip(_DEVIATIONS, deviations, strict=True) if q > 1e-4]
    sums = defaultdict[int, float](float)  # in thousandths; many pairs have one sum
    for ability, p in zip(ABILITIES, abilities, strict=True):
        if p > 1e-4:
            for d, q in likely:
                sums[round(1000 * (ability + d))] += p * q
    total = math.fsum(sums.values())
    return sorted((_share(at / 1000, difficulties), p / total) for at, p in sums.items())


def _quantile(shares: Sequence[tuple[float, float]], at: float) -> float:
    below = 0.0
    for share, p in shares:
        below += p
        if below >= at:
            return share
    return shares[-1][0]
