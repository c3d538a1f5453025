"""The result of reading a facts or questions file."""

from dataclasses import dataclass

from clfcards.model.bank import Fact, Question
from clfcards.model.problem import Problem


@dataclass(frozen=True, slots=True)
class BankFile:
    """The readable part of one file, with all its problems.

    `broken` are the ids of items that are in the file but could not be read. They are kept so that
    references to them are not reported as unknown. `hides_items` means that the file may also have items whose
    ids are not known. `drafts` are imported items that lack something.
    """

    path: str
    task: str
    facts: tuple[Fact, ...] = ()
    questions: tuple[Question, ...] = ()
    broken: tuple[str, ...] = ()
    hides_items: bool = False
    problems: tuple[Problem, ...] = ()
    draft_facts: tuple[Fact, ...] = ()
    draft_questions: tuple[Question, ...] = ()

    @property
    def drafts(self) -> tuple[Fact | Question, ...]:
        return (*self.draft_facts, *self.draft_questions)
