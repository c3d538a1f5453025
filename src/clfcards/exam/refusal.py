"""Why there is no form as it was asked for."""

from dataclasses import dataclass

from clfcards.model.guide import Domain


@dataclass(frozen=True, slots=True)
class UnknownDomain:
    """The guide has no such domain; `known` are those it has."""

    id: str
    known: tuple[Domain, ...]


@dataclass(frozen=True, slots=True)
class TooLong:
    """More questions are asked for than the exam has."""

    most: int


@dataclass(frozen=True, slots=True)
class Shortage:
    """A domain that has fewer questions than the form needs of it."""

    domain: Domain
    has: int
    needs: int


@dataclass(frozen=True, slots=True)
class TooFew:
    """The bank cannot fill a form of `length`; `fits` is the longest it can fill, 0 where it can fill none."""

    length: int
    missing: tuple[Shortage, ...]
    fits: int


@dataclass(frozen=True, slots=True)
class NothingMissed:
    """No question was wrong when it was last asked, so there is none to ask again."""


Refusal = UnknownDomain | TooLong | TooFew | NothingMissed


class FormRefused(Exception):  # noqa: N818  # it says what happened; `reason` says why
    """There is no such form."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason = reason
