"""The reasons why a requested form cannot be made."""

from dataclasses import dataclass

from clfcards.exam.form import Kind
from clfcards.model.guide import Domain


@dataclass(frozen=True, slots=True)
class UnknownDomain:
    """The guide does not have the domain `id`; `known` are the domains it has."""

    id: str
    known: tuple[Domain, ...]


@dataclass(frozen=True, slots=True)
class TooLong:
    """More questions were requested than the exam has, which is `most`."""

    most: int


@dataclass(frozen=True, slots=True)
class Shortage:
    """A domain with fewer questions than the form needs from it."""

    domain: Domain
    has: int
    needs: int


@dataclass(frozen=True, slots=True)
class TooFew:
    """The bank cannot fill a form of this kind with `length` questions; `fits` is the longest it can fill, or 0.

    `questions` is the number of questions in the form's pool and domains.
    """

    length: int
    missing: tuple[Shortage, ...]
    fits: int
    kind: Kind
    questions: int


@dataclass(frozen=True, slots=True)
class NothingMissed:
    """No question was answered wrong when it was last asked, so there is nothing to ask again."""


@dataclass(frozen=True, slots=True)
class NoDiagnostic:
    """There is no diagnostic to which questions could be added."""


@dataclass(frozen=True, slots=True)
class NothingToAdd:
    """The newest diagnostic has `asked` questions already, and gets no more of them."""

    asked: int


Refusal = UnknownDomain | TooLong | TooFew | NothingMissed | NoDiagnostic | NothingToAdd
