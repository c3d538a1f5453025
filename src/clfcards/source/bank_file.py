"""What a file of facts or questions was read as."""

from dataclasses import dataclass

from clfcards.model.bank import Fact, Question
from clfcards.model.problem import Problem


@dataclass(frozen=True, slots=True)
class BankFile:
    """One file as far as it could be read, with all its problems.

    `broken` are the ids of items that stand in the file but could not be read, so that
    references to them are not reported as unknown.
    """

    path: str
    task: str
    facts: tuple[Fact, ...] = ()
    questions: tuple[Question, ...] = ()
    broken: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
