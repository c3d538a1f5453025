"""What a few answers show, by a model in which learners are alike and so are a learner's domains.

A score of ten questions says more about luck than about the learner, and so does the number of right answers in a
domain. Both are therefore drawn toward what is usual, the more so the fewer answers there are. In the model ability is
normally distributed over learners, and the ability in a domain is normally distributed around the learner's own, more
closely for some learners than for others.
Source: empirical Bayes estimation of ability; Lord & Novick 1968, "Statistical Theories of Mental Test Scores".
"""

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate, pairwise, product
from operator import add, mul
from statistics import fmean

from clfcards.compose.apportion import apportion
from clfcards.exam.ability import ABILITIES, probability
from clfcards.exam.evidence import ITEM_ERROR
from clfcards.exam.points import bends_of_exam, points_of_exam
from clfcards.exam.reference import reference_difficulties
from clfcards.exam.report import Report
from clfcards.exam.score import Score, score_kind
from clfcards.exam.sitting import Sitting
from clfcards.model.guide import Guide

# These values are our choice; benchmarks/diagnostic.py shows how they do where domains differ less and more.
_USUAL = (0.3, 0.9)  # mean and standard deviation of the ability of those who take a diagnostic, in logits
# How far the ability in a domain is from the learner's own (standard deviation, in logits), and how probable that is:
# where one learner's domains differ much, the answers are to show it.
_SPREADS = ((0.15, 0.30), (0.35, 0.50), (0.7, 0.17), (1.1, 0.03))

_STEP = ABILITIES[1] - ABILITIES[0]
_REACH = 24  # deviations go up to this many steps of the grid in both directions,
_FAR = 6  # and up to this many standard deviations
_TWO_ROOTS_OF_PI = 2 * math.sqrt(math.pi)
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
    """What the answers of a domain say, for each pair of a spread and an ability.

    `deviations` are the probabilities of the deviations, `above` those that a domain deviates more (half of them if it
    deviates as much), and `likelihood` is that of the answers. `means` and `variances` are those of the domain's share
    of right answers.
    """

    deviations: tuple[tuple[float, ...], ...]
    above: tuple[tuple[float, ...], ...]
    likelihood: tuple[float, ...]
    means: tuple[float, ...]
    variances: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Together:
    """What some domains say together, for each pair of a spread and an ability, by deviation.

    `above` are the probabilities that all of them deviate more, and `lowest`, for each domain, those that it deviates
    so much and the others more.
    """

    above: Sequence[tuple[float, ...]]
    lowest: Sequence[Sequence[tuple[float, ...]]]


def from_few(guide: Guide, answers: Sequence[FewAnswer]) -> FromFew:
    """What the answers show about the score of an exam and about each domain."""
    shares = _shares(reference_difficulties(guide))  # domains are equally hard
    domains = [_domain([a for a in answers if a.domain == d.id], shares) for d in guide.domains]
    middle = len(domains) // 2
    return _from_domains(guide, domains, (_together(domains[:middle]), _together(domains[middle:])))


def from_every_few(guide: Guide, questions: Sequence[FewAnswer]) -> dict[tuple[int, ...], FromFew]:
    """What every outcome shows, by the numbers of right answers in each domain; `right` of the questions is ignored.

    In the Rasch model it does not matter which questions of a domain were answered right, only how many.
    """
    shares = _shares(reference_difficulties(guide))
    outcomes = []
    for domain in guide.domains:
        asked = [q for q in questions if q.domain == domain.id]
        counts = range(len(asked) + 1)
        outcomes.append(
            [_domain([replace(q, right=n < right) for n, q in enumerate(asked)], shares) for right in counts]
        )
    middle = len(outcomes) // 2

    def chosen(counts: Sequence[int], start: int = 0) -> list[_Domain]:
        return [outcomes[place][right] for place, right in enumerate(counts, start)]

    @cache  # each half of the domains is the same in many outcomes
    def half(counts: tuple[int, ...], start: int) -> _Together:
        return _together(chosen(counts, start))

    return {
        counts: _from_domains(guide, chosen(counts), (half(counts[:middle], 0), half(counts[middle:], middle)))
        for counts in product(*(range(len(each)) for each in outcomes))
    }


def short_score(guide: Guide, report: Report) -> Score:
    """The estimated score of a report whose form is too short for a score of its own."""
    return from_few(guide, answers_in(report.sitting)).score


def answers_in(sitting: Sitting) -> list[FewAnswer]:
    """The answers to the scored questions of a sitting that was handed in; a blank one is wrong."""
    scored = (q for q in sitting.questions if q.scored)
    return [FewAnswer(q.domain, q.difficulty, sitting.is_right(q)) for q in scored]


def _from_domains(guide: Guide, domains: Sequence[_Domain], halves: tuple[_Together, _Together]) -> FromFew:
    hypotheses = _hypotheses(domains)
    seats = list(apportion({d.id: d.weight for d in guide.domains}, guide.format.scored).values())
    shares = [_mean(hypotheses, domain.means) for domain in domains]
    right = math.fsum(map(mul, seats, shares))
    weakest = _weakest(hypotheses, *halves)
    return FromFew(
        _score(guide, hypotheses, seats, domains),
        tuple(
            _gains(guide, hypotheses, right, d.id, seats[place], domains[place], shares[place], weakest[place])
            for place, d in enumerate(guide.domains)
        ),
    )


def _gains(
    guide: Guide,
    hypotheses: Sequence[float],
    right: float,
    id_: str,
    seats: int,
    domain: _Domain,
    share: float,
    weakest: float,
) -> DomainFromFew:
    square = _mean(
        hypotheses, [mean**2 + variance for mean, variance in zip(domain.means, domain.variances, strict=True)]
    )
    gap = seats * (1 - share)
    gain = points_of_exam(guide, right + gap) - points_of_exam(guide, right)
    error = seats * math.sqrt(max(0.0, square - share**2)) * gain / gap if gap else 0.0
    return DomainFromFew(id_, share, weakest, gain, error)


def _domain(answers: Sequence[FewAnswer], shares: Sequence[float]) -> _Domain:
    """What a domain's answers say about its deviation, for each of _SPREADS at each of ABILITIES.

    `shares` are the shares of right answers at each ability of the grid.
    """
    likelihood = [math.prod(_chance(ability, answer) for answer in answers) for ability in _grid()]
    squares = [share**2 for share in shares]
    rows, above, totals, means, variances = [], [], [], [], []
    for spread, _ in _SPREADS:
        reach = min(_REACH, math.ceil(_FAR * spread / _STEP))
        usual = [math.exp(-((k * _STEP / spread) ** 2) / 2) for k in range(-reach, reach + 1)]
        whole = math.fsum(usual)
        for i in range(_REACH - reach, _REACH - reach + len(ABILITIES)):
            own = slice(i, i + len(usual))
            found = list(map(mul, usual, likelihood[own]))
            total = sum(found)
            row = [p / total for p in found]
            rows.append(tuple(row))
            above.append(tuple([1 - up_to + p / 2 for up_to, p in zip(accumulate(row), row, strict=True)]))
            totals.append(total / whole)
            mean = sum(map(mul, row, shares[own]))
            means.append(mean)
            variances.append(max(0.0, sum(map(mul, row, squares[own])) - mean**2))
    return _Domain(tuple(rows), tuple(above), tuple(totals), tuple(means), tuple(variances))


@cache
def _grid() -> tuple[float, ...]:
    """The abilities that can be reached from one of ABILITIES by a deviation."""
    lowest = ABILITIES[0] - _REACH * _STEP
    return tuple(lowest + i * _STEP for i in range(len(ABILITIES) + 2 * _REACH))


def _chance(ability: float, answer: FewAnswer) -> float:
    p = probability(ability, answer.difficulty, ITEM_ERROR)
    return p if answer.right else 1 - p


@cache
def _prior() -> tuple[float, ...]:
    """The usual weight of each pair of a spread and an ability."""
    mean, sd = _USUAL
    return tuple(w * math.exp(-(((ability - mean) / sd) ** 2) / 2) for _, w in _SPREADS for ability in ABILITIES)


def _hypotheses(domains: Iterable[_Domain]) -> list[float]:
    """The probability of each pair of a spread and an ability."""
    found: Iterable[float] = _prior()
    for domain in domains:
        found = map(mul, found, domain.likelihood)
    weights = list(found)
    total = math.fsum(weights)
    return [p / total for p in weights]


@cache
def _shares(difficulties: tuple[float, ...]) -> list[float]:
    """The share of right answers to these questions at each ability of the grid."""
    return [fmean(probability(ability, b, ITEM_ERROR) for b in difficulties) for ability in _grid()]


def _weakest(hypotheses: Sequence[float], first: _Together, second: _Together) -> list[float]:
    """For each domain of both halves, the probability that its deviation is the lowest; ties are shared."""
    if not first.lowest:
        return [1.0]
    likely = [(i, p) for i, p in enumerate(hypotheses) if p >= 1e-6]
    chances = [
        sum([p * sum(map(mul, lowest[i], others.above[i])) for i, p in likely])
        for half, others in ((first, second), (second, first))
        for lowest in half.lowest
    ]
    total = math.fsum(chances)
    return [chance / total for chance in chances]


def _together(domains: Sequence[_Domain]) -> _Together:
    rows = ([other.above if other is not domain else domain.deviations for other in domains] for domain in domains)
    return _Together(_products([domain.above for domain in domains]), [_products(each) for each in rows])


def _products(rows: Sequence[Sequence[tuple[float, ...]]]) -> Sequence[tuple[float, ...]]:
    """For each pair of a spread and an ability, the products by deviation."""
    found: Sequence[tuple[float, ...]] = rows[0] if rows else ()
    for other in rows[1:]:
        found = [tuple(map(mul, one, two)) for one, two in zip(found, other, strict=True)]
    return found


def _score(guide: Guide, hypotheses: Sequence[float], seats: Sequence[int], domains: Sequence[_Domain]) -> Score:
    """The score of the reference form. For each pair its true score is taken as normally distributed."""
    parts = _true_scores(hypotheses, seats, domains)
    bends = bends_of_exam(guide)
    points = [points_of_exam(guide, bend) for bend in bends]
    expected = points[0]
    for (low, high), (low_points, high_points) in zip(pairwise(bends), pairwise(points), strict=True):
        slope = (high_points - low_points) / (high - low)
        expected += slope * (_mean_above(parts, low) - _mean_above(parts, high))
    low, high = (_quantile(guide, parts, at) for at in (1 / 6, 5 / 6))
    return Score(score_kind(guide), round(expected), guide.pass_rule.cut, round(low), round(high), None)


_TrueScore = tuple[float, float, float]
"""A probability, and the mean and √2 standard deviations of the number of right answers in a whole exam."""


def _true_scores(hypotheses: Sequence[float], seats: Sequence[int], domains: Sequence[_Domain]) -> list[_TrueScore]:
    """The true score under each pair of a spread and an ability."""
    means: list[float] = [0.0] * len(hypotheses)
    variances = means
    for seat, domain in zip(seats, domains, strict=True):
        means = list(map(add, means, [seat * mean for mean in domain.means]))
        variances = list(map(add, variances, [seat**2 * variance for variance in domain.variances]))
    widths = [math.sqrt(2 * variance) or 1e-9 for variance in variances]
    return list(zip(hypotheses, means, widths, strict=True))


def _mean_above(parts: Sequence[_TrueScore], right: float) -> float:
    """By how much the true score exceeds `right` on average, where it does. Source: the partial mean of a normal."""
    return math.fsum(
        [
            p * ((mean - right) * (1 + math.erf(u)) / 2 + width * math.exp(-u * u) / _TWO_ROOTS_OF_PI)
            for p, mean, width in parts
            for u in [(mean - right) / width]
        ]
    )


def _quantile(guide: Guide, parts: Sequence[_TrueScore], at: float) -> float:
    """The score that the true score is below with probability `at`."""
    of = guide.format.scored

    def below(point: int) -> float:
        if point in (0, _POINTS):
            return float(point == _POINTS)
        end = of * point / _POINTS
        return math.fsum([p * (1 + math.erf((end - mean) / width)) / 2 for p, mean, width in parts])

    point = bisect_left(range(_POINTS + 1), at, key=below)
    before, after = below(point - 1), below(point)
    low, high = (points_of_exam(guide, of * each / _POINTS) for each in (point - 1, point))
    return low + (at - before) / (after - before) * (high - low)


def _mean(weights: Sequence[float], values: Sequence[float]) -> float:
    return math.fsum(map(mul, weights, values))
