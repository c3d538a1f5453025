"""The exam guide as data: what the vendor publishes about an exam."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from clfcards.model.number import Number
from clfcards.model.pass_rule import PassRule, PercentPass, RawPass, ScaledPass

Scope = Literal["in", "out", "unlisted"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A page that states a fact, and the day it was read."""

    url: str
    verified: dt.date


@dataclass(frozen=True, slots=True)
class Exam:
    """The exam's names and terms. Its first day, price and validity are only for people who read the guide."""

    code: str
    name: str
    vendor: str
    source: str
    in_use_from: dt.date | None = None
    predecessor: str = ""
    price_usd: int = 0
    validity_years: int = 0


@dataclass(frozen=True, slots=True)
class Format:
    """The format of the exam: numbers of questions, minutes, and what passes.

    An exam passes by one rule: by a scaled score, by a number of right answers, or by a percentage of them. The fields
    of the other rules are None; `Guide.pass_rule` is the rule as one value.
    """

    scored: int
    minutes: int
    source: str
    unscored: int = 0
    extra_minutes: int = 0
    scale_minimum: int | None = None
    scale_maximum: int | None = None
    scale_pass: int | None = None
    raw_pass: int | None = None
    percent_pass: Number | None = None

    @property
    def questions(self) -> int:
        return self.scored + self.unscored


@dataclass(frozen=True, slots=True)
class Practice:
    """Our model of the score. The vendor publishes no conversion, so these numbers are for practice only.

    The reference form's Rasch difficulties are evenly spaced from `difficulty_easiest` to `difficulty_hardest`
    (logits). `raw_cut` is the number of right answers needed to pass it, for an exam with a scale. Without it, forms
    are not equated: points are on a straight line from none right to all right.
    """

    raw_cut: int | None = None
    difficulty_easiest: float = -2.0
    difficulty_hardest: float = 2.0
    partial_credit: bool = False


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision of the guide's text; the exam code may stay the same while the text changes."""

    id: str
    seen: dt.date
    note: str


@dataclass(frozen=True, slots=True)
class Task:
    """A task statement of a domain. `topics` maps topic ids to their wording."""

    id: str
    title: str
    topics: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain of the exam. `weight` is its percentage of the scored questions."""

    id: str
    title: str
    weight: Number
    source: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Service:
    """A product of the vendor, and whether the guide lists it in scope, out of scope, or not at all."""

    id: str
    name: str
    category: str
    scope: Scope


@dataclass(frozen=True, slots=True)
class Rename:
    """A service's old and new names. `guide` is the name in the current guide if the guide is out of date."""

    service: str
    old: str
    new: str
    by: dt.date
    source: str
    guide: str = ""


@dataclass(frozen=True, slots=True)
class Closure:
    """A service that has taken no new customers, or has ended, since `date`."""

    service: str
    date: dt.date
    state: str
    source: str


@dataclass(frozen=True)
class Guide:
    """One exam guide. `predecessor_tasks` maps each task of the previous exam to the tasks it became.

    `language` is the BCP 47 tag of the language of the exam and its cards.
    """

    exam: Exam
    format: Format
    practice: Practice
    revision: str
    revisions: tuple[Revision, ...]
    sources: Mapping[str, Citation]
    domains: tuple[Domain, ...]
    services: Mapping[str, Service] = field(default_factory=dict)
    renames: tuple[Rename, ...] = ()
    closures: tuple[Closure, ...] = ()
    predecessor_tasks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    language: str = "en"

    @property
    def code(self) -> str:
        """The exam's code in lower case, as used in its folder, tags and package."""
        return self.exam.code.lower()

    @cached_property
    def pass_rule(self) -> PassRule:
        """What passes. Raises ValueError if the format has not one complete rule."""
        terms = self.format
        match terms.scale_minimum, terms.scale_maximum, terms.scale_pass, terms.raw_pass, terms.percent_pass:
            case int(minimum), int(maximum), int(cut), None, None:
                return ScaledPass(minimum, maximum, cut)
            case None, None, None, int(cut), None:
                return RawPass(cut)
            case None, None, None, None, int(percent) | float(percent):
                return PercentPass(percent)
        raise ValueError("the format does not have exactly one pass rule")

    @cached_property
    def tasks(self) -> dict[str, Task]:
        return {task.id: task for domain in self.domains for task in domain.tasks}

    @cached_property
    def domain_of_task(self) -> dict[str, Domain]:
        return {task.id: domain for domain in self.domains for task in domain.tasks}
