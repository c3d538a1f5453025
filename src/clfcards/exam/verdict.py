"""The verdict on readiness, and the reasons for it."""

from dataclasses import dataclass
from typing import Literal

from clfcards.exam.evidence import Recall
from clfcards.model.number import Number

Verdict = Literal["ready", "not yet", "not enough evidence"]


@dataclass(frozen=True, slots=True)
class DomainReadiness:
    """A domain's expected share of right answers with its 90% interval, from `answers` to questions not met lately.

    `cost` is how many scored answers of an exam are expected to be lost because this domain is weaker than the
    others; `is_weak` says whether that is likely and large.
    """

    id: str
    title: str
    weight: Number
    expected: float
    low: float
    high: float
    cost: float
    is_weak: bool
    answers: int
    recall: Recall | None


@dataclass(frozen=True, slots=True)
class TooFewAnswers:
    """There are only `answers` answers to questions not met lately; a verdict takes `needed` of them.

    `missing` are the domains without an answer, if others have some.
    """

    answers: int
    needed: int
    missing: tuple[DomainReadiness, ...] = ()


@dataclass(frozen=True, slots=True)
class BankTooSmall:
    """The bank has only this many questions for practice exams, so it cannot give the `needed` answers."""

    questions: int
    needed: int


@dataclass(frozen=True, slots=True)
class UnansweredDomains:
    """There is no answer in these domains; a verdict takes one in every domain."""

    domains: tuple[DomainReadiness, ...]


@dataclass(frozen=True, slots=True)
class ExamDay:
    """The chance of passing on the day, with nerves and an exam that may be harder than the bank; and its low end."""

    probability: float
    low: float


@dataclass(frozen=True, slots=True)
class WeakDomain:
    """A domain that is likely to cost right answers."""

    domain: DomainReadiness


@dataclass(frozen=True, slots=True)
class LeastProbability:
    """The chance of passing on the day is below `needed`, the least for "ready"."""

    needed: float


@dataclass(frozen=True, slots=True)
class MayBeLower:
    """The chance of passing on the day is high enough, but its low end is below `needed`."""

    low: float
    needed: float


@dataclass(frozen=True, slots=True)
class TooFewAttempts:
    """There are only `attempts` full timed attempts whose questions were mostly not met before; it takes `needed`."""

    attempts: int
    needed: int


@dataclass(frozen=True, slots=True)
class NoUnseenQuestions:
    """The bank cannot fill an exam with questions that were not met in the last days."""


Reason = (
    TooFewAnswers
    | BankTooSmall
    | UnansweredDomains
    | ExamDay
    | WeakDomain
    | LeastProbability
    | MayBeLower
    | TooFewAttempts
    | NoUnseenQuestions
)
