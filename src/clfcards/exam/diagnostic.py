"""The diagnostic: ten study questions by weight, and what so few answers can and cannot show."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from clfcards.exam.beta import Beta, probability_lowest, quantile
from clfcards.exam.possible import Possible
from clfcards.exam.report import Report
from clfcards.exam.study_plan import DomainMinutes, study_plan
from clfcards.model.guide import Guide
from clfcards.next_step import NextStep

_INTERVAL = 0.90
_MIN_PROBABILITY = 0.75  # three times as probable as not: at this probability a domain is called the weakest


Purpose = Literal["learn", "practice", "exam", "short exam", "readiness"]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The result of a diagnostic.

    `share` is the share of right answers, and `interval` is its 90% interval under a flat prior. `weakest` is
    the id of the weakest domain, or None if the answers do not show which one it is. `next_steps` is what to do next,
    in order.
    """

    report: Report
    share: float
    interval: tuple[float, float]
    weakest: str | None
    plan: tuple[DomainMinutes, ...]
    next_steps: tuple[tuple[Purpose, NextStep], ...]


def share_interval(right: int, of: int) -> tuple[float, float]:
    """The 90% interval of the share of questions known, given `right` of `of` answers and a flat prior."""
    beta = Beta(1 + right, 1 + of - right)
    return quantile(beta, (1 - _INTERVAL) / 2), quantile(beta, (1 + _INTERVAL) / 2)


def diagnose(guide: Guide, shares: Mapping[str, int], report: Report, minutes: int, possible: Possible) -> Diagnosis:
    """The diagnosis from a diagnostic's report; `minutes` is the time that the plan divides."""
    betas = {part.id: Beta(1 + part.right, 1 + part.of - part.right) for part in report.domains if part.of}
    name, probability = weakest_with_probability(betas) if betas else ("", 0.0)
    weakest = name if probability >= _MIN_PROBABILITY and len(betas) > 1 else None
    plan = study_plan(guide, shares, report.domains, report.tasks, minutes)
    return Diagnosis(
        report=report,
        share=report.raw / report.scored if report.scored else 0.0,
        interval=share_interval(report.raw, report.scored),
        weakest=weakest,
        plan=plan,
        next_steps=_next_steps(weakest or plan[0].id, possible),
    )


def weakest_with_probability(betas: Mapping[str, Beta]) -> tuple[str, float]:
    """The domain that is most probably the weakest, and the probability that it is."""
    chances = dict(zip(betas, probability_lowest(list(betas.values())), strict=True))
    name = max(chances, key=chances.__getitem__)
    return name, chances[name]


def _next_steps(first: str, possible: Possible) -> tuple[tuple[Purpose, NextStep], ...]:
    """Learn, practice the domain `first`, take an exam, check readiness; without what the bank is too small for."""
    steps: list[tuple[Purpose, NextStep | None]] = [
        ("learn", NextStep.run("review")),
        ("practice", possible.domain_step(first)),
        ("exam" if possible.exam == possible.whole else "short exam", possible.exam_step()),
        ("readiness", NextStep.run("readiness")),
    ]
    return tuple((purpose, step) for purpose, step in steps if step is not None)
