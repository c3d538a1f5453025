"""The result of reading a facts or questions file."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self, TypeVar

from clfcards.model.bank import Fact, Question
from clfcards.model.problem import Problem

Item = TypeVar("Item", Fact, Question)


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

    def displayed_as(self, path: str) -> Self:
        """The same file under another displayed path, which depends on the current folder."""
        if path == self.path:
            return self

        def moved(items: Iterable[Item]) -> tuple[Item, ...]:
            return tuple([replace(item, origin=replace(item.origin, path=path)) for item in items])

        return replace(
            self,
            path=path,
            facts=moved(self.facts),
            questions=moved(self.questions),
            problems=tuple(replace(one, place=replace(one.place, path=path)) for one in self.problems),
            draft_facts=moved(self.draft_facts),
            draft_questions=moved(self.draft_questions),
        )
