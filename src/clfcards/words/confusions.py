"""The pairs that a learner takes for one another: as lines, and as the document of `confusions --json`."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from clfcards.exam.confusions import Confusion
from clfcards.exam.linked_distractors import answers
from clfcards.model.bank import Fact
from clfcards.render.spans import without_markup
from clfcards.use_cases.confusions import PairView
from clfcards.visible import on_one_line
from clfcards.words.phrases import local_time
from clfcards.words.width import columns

_LONGEST_NAME = 40  # columns


def fact_name(fact: Fact) -> str:
    """A short name of a fact: what its card asks for, or its id where that is long."""
    name = " / ".join(" ".join(without_markup(answer).split()) for answer in answers(fact))
    return name if name and columns(name) <= _LONGEST_NAME else on_one_line(fact.id)


def names(view: PairView) -> tuple[str, str]:
    """The names of the fact that was right and of the other: their ids if their names are the same."""
    right, wrong = fact_name(view.right), fact_name(view.wrong)
    return (right, wrong) if right.casefold() != wrong.casefold() else (view.right.id, view.wrong.id)


def deciding_phrase(view: PairView) -> str:
    """The deciding words and what they point to; empty if nothing is clear."""
    if view.deciding is None:
        return ""
    pointers = zip((view.deciding.right, view.deciding.wrong), names(view), strict=True)
    return "; ".join(f"“{words}” → {name}" for words, name in pointers if words)


@dataclass(frozen=True, slots=True)
class PairDocument:
    """The fact `b` was taken for the fact `a`, which was right, so many `times`; `last` is when.

    `deciding` are the words that decide between the two; it is empty if nothing is clear.
    """

    a: str
    b: str
    times: int
    last: dt.datetime
    deciding: str


@dataclass(frozen=True, slots=True)
class ConfusionsDocument:
    """The document of `confusions --json`: the worst pairs first. A pair that went both ways is there twice."""

    pairs: tuple[PairDocument, ...]


def document(views: Sequence[PairView]) -> ConfusionsDocument:
    """The pairs as the document of `--json`."""
    return ConfusionsDocument(tuple(_pair(view, one) for view in views for one in view.pair.directions))


def _pair(view: PairView, one: Confusion) -> PairDocument:
    return PairDocument(one.right, one.wrong, one.times, local_time(one.last, one.utc_offset), deciding_phrase(view))
