"""The diagnostic: ten study questions by weight, and what so few answers can and cannot show."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal

from clfcards.compose.apportion import seat_order
from clfcards.exam.beta import Beta, quantile
from clfcards.exam.diagnostic_length import MOST_QUESTIONS, QUESTIONS
from clfcards.exam.few_answers import DomainFromFew, FromFew, answers_in, from_few
from clfcards.exam.possible import Possible
from clfcards.exam.report import Part, Report
from clfcards.exam.score import Score
from clfcards.exam.study_plan import DomainMinutes, study_plan
from clfcards.model.guide import Guide
from clfcards.next_step import NextStep

MIN_PROBABILITY = 0.75
"""A domain is called the weakest only if this is probable: then three in four that are called so are the weakest."""
_INTERVAL = 0.90
_IN_DOUBT = 0.15  # a domain may be the weakest if this is the probability that it is, or more


Purpose = Literal["learn", "gain", "exam", "short exam", "readiness", "more"]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The result of a diagnostic.

    `report` counts the answers to all its questions, the added ones included. `share` is the share of right answers,
    and `interval` is its 90% interval under a flat prior. `score` is the expected score. `domains` are all domains, the
    one with the most points to gain first. `weakest` is the id of the weakest one, or None if the answers do not show
    which it is; then `can_go_on` says whether more questions can be asked. `next_steps` is what to do next, in order.
    """

    report: Report
    share: float
    interval: tuple[float, float]
    score: Score
    domains: tuple[DomainFromFew, ...]
    weakest: str | None
    can_go_on: bool
    plan: tuple[DomainMinutes, ...]
    next_steps: tuple[tuple[Purpose, NextStep], ...]


def share_interval(right: int, of: int) -> tuple[float, float]:
    """The 90% interval of the share of questions known, given `right` of `of` answers and a flat prior."""
    beta = Beta(1 + right, 1 + of - right)
    return quantile(beta, (1 - _INTERVAL) / 2), quantile(beta, (1 + _INTERVAL) / 2)


def diagnose(
    guide: Guide, shares: Mapping[str, int], reports: Sequence[Report], minutes: int, possible: Possible
) -> Diagnosis:
    """The diagnosis from the reports of a diagnostic and of the questions that were added to it.

    `minutes` is the time that the plan divides.
    """
    report = _together(guide, reports)
    few = from_few(guide, [answer for part in reports for answer in answers_in(part.sitting)])
    domains = tuple(sorted(few.domains, key=lambda domain: -domain.gain))
    weakest = weakest_of(few)
    can_go_on = weakest is None and 0 < report.scored < MOST_QUESTIONS and len(domains) > 1
    plan = study_plan(guide, shares, {d.id: d.share for d in few.domains}, report.tasks, minutes)
    steps = _next_steps(weakest or domains[0].id, possible)
    return Diagnosis(
        report=report,
        share=report.raw / report.scored if report.scored else 0.0,
        interval=share_interval(report.raw, report.scored),
        score=few.score,
        domains=domains,
        weakest=weakest,
        can_go_on=can_go_on,
        plan=plan,
        next_steps=(*steps, ("more", NextStep.run("diagnostic", more=True))) if can_go_on else steps,
    )


def weakest_of(few: FromFew) -> str | None:
    """The id of the weakest domain; None if it is not probable enough, or if there is no other."""
    surest = max(few.domains, key=lambda domain: domain.weakest)
    return surest.id if surest.weakest >= MIN_PROBABILITY and len(few.domains) > 1 else None


def questions_in_doubt(few: FromFew, has: Mapping[str, int]) -> dict[str, int]:
    """How many more questions to ask in each domain that may be the weakest, in proportion to how probable that is.

    `has` says how many questions each domain has left. The sum is QUESTIONS, or less if that is all there are.
    """
    doubtful = {d.id: round(1000 * d.weakest) for d in few.domains if d.weakest >= _IN_DOUBT}
    most = min(QUESTIONS, sum(has.get(id_, 0) for id_ in doubtful))
    seats = Counter[str]()
    for domain in seat_order(doubtful):
        if seats.total() == most:
            break
        if seats[domain] < has.get(domain, 0):
            seats[domain] += 1
    return dict(seats)


def parts_of_diagnostic(reports: Sequence[Report]) -> list[Report]:
    """The reports of the newest diagnostic (reports are oldest first) and of the questions added to it."""
    parts: list[Report] = []
    for report in reports:
        kind = report.sitting.form.kind
        if kind == "diagnostic":
            parts = [report]
        elif kind == "more" and parts:
            parts.append(report)
    return parts


def _together(guide: Guide, reports: Sequence[Report]) -> Report:
    """The last report, with the right answers of all."""
    return replace(
        reports[-1],
        raw=sum(report.raw for report in reports),
        scored=sum(report.scored for report in reports),
        domains=_sums([report.domains for report in reports], [domain.id for domain in guide.domains]),
        tasks=_sums([report.tasks for report in reports], list(guide.tasks)),
    )


def _sums(parts: Sequence[Sequence[Part]], order: Sequence[str]) -> tuple[Part, ...]:
    """Each domain or task once, with its answers of all reports."""
    found: dict[str, Part] = {}
    for part in chain.from_iterable(parts):
        before = found.get(part.id, replace(part, right=0, of=0))
        found[part.id] = replace(part, right=before.right + part.right, of=before.of + part.of)
    return tuple(found[id_] for id_ in order if id_ in found)


def _next_steps(first: str, possible: Possible) -> tuple[tuple[Purpose, NextStep], ...]:
    """Learn, above all the domain `first`, take an exam, check readiness; without what the bank is too small for.

    A form of one domain would spend questions that a beginner's exams need.
    """
    steps: list[tuple[Purpose, NextStep | None]] = [
        ("learn", NextStep.run("review")),
        ("gain", NextStep.run("review", domain=first)),
        ("exam" if possible.exam == possible.whole else "short exam", possible.exam_step()),
        ("readiness", NextStep.run("readiness")),
    ]
    return tuple((purpose, step) for purpose, step in steps if step is not None)
