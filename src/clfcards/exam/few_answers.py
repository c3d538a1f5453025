"""What a few answers show, by a model in which learners are alike and so are a learner's domains.

A score of ten questions says more about luck than about the learner, and so does the number of right answers in a
domain. Both are therefore drawn toward what is usual, the more so the fewer answers there are. In the model ability is
normally distributed over learners, and the ability in a domain is normally distributed around the learner's own, more
closely for some learners than for others.
Source: empirical Bayes estimation of ability; Lord & Novick 1968, "Statistical Theories of Mental Test Scores".
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from statistics import fmean

from clfcards.compose.apportion import apportion
from clfcards.exam.ability import ABILITIES, probability
from clfcards.exam.evidence import ITEM_ERROR
from clfcards.exam.points import points_of_exam
from clfcards.exam.reference import reference_difficulties
from clfcards.exam.report import Report
from clfcards.exam.score import Score, score_kind
from clfcards.exam.sitting import Sitting
from clfcards.model.guide import Guide
from clfcards.render.grading import is_right

# These values are our choice; benchmarks/diagnostic.py shows how they do where domains differ less and more.
_USUAL = (0.3, 0.9)  # mean and standard deviation of the ability of those who take a diagnostic, in logits
# How far the ability in a domain is from the learner's own (standard deviation, in logits), and how probable that is:
# where one learner's domains differ much, the answers are to show it.
_SPREADS = ((0.15, 0.30), (0.35, 0.50), (0.7, 0.17), (1.1, 0.03))

_STEP = ABILITIES[1] - ABILITIES[0]
_REACH = 24  # deviations go up to this many steps of the grid in both directions
_DEVIATIONS = range(-_REACH, _REACH + 1)
_POINTS = 400  # into how many parts the true score is divided to find its quantiles


@dataclass(frozen=True, slots=True)
class FewAnswer:
    """An answer to a question of a domain; `difficulty` is in logits."""

    domain: str
    difficulty: float
    right: bool


@dataclass(frozen=True, slots=True)
class DomainFromFew:
    """A domain: the share of its questions that would be right, and the probability that it is the weakest one.

    `gain` is how much higher the score of an exam would be, in its unit, if all its questions in this domain were
    right, and `gain_error` the standard error of that.
    """

    id: str
    share: float
    weakest: float
    gain: float
    gain_error: float


@dataclass(frozen=True, slots=True)
class FromFew:
    """What a few answers show: the expected score of a whole exam, and each domain in the order of the guide.

    The true score is from `low` to `high` of the score two times in three.
    """

    score: Score
    domains: tuple[DomainFromFew, ...]


@dataclass(frozen=True, slots=True)
class _Domain:
    """For each pair of a spread and an ability: the probabilities of the deviations, and the answers' likelihood."""

    deviations: tuple[tuple[float, ...], ...]
    likelihood: tuple[float, ...]


def from_few(guide: Guide, answers: Sequence[FewAnswer]) -> FromFew:
    """What the answers show about the score of an exam and about each domain."""
    domains = {d.id: _domain([a for a in answers if a.domain == d.id]) for d in guide.domains}
    hypotheses = _hypotheses(domains.values())
    shares = _shares(reference_difficulties(guide))  # domains are equally hard
    moments = {id_: _moments(domain, shares) for id_, domain in domains.items()}
    seats = apportion({d.id: d.weight for d in guide.domains}, guide.format.scored)
    right = sum(seats[id_] * _mean(hypotheses, [m for m, _ in moments[id_]]) for id_ in domains)
    weakest = _weakest(hypotheses, domains)
    return FromFew(
        _score(guide, hypotheses, [(seats[id_], moments[id_]) for id_ in domains]),
        tuple(_gains(guide, hypotheses, right, id_, seats[id_], moments[id_], weakest[id_]) for id_ in domains),
    )


def short_score(guide: Guide, report: Report) -> Score:
    """The estimated score of a report whose form is too short for a score of its own."""
    return from_few(guide, answers_in(report.sitting)).score


def answers_in(sitting: Sitting) -> list[FewAnswer]:
    """The answers to the scored questions of a sitting that was handed in; a blank one is wrong."""
    scored = (q for q in sitting.questions if q.scored)
    return [FewAnswer(q.domain, q.difficulty, is_right(q.key, sitting.answers.get(q.id, ()))) for q in scored]


def _gains(
    guide: Guide,
    hypotheses: Sequence[float],
    right: float,
    id_: str,
    seats: int,
    moments: Sequence[tuple[float, float]],
    weakest: float,
) -> DomainFromFew:
    share = _mean(hypotheses, [mean for mean, _ in moments])
    square = _mean(hypotheses, [mean**2 + variance for mean, variance in moments])
    gap = seats * (1 - share)
    gain = points_of_exam(guide, right + gap) - points_of_exam(guide, right)
    error = seats * math.sqrt(max(0.0, square - share**2)) * gain / gap if gap else 0.0
    return DomainFromFew(id_, share, weakest, gain, error)


def _domain(answers: Sequence[FewAnswer]) -> _Domain:
    """What a domain's answers say about its deviation, for each of _SPREADS at each of ABILITIES."""
    likelihood = [math.prod(_chance(ability, answer) for answer in answers) for ability in _grid()]
    rows, totals = [], []
    for spread, _ in _SPREADS:
        usual = [math.exp(-((k * _STEP / spread) ** 2) / 2) for k in _DEVIATIONS]
        whole = math.fsum(usual)
        for i in range(len(ABILITIES)):
            row = [p * q for p, q in zip(usual, likelihood[i : i + len(usual)], strict=True)]
            total = math.fsum(row)
            rows.append(tuple(p / total for p in row))
            totals.append(total / whole)
    return _Domain(tuple(rows), tuple(totals))


def _grid() -> list[float]:
    """The abilities that can be reached from one of ABILITIES by a deviation."""
    lowest = ABILITIES[0] - _REACH * _STEP
    return [lowest + i * _STEP for i in range(len(ABILITIES) + 2 * _REACH)]


def _chance(ability: float, answer: FewAnswer) -> float:
    p = probability(ability, answer.difficulty, ITEM_ERROR)
    return p if answer.right else 1 - p


def _hypotheses(domains: Iterable[_Domain]) -> list[float]:
    """The probability of each pair of a spread and an ability."""
    mean, sd = _USUAL
    prior = [w * math.exp(-(((ability - mean) / sd) ** 2) / 2) for _, w in _SPREADS for ability in ABILITIES]
    likelihoods = zip(*(domain.likelihood for domain in domains), strict=True)
    found = [p * math.prod(likelihood) for p, likelihood in zip(prior, likelihoods, strict=True)]
    total = math.fsum(found)
    return [p / total for p in found]


@cache
def _shares(difficulties: tuple[float, ...]) -> list[float]:
    """The share of right answers to these questions at each ability of the grid."""
    return [fmean(probability(ability, b, ITEM_ERROR) for b in difficulties) for ability in _grid()]


def _moments(domain: _Domain, shares: Sequence[float]) -> list[tuple[float, float]]:
    """For each pair of a spread and an ability: the mean and the variance of the domain's share of right answers."""
    found = []
    for i, row in enumerate(domain.deviations):
        at = i % len(ABILITIES)
        own = shares[at : at + len(row)]
        mean = _mean(row, own)
        found.append((mean, max(0.0, _mean(row, [share**2 for share in own]) - mean**2)))
    return found


def _weakest(hypotheses: Sequence[float], domains: Mapping[str, _Domain]) -> dict[str, float]:
    """For each domain, the probability that its deviation is the lowest; ties are shared."""
    chances = dict.fromkeys(domains, 0.0)
    for i, p in enumerate(hypotheses):
        if p < 1e-6:
            continue
        rows = {id_: domain.deviations[i] for id_, domain in domains.items()}
        above = {id_: [1 - c + q / 2 for c, q in zip(accumulate(row), row, strict=True)] for id_, row in rows.items()}
        for id_, row in rows.items():
            others = [above[other] for other in rows if other != id_]
            chances[id_] += p * math.fsum(q * math.prod(o[k] for o in others) for k, q in enumerate(row))
    total = math.fsum(chances.values())
    return {id_: chance / total for id_, chance in chances.items()}


def _score(
    guide: Guide,
    hypotheses: Sequence[float],
    domains: Sequence[tuple[int, Sequence[tuple[float, float]]]],
) -> Score:
    """The score of the reference form. For each pair its true score is taken as normally distributed."""
    of = guide.format.scored
    parts = []
    for i, p in enumerate(hypotheses):
        mean = math.fsum(seats * moments[i][0] for seats, moments in domains)
        variance = math.fsum(seats**2 * moments[i][1] for seats, moments in domains)
        parts.append((p, mean, math.sqrt(2 * variance) or 1e-9))
    ends = [of * k / _POINTS for k in range(_POINTS + 1)]
    below = [math.fsum(p * (1 + math.erf((end - mean) / width)) / 2 for p, mean, width in parts) for end in ends]
    below[0], below[-1] = 0.0, 1.0
    points = [points_of_exam(guide, end) for end in ends]
    expected = math.fsum(
        (below[k + 1] - below[k]) * (points[k] + points[k + 1]) / 2 for k in range(_POINTS)
    )  # fmt: skip
    low, high = (_quantile(points, below, at) for at in (1 / 6, 5 / 6))
    return Score(score_kind(guide), round(expected), guide.pass_rule.cut, round(low), round(high), None)


def _quantile(points: Sequence[float], below: Sequence[float], at: float) -> float:
    k = next(k for k in range(len(below)) if below[k] >= at)
    part = (at - below[k - 1]) / (below[k] - below[k - 1])
    return points[k - 1] + part * (points[k] - points[k - 1])


def _mean(weights: Sequence[float], values: Sequence[float]) -> float:
    return math.fsum(p * value for p, value in zip(weights, values, strict=True))
