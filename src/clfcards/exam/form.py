"""A form: an assembled set of questions, with everything that is needed to score it without the bank."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

LETTERS = "abcdefghijklmnopqrstuvwxyz"
"""The letters of a question's options, in the order in which they are shown."""

Kind = Literal["exam", "diagnostic", "more", "domain", "redo"]
"""A weighted practice exam; the short diagnostic; more questions for it; a single domain; the questions that were
answered wrong before."""


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """A question in a form.

    `options` are option keys in the order shown; `key` holds the right ones. `difficulty` is in
    logits, as estimated when the form was made. `stem` is a hash of the stem's text.
    """

    id: str
    domain: str
    task: str
    scored: bool
    difficulty: float
    options: tuple[str, ...]
    key: frozenset[str]
    stem: str


@dataclass(frozen=True)
class Form:
    """Questions in the order in which they are asked, and the seed that selected and shuffled them.

    The log stores it field by field.
    """

    kind: Kind
    seed: int
    questions: tuple[FormQuestion, ...]

    def __len__(self) -> int:
        return len(self.questions)

    @cached_property
    def by_id(self) -> dict[str, FormQuestion]:
        return {question.id: question for question in self.questions}

    @property
    def scored(self) -> int:
        return sum(question.scored for question in self.questions)
