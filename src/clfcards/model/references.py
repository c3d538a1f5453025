"""The references of a question to other items: the one list of the fields that name them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from clfcards.model.bank import Question

ItemKind = Literal["fact", "question"]


@dataclass(frozen=True, slots=True)
class References:
    """The ids under one field of a question, all of them of items of one kind.

    `field` is the field's path inside the question. `is_list` is False for a field that has a single id.
    """

    field: tuple[str | int, ...]
    ids: tuple[str, ...]
    kind: ItemKind
    is_list: bool = True

    def places(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Every id with its path inside the question."""
        for i, id_ in enumerate(self.ids):
            yield (*self.field, i) if self.is_list else self.field, id_


def references(question: Question) -> Iterator[References]:
    """The fields of a question that name other items; a field without ids is left out."""
    if question.tests:
        yield References(("tests",), question.tests, "fact")
    for i, option in enumerate(question.distractors):
        if option.fact:
            yield References(("distractors", i, "fact"), (option.fact,), "fact", is_list=False)
    if question.enemies:
        yield References(("enemies",), question.enemies, "question")
