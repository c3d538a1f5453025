"""Difficulties of questions fitted to the answers of many learners, and how well each question separates them.

The Rasch model with a normal ability: a sitting's ability is not estimated but integrated out, since a joint estimate
of abilities and difficulties is biased. Source: Bock & Aitkin 1981, marginal maximum likelihood by EM; each
difficulty has its estimate without answers as a normal prior, which also fixes the zero of the scale.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from clfcards.exam.difficulty import Estimate
from clfcards.exam.rasch import probability_right

_ABILITIES = tuple(-6.0 + 0.25 * i for i in range(49))
_ROUNDS = 200
_CLOSE_ENOUGH = 1e-4  # logits
_LEAST_SPREAD = 0.1  # logits; answers of equally able learners must not make the distribution a single point

SEPARATION_ANSWERS = 30
"""With fewer answers, a correlation says next to nothing: its standard error is above 0.18."""


class Response(NamedTuple):
    """The answer to a question in a sitting. Two responses with the same sitting and question are the same answer."""

    sitting: str
    question: str
    right: bool


@dataclass(frozen=True, slots=True)
class Fitted:
    """A question's difficulty after `estimate.answers` answers, of which `right` were right.

    `separation` is the correlation, in [-1, 1], of a right answer with the ability that the rest of the sitting
    shows: about 0.3 is good, and below 0 the able fail more often. It is None with too few answers.
    """

    estimate: Estimate
    right: int
    separation: float | None


@dataclass(slots=True)
class _Abilities:
    """The distribution of abilities over sittings: its mean and its standard deviation, in logits."""

    mean: float
    spread: float

    def chances(self) -> list[float]:
        weights = [math.exp(-(((ability - self.mean) / self.spread) ** 2) / 2) for ability in _ABILITIES]
        return _normalized(weights)


def fit(responses: Iterable[Response], priors: Mapping[str, Estimate]) -> dict[str, Fitted]:
    """The questions that were answered, by id, fitted to the responses; those without a prior are left out."""
    sittings: dict[str, dict[str, bool]] = defaultdict(dict)
    for response in responses:
        if response.question in priors:
            sittings[response.sitting].setdefault(response.question, response.right)
    answered = list(sittings.values())
    difficulties = {id_: priors[id_].logits for sitting in answered for id_ in sitting}
    distribution = _Abilities(0.8, 1.0)
    for _ in range(_ROUNDS):
        beliefs = _beliefs(answered, difficulties, distribution)
        expected = _expected_counts(answered, beliefs)
        updated = {id_: _most_probable(expected[id_], priors[id_]) for id_ in difficulties}
        distribution = _distribution(beliefs)
        shift = _shift(updated, priors)
        updated = {id_: logits + shift for id_, logits in updated.items()}
        distribution.mean += shift
        moved = max((abs(updated[id_] - difficulties[id_]) for id_ in updated), default=0.0)
        difficulties = updated
        if moved < _CLOSE_ENOUGH:
            break
    return _fitted(answered, difficulties, priors, distribution)


@dataclass(slots=True)
class _Counts:
    """How many answers are expected at each ability, and the number that were right."""

    at: list[float]
    right: int = 0


def _expected_counts(answered: Sequence[Mapping[str, bool]], beliefs: Sequence[list[float]]) -> dict[str, _Counts]:
    found: dict[str, _Counts] = {}
    for sitting, belief in zip(answered, beliefs, strict=True):
        for id_, right in sitting.items():
            counts = found.setdefault(id_, _Counts([0.0] * len(_ABILITIES)))
            counts.at = [a + b for a, b in zip(counts.at, belief, strict=True)]
            counts.right += right
    return found


def _beliefs(
    answered: Sequence[Mapping[str, bool]], difficulties: Mapping[str, float], distribution: _Abilities
) -> list[list[float]]:
    """For each sitting, the probability of each of _ABILITIES after its answers."""
    start = [math.log(chance) if chance else -math.inf for chance in distribution.chances()]
    likelihoods = {
        (id_, right): _log_likelihood(logits, right) for id_, logits in difficulties.items() for right in (True, False)
    }
    found = []
    for sitting in answered:
        logs = list(map(sum, zip(start, *map(likelihoods.__getitem__, sitting.items()), strict=True)))
        most = max(logs)
        found.append(_normalized([math.exp(log - most) for log in logs]))
    return found


def _log_likelihood(difficulty: float, right: bool) -> list[float]:
    """The logarithm of the probability of this answer at each of _ABILITIES."""
    sign = 1 if right else -1
    return [math.log(probability_right(sign * ability, sign * difficulty)) for ability in _ABILITIES]


def _most_probable(counts: _Counts, prior: Estimate) -> float:
    """The difficulty at which as many are expected to be right as were, drawn towards the prior; Newton's method."""
    precision = prior.error**-2
    logits = prior.logits
    for _ in range(50):
        chances = [probability_right(ability, logits) for ability in _ABILITIES]
        expected = math.fsum(n * p for n, p in zip(counts.at, chances, strict=True))
        information = math.fsum(n * p * (1 - p) for n, p in zip(counts.at, chances, strict=True)) + precision
        step = (expected - counts.right - (logits - prior.logits) * precision) / information
        logits += max(-1.0, min(1.0, step))
        if abs(step) < 1e-9:
            break
    return logits


def _shift(difficulties: Mapping[str, float], priors: Mapping[str, Estimate]) -> float:
    """How far to move the zero of the scale so that the difficulties agree best with their priors.

    Moving all abilities with them changes no probability of an answer. EM alone would creep there.
    """
    precisions = {id_: priors[id_].error ** -2 for id_ in difficulties}
    if not precisions:
        return 0.0
    return math.fsum(p * (priors[id_].logits - difficulties[id_]) for id_, p in precisions.items()) / math.fsum(
        precisions.values()
    )


def _distribution(beliefs: Sequence[Sequence[float]]) -> _Abilities:
    """The mean and the spread of the abilities in all sittings, by what is believed about each."""
    if not beliefs:
        return _Abilities(0.8, 1.0)
    shares = [math.fsum(column) / len(beliefs) for column in zip(*beliefs, strict=True)]
    mean = math.fsum(s * a for s, a in zip(shares, _ABILITIES, strict=True))
    variance = math.fsum(s * (a - mean) ** 2 for s, a in zip(shares, _ABILITIES, strict=True))
    return _Abilities(mean, max(_LEAST_SPREAD, math.sqrt(variance)))


def _fitted(
    answered: Sequence[Mapping[str, bool]],
    difficulties: Mapping[str, float],
    priors: Mapping[str, Estimate],
    distribution: _Abilities,
) -> dict[str, Fitted]:
    beliefs = _beliefs(answered, difficulties, distribution)
    expected = _expected_counts(answered, beliefs)
    rest: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for sitting, belief in zip(answered, beliefs, strict=True):
        for id_, right in sitting.items():
            rest[id_].append((_ability_without(belief, difficulties[id_], right), right))
    found = {}
    for id_, logits in difficulties.items():
        error = (_information(expected[id_], logits) + priors[id_].error ** -2) ** -0.5
        answers = len(rest[id_])
        separation = _correlation(rest[id_]) if answers >= SEPARATION_ANSWERS else None
        found[id_] = Fitted(Estimate(logits, error, answers), expected[id_].right, separation)
    return found


def _information(counts: _Counts, logits: float) -> float:
    chances = [probability_right(ability, logits) for ability in _ABILITIES]
    return math.fsum(n * p * (1 - p) for n, p in zip(counts.at, chances, strict=True))


def _ability_without(belief: Sequence[float], difficulty: float, right: bool) -> float:
    """The mean ability by the other answers of the sitting: this answer's likelihood is divided out."""
    likelihood = _log_likelihood(difficulty, right)
    rest = _normalized([b / math.exp(log) for b, log in zip(belief, likelihood, strict=True)])
    return math.fsum(share * ability for share, ability in zip(rest, _ABILITIES, strict=True))


def _correlation(pairs: Sequence[tuple[float, bool]]) -> float | None:
    """Pearson's correlation of ability and right answer; None if all answers or all abilities are alike."""
    n = len(pairs)
    mean_ability = math.fsum(ability for ability, _ in pairs) / n
    mean_right = sum(right for _, right in pairs) / n
    abilities = math.fsum((ability - mean_ability) ** 2 for ability, _ in pairs)
    rights = n * mean_right * (1 - mean_right)
    if abilities < 1e-12 or not rights:
        return None
    return math.fsum((a - mean_ability) * (r - mean_right) for a, r in pairs) / math.sqrt(abilities * rights)


def _normalized(weights: Sequence[float]) -> list[float]:
    total = math.fsum(weights)
    return [weight / total for weight in weights]
