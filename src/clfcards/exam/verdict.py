"""The verdict on readiness, the reasons for it, and what to do next."""

from dataclasses import dataclass
from typing import Literal

from clfcards.exam.evidence import Recall
from clfcards.next_step import NextStep

Verdict = Literal["ready", "not yet", "not enough evidence"]


@dataclass(frozen=True, slots=True)
class DomainReadiness:
    """A domain's expected share of right answers with its 90% interval; `answers` are discounted by age."""

    id: str
    title: str
    weight: int
    expected: float
    low: float
    high: float
    answers: float
    recall: Recall | None


@dataclass(frozen=True, slots=True)
class TooFewAnswers:
    """There are only `answers` answers to unseen questions, discounted by age; a verdict takes `needed` of them.

    `missing` are the domains with less than one answer, if others have some.
    """

    answers: float
    needed: int
    missing: tuple[DomainReadiness, ...] = ()


@dataclass(frozen=True, slots=True)
class BankTooSmall:
    """The bank has only this many questions for practice exams, so it cannot give the `needed` answers."""

    questions: int
    needed: int


@dataclass(frozen=True, slots=True)
class UnansweredDomains:
    """These domains have less than one answer each, discounted by age; a verdict takes one in every domain."""

    domains: tuple[DomainReadiness, ...]


@dataclass(frozen=True, slots=True)
class PassingProbability:
    """The probability of reaching the passing score."""

    probability: float


@dataclass(frozen=True, slots=True)
class WeakDomain:
    """A domain is well below the `average` expected share of right answers."""

    domain: DomainReadiness
    average: float


@dataclass(frozen=True, slots=True)
class LeastProbability:
    """The probability is below `needed`, the least for "ready"."""

    needed: float


@dataclass(frozen=True, slots=True)
class MayBeLuck:
    """The probability is high enough, but the lower end of its interval is only `low`."""

    low: float


Reason = (
    TooFewAnswers | BankTooSmall | UnansweredDomains | PassingProbability | WeakDomain | LeastProbability | MayBeLuck
)


@dataclass(frozen=True, slots=True)
class Book:
    """Book the exam, and keep reviewing."""


@dataclass(frozen=True, slots=True)
class SitWholeExam:
    """Take a whole practice exam."""


@dataclass(frozen=True, slots=True)
class SitShortExam:
    """Take the longest practice exam that the bank can fill."""

    length: int


@dataclass(frozen=True, slots=True)
class OnlyReview:
    """The bank is too small for any practice exam of all domains: review the cards."""


@dataclass(frozen=True, slots=True)
class BeginWithDiagnostic:
    """There are no answers yet: begin with the diagnostic."""


@dataclass(frozen=True, slots=True)
class StudyDomain:
    """Study and practice the domain where there is most to gain; `practice` is None if it has no questions."""

    domain: DomainReadiness
    practice: NextStep | None


Advice = Book | SitWholeExam | SitShortExam | OnlyReview | BeginWithDiagnostic | StudyDomain
