"""What readiness comes to: the verdict, what speaks for and against it, and what to do next."""

from dataclasses import dataclass
from typing import Literal

from clfcards.exam.evidence import Recall

Verdict = Literal["ready", "not yet", "not enough evidence"]


@dataclass(frozen=True, slots=True)
class DomainReadiness:
    """A domain's expected share of right answers with its 90 % interval; `answers` after discounting."""

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
    """`answers` to unseen questions, discounted by age, where it takes `needed`, and some in every domain."""

    answers: float
    needed: int


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
    """The probability is below the one that ready means."""

    needed: float


@dataclass(frozen=True, slots=True)
class MayBeLuck:
    """The probability is high enough, but may be as low as `low`, the lower end of its interval."""

    low: float


Reason = TooFewAnswers | PassingProbability | WeakDomain | LeastProbability | MayBeLuck


@dataclass(frozen=True, slots=True)
class Book:
    """Book the exam, and keep what you know."""


@dataclass(frozen=True, slots=True)
class SitWholeExam:
    """Sit a whole practice exam."""


@dataclass(frozen=True, slots=True)
class BeginWithDiagnostic:
    """Nothing is known yet: begin with the diagnostic."""


@dataclass(frozen=True, slots=True)
class StudyDomain:
    """Study and practice the domain where there is most to gain."""

    domain: DomainReadiness


Advice = Book | SitWholeExam | BeginWithDiagnostic | StudyDomain
