"""A form: one assembled set of questions, with everything that is needed to score it without the bank."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, get_args

Kind = Literal["exam", "diagnostic", "domain", "redo"]
"""A weighted practice exam; the short diagnostic; one domain only; the questions that went wrong before."""


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """A question as a form holds it.

    `options` are option keys in the order shown, `key` those that are right; `difficulty` is in
    logits, as it was estimated when the form was made; `stem` is a hash of the stem's text.
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
    """Questions in the order in which they are asked, and the seed that chose and shuffled them."""

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


def form_to_json(form: Form) -> dict[str, Any]:
    """The form as it stands in the log."""
    return {
        "kind": form.kind,
        "seed": form.seed,
        "questions": [
            {
                "id": q.id,
                "domain": q.domain,
                "task": q.task,
                "scored": q.scored,
                "difficulty": q.difficulty,
                "options": list(q.options),
                "key": sorted(q.key),
                "stem": q.stem,
            }
            for q in form.questions
        ],
    }


def form_from_json(raw: Mapping[str, Any]) -> Form:
    """The form of `form_to_json`. Raises KeyError, TypeError or ValueError where it is none."""
    if raw["kind"] not in get_args(Kind) or not raw["questions"]:
        raise ValueError(f"'{raw['kind']}' with {len(raw['questions'])} questions is no form")
    return Form(
        kind=raw["kind"],
        seed=int(raw["seed"]),
        questions=tuple(
            FormQuestion(
                id=q["id"],
                domain=q["domain"],
                task=q["task"],
                scored=bool(q["scored"]),
                difficulty=float(q["difficulty"]),
                options=tuple(q["options"]),
                key=frozenset(q["key"]),
                stem=q["stem"],
            )
            for q in raw["questions"]
        ),
    )
