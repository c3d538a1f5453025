"""The evidence about each domain, and what it means for the exam.

In the model, answers in a domain are draws with an unknown probability of being right. A flat prior of
one right and one wrong answer is divided among the domains by weight. The exam score is the sum of the
domains' beta-binomial counts, and only the total matters, as in the exam itself.
"""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from clfcards.exam.beta import Beta, beta_binomial, binomial_reaching, convolved, quantile, with_moments
from clfcards.exam.sightings import FirstSighting
from clfcards.model.guide import Domain, Guide

# These values are our choice; none of them is measured.
HALF_LIFE_DAYS = 60.0  # an answer this old counts half
GUESS_RIGHT = 0.25  # chance of a right answer to a question whose subject is unknown
CARDS_PER_ANSWER = 20  # this many reviewed cards are worth one answer …
MOST_FROM_MEMORY = 10.0  # … and all reviewed cards together are worth at most this many answers
INTERVAL = 0.90


@dataclass(frozen=True, slots=True)
class Recall:
    """The recall of a domain's cards: how many were reviewed so far, and their mean probability of recall now."""

    cards: int
    recall: float


def probability_of_passing(parts: Sequence[tuple[Beta, int]], cut: int) -> float:
    """The probability of at least `cut` right answers, from each part's beta distribution and number of questions."""
    return min(1.0, math.fsum(convolved([beta_binomial(beta, of) for beta, of in parts])[cut:]))


def interval_of_passing(parts: Sequence[tuple[Beta, int]], cut: int) -> tuple[float, float]:
    """The probability of passing at both ends of the 90% interval of the overall share of right answers."""
    of = sum(n for _, n in parts)
    mean = math.fsum(beta.mean * n for beta, n in parts) / of
    variance = math.fsum(beta.variance * n * n for beta, n in parts) / of**2
    overall = with_moments(mean, variance)
    low, high = (quantile(overall, tail) for tail in ((1 - INTERVAL) / 2, (1 + INTERVAL) / 2))
    return binomial_reaching(cut, of, low), binomial_reaching(cut, of, high)


def domain_beta(
    guide: Guide, domain: Domain, firsts: Sequence[FirstSighting], now: dt.datetime, recall: Recall | None
) -> Beta:
    """The distribution of the probability of a right answer in a domain."""
    part = domain.weight / sum(d.weight for d in guide.domains)
    right = math.fsum(discount(first.at, now) for first in firsts if first.domain == domain.id and first.right)
    wrong = math.fsum(discount(first.at, now) for first in firsts if first.domain == domain.id and not first.right)
    if recall and recall.cards:
        worth = min(recall.cards / CARDS_PER_ANSWER, MOST_FROM_MEMORY * part)
        expected = recall.recall + (1 - recall.recall) * GUESS_RIGHT
        right += worth * expected
        wrong += worth * (1 - expected)
    return Beta(part + right, part + wrong)


def discount(at: dt.datetime, now: dt.datetime) -> float:
    """How much an answer given at `at` still counts, in (0, 1]."""
    age_days = max(0.0, (now - at).total_seconds() / 86400)
    return float(0.5 ** (age_days / HALF_LIFE_DAYS))


def discounted_answers(firsts: Sequence[FirstSighting], domain: str, now: dt.datetime) -> float:
    """The number of answers in the domain, each discounted by its age."""
    return math.fsum(discount(first.at, now) for first in firsts if first.domain == domain)
