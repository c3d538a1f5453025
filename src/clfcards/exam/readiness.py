"""Readiness for the exam: the probability of passing, its uncertainty, and the reasons for the verdict."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clfcards.exam import ability
from clfcards.exam.evidence import ITEM_ERROR, NextForm, Recall, belief_now
from clfcards.exam.possible import Possible
from clfcards.exam.sightings import SatSitting
from clfcards.exam.signals import Signals
from clfcards.exam.verdict import (
    BankTooSmall,
    DomainReadiness,
    ExamDay,
    LeastProbability,
    MayBeLower,
    NoUnseenQuestions,
    Reason,
    TooFewAnswers,
    TooFewAttempts,
    UnansweredDomains,
    Verdict,
    WeakDomain,
)
from clfcards.exam.weak_domain import domain_ability
from clfcards.model.guide import Domain, Guide

# What "ready" takes. The values are our choice; benchmarks/readiness.py shows who is called ready with them.
READY_PROBABILITY = 0.90  # the least chance of passing on the day …
READY_LOW = 0.75  # … and the least at the low end of its interval
READY_ATTEMPTS = 3  # full timed attempts whose questions were mostly not met before

# What the day of the exam takes away. "Nerves typically cost a few percentage points", and a set of questions "may
# skew slightly harder": AWS Cloud Practitioner Passing Score Explained, 30 June 2026. It gives no other number.
NERVES = 0.03  # this much of the probability of each right answer
HARDER = 0.2  # how far the real exam may be harder or easier than the bank (standard deviation, in logits)

_INTERVAL = (0.05, 0.95)


@dataclass(frozen=True, slots=True)
class Readiness:
    """The assessment.

    `probability` and `interval` (90%) are of passing one more form of this bank. `exam_day` and
    `exam_day_interval` are of passing the real exam, with nerves and an exam that may be harder. `answers` counts
    those to questions that were not met in the days before. `real_results` of the real exam were compared with it.
    """

    verdict: Verdict
    probability: float
    interval: tuple[float, float]
    exam_day: float
    exam_day_interval: tuple[float, float]
    answers: int
    domains: tuple[DomainReadiness, ...]
    signals: Signals
    reasons: tuple[Reason, ...]
    real_results: int = 0

    @property
    def is_too_early(self) -> bool:
        """Whether there are too few answers to name a probability: ten would give a far too narrow interval."""
        return any(isinstance(reason, TooFewAnswers | UnansweredDomains) for reason in self.reasons)

    @property
    def most_to_gain(self) -> DomainReadiness | None:
        """The domain in which study gains the most right answers; None unless the verdict is "not yet"."""
        if self.verdict != "not yet":
            return None
        weak = [domain for domain in self.domains if domain.is_weak]
        return max(weak or self.domains, key=lambda domain: domain.weight * (1 - domain.expected))


def assess(
    guide: Guide,
    signals: Signals,
    sat: Sequence[SatSitting],
    now: dt.datetime,
    memory: Mapping[str, Recall],
    form: NextForm,
    possible: Possible,
    *,
    has_unseen_form: bool = True,
    real_results: int = 0,
) -> Readiness:
    """Readiness from past sittings (oldest first) and their signals, and from review memory by domain id.

    `possible` says whether the bank has questions enough for a verdict.
    `form` is like the next one. `has_unseen_form` says whether the bank can fill it with questions not met lately.
    """
    abilities = belief_now(guide, sat, memory, form, now).abilities
    probability, interval = _chance(abilities, ability.chances(form.difficulties, ITEM_ERROR, form.cut))
    nervous = ability.chances(form.difficulties, ITEM_ERROR, form.cut, NERVES)
    exam_day, exam_day_interval = _chance(abilities, ability.averaged(nervous, HARDER))
    domains = tuple(_domain(domain, abilities, sat, memory.get(domain.id), form) for domain in guide.domains)
    answers = sum(domain.answers for domain in domains)
    has_news = has_unseen_form or possible.exam < possible.whole  # too few questions are no sign of having met them
    verdict, reasons = _verdict(guide, ExamDay(exam_day, exam_day_interval[0]), domains, signals, has_news)
    needed = _answers_needed(guide)
    if answers < needed and possible.questions < needed:
        reasons = (*reasons, BankTooSmall(possible.questions, needed))
    return Readiness(
        verdict=verdict,
        probability=probability,
        interval=interval,
        exam_day=exam_day,
        exam_day_interval=exam_day_interval,
        answers=answers,
        domains=domains,
        signals=signals,
        reasons=reasons,
        real_results=real_results,
    )


def _chance(abilities: Sequence[float], chances: Sequence[float]) -> tuple[float, tuple[float, float]]:
    """The mean of the chances, and those at both ends of the 90% interval of ability."""
    low, high = (ability.at_quantile(abilities, chances, at) for at in _INTERVAL)
    return ability.mixed(abilities, chances), (low, high)


def _domain(
    domain: Domain, abilities: Sequence[float], sat: Sequence[SatSitting], recall: Recall | None, form: NextForm
) -> DomainReadiness:
    answers = [q for sitting in sat for q in sitting.questions if q.domain == domain.id]
    found = domain_ability(abilities, answers, domain.id, form)
    return DomainReadiness(
        id=domain.id,
        title=domain.title,
        weight=domain.weight,
        expected=found.expected,
        low=found.low,
        high=found.high,
        cost=found.cost,
        is_weak=found.is_weak,
        answers=sum(answer.is_fresh for answer in answers),
        recall=recall,
    )


def _verdict(
    guide: Guide, day: ExamDay, domains: Sequence[DomainReadiness], signals: Signals, has_unseen_form: bool
) -> tuple[Verdict, tuple[Reason, ...]]:
    answers = sum(domain.answers for domain in domains)
    needed = _answers_needed(guide)
    more: tuple[Reason, ...] = () if has_unseen_form else (NoUnseenQuestions(),)
    unanswered = tuple(d for d in domains if not d.answers)
    if answers < needed:
        missing = unanswered if len(unanswered) < len(domains) else ()
        return "not enough evidence", (TooFewAnswers(answers, needed, missing), *more)
    if unanswered:
        return "not enough evidence", (UnansweredDomains(unanswered), *more)
    reasons: list[Reason] = [day, *(WeakDomain(domain) for domain in domains if domain.is_weak)]
    if day.probability < READY_PROBABILITY:
        return "not yet", (*reasons, LeastProbability(READY_PROBABILITY))
    if len(reasons) > 1:
        return "not yet", tuple(reasons)
    if signals.attempts < READY_ATTEMPTS:
        return "not enough evidence", (*reasons, TooFewAttempts(signals.attempts, READY_ATTEMPTS), *more)
    if day.low < READY_LOW:
        return "not enough evidence", (*reasons, MayBeLower(day.low, READY_LOW), *more)
    return "ready", tuple(reasons)


def _answers_needed(guide: Guide) -> int:
    """The answers that a verdict takes: half as many as an exam has scored questions."""
    return math.ceil(guide.format.scored / 2)
