"""Readiness for the exam: the probability of passing, its uncertainty, and the reasons for the verdict."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clfcards.compose.apportion import apportion
from clfcards.exam.beta import Beta, quantile
from clfcards.exam.evidence import (
    INTERVAL,
    Recall,
    discounted_answers,
    domain_beta,
    interval_of_passing,
    probability_of_passing,
)
from clfcards.exam.possible import Possible
from clfcards.exam.sightings import FirstSighting
from clfcards.exam.verdict import (
    Advice,
    BankTooSmall,
    BeginWithDiagnostic,
    Book,
    DomainReadiness,
    LeastProbability,
    MayBeLuck,
    OnlyReview,
    PassingProbability,
    Reason,
    SitShortExam,
    SitWholeExam,
    StudyDomain,
    TooFewAnswers,
    UnansweredDomains,
    Verdict,
    WeakDomain,
)
from clfcards.model.guide import Domain, Guide

if TYPE_CHECKING:
    from clfcards.exam.report import Report

# These values are our choice; none of them is measured.
READY_PROBABILITY = 0.85  # the least probability of passing
READY_LOW = 0.7  # the least at the lower end of the interval: there, one exam with 40 of 50 gives 0.54, three give 0.79

# The two signals of "AWS Cloud Practitioner Passing Score Explained", 30 June 2026.
SIGNAL_ATTEMPTS = 5
SIGNAL_MARGIN = 1 / 6  # "at least 750": a sixth of the way from the passing score to the maximum
_WELL_BELOW = 0.15  # "well below the average", as a share of right answers; the article gives no number


@dataclass(frozen=True, slots=True)
class Signals:
    """Two common signals: the number of attempts in a row at the mark, and a domain well below the average."""

    mark: int
    streak: int
    full_attempts: int
    weakest: DomainReadiness
    average: float
    is_well_below: bool


@dataclass(frozen=True, slots=True)
class Readiness:
    """The assessment. `probability` and `interval` (90%) are of reaching the passing score."""

    verdict: Verdict
    probability: float
    interval: tuple[float, float]
    answers: float
    domains: tuple[DomainReadiness, ...]
    signals: Signals
    reasons: tuple[Reason, ...]
    advice: Advice


def assess(
    guide: Guide,
    reports: Sequence[Report],
    firsts: Sequence[FirstSighting],
    now: dt.datetime,
    memory: Mapping[str, Recall],
    possible: Possible,
) -> Readiness:
    """Readiness from past reports (oldest first), their scored first sightings, and review memory by domain id.

    Only what is `possible` with the bank is advised.
    """
    betas = {d.id: domain_beta(guide, d, firsts, now, memory.get(d.id)) for d in guide.domains}
    seats = apportion({d.id: d.weight for d in guide.domains}, guide.format.scored)
    cut = guide.practice.raw_cut
    probability = probability_of_passing([(betas[d], n) for d, n in seats.items() if n], cut)
    interval = interval_of_passing([(betas[d], n) for d, n in seats.items() if n], cut)
    answered = {d.id: discounted_answers(firsts, d.id, now) for d in guide.domains}
    domains = tuple(_domain(d, betas[d.id], answered[d.id], memory.get(d.id)) for d in guide.domains)
    signals = signals_of(guide, reports, domains)
    answers = math.fsum(answered.values())
    verdict, reasons = _verdict(guide, probability, interval, domains, signals)
    needed = _answers_needed(guide)
    if answers < needed and possible.questions < needed:
        reasons = (*reasons, BankTooSmall(possible.questions, needed))
    advice = _advice(verdict, domains, answers, possible)
    return Readiness(verdict, probability, interval, answers, domains, signals, reasons, advice)


def signals_of(guide: Guide, reports: Sequence[Report], domains: Sequence[DomainReadiness]) -> Signals:
    """The two signals, from all reports (oldest first) and the readiness of each domain."""
    terms = guide.format
    mark = round(terms.scale_pass + (terms.scale_maximum - terms.scale_pass) * SIGNAL_MARGIN)
    full = [report for report in reports if is_full_attempt(guide, report)]
    streak = 0
    for report in reversed(full):
        if report.scaled is None or report.scaled.points < mark:
            break
        streak += 1
    average = math.fsum(d.expected * d.weight for d in domains) / sum(d.weight for d in domains)
    weakest = min(domains, key=lambda d: d.expected)
    return Signals(mark, streak, len(full), weakest, average, weakest.expected < average - _WELL_BELOW)


def is_full_attempt(guide: Guide, report: Report) -> bool:
    """Whether the report is of a whole form taken within the exam's time limit.

    The limit includes the extra minutes that some candidates are granted.
    """
    limit = report.sitting.timing.limit_seconds
    is_whole = report.sitting.form.kind == "exam" and report.scored == guide.format.scored
    return is_whole and limit is not None and limit <= 60 * (guide.format.minutes + guide.format.extra_minutes)


def _domain(domain: Domain, beta: Beta, answers: float, recall: Recall | None) -> DomainReadiness:
    low, high = (quantile(beta, tail) for tail in ((1 - INTERVAL) / 2, (1 + INTERVAL) / 2))
    return DomainReadiness(domain.id, domain.title, domain.weight, beta.mean, low, high, answers, recall)


def _verdict(
    guide: Guide,
    probability: float,
    interval: tuple[float, float],
    domains: Sequence[DomainReadiness],
    signals: Signals,
) -> tuple[Verdict, tuple[Reason, ...]]:
    answers = math.fsum(d.answers for d in domains)
    needed = _answers_needed(guide)
    unanswered = tuple(d for d in domains if d.answers < 1)
    if answers < needed:
        missing = unanswered if len(unanswered) < len(domains) else ()
        return "not enough evidence", (TooFewAnswers(answers, needed, missing),)
    if unanswered:
        return "not enough evidence", (UnansweredDomains(unanswered),)
    reasons: list[Reason] = [PassingProbability(probability)]
    if signals.is_well_below:
        reasons.append(WeakDomain(signals.weakest, signals.average))
    if probability < READY_PROBABILITY:
        return "not yet", (*reasons, LeastProbability(READY_PROBABILITY))
    if interval[0] < READY_LOW:
        return "not enough evidence", (*reasons, MayBeLuck(interval[0]))
    return "ready", tuple(reasons)


def _answers_needed(guide: Guide) -> int:
    """The answers that a verdict takes: half as many as an exam has scored questions."""
    return math.ceil(guide.format.scored / 2)


def _advice(verdict: Verdict, domains: Sequence[DomainReadiness], answers: float, possible: Possible) -> Advice:
    """The next step that adds the most evidence or the most points, if the bank has the questions for it."""
    if verdict == "ready":
        return Book()
    if verdict == "not enough evidence":
        if not answers and possible.diagnostic:
            return BeginWithDiagnostic()
        if possible.exam == possible.whole:
            return SitWholeExam()
        return SitShortExam(possible.exam) if possible.exam else OnlyReview()
    weakest = max(domains, key=lambda d: d.weight * (1 - d.expected))
    return StudyDomain(weakest, possible.domain_step(weakest.id))
