"""What an imported sitting may hold: a form and steps as this program writes them, at times that are possible.

The log keeps every event forever, so a file in which a sitting makes no sense is refused as a whole. A question that
is not in the deck, or is in another version, is not a reason to refuse it: the form holds its own key, as it was asked.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from clfcards.exam.event_kinds import BEGINNING, STEP, UNREADABLE
from clfcards.exam.form import LETTERS, Form, FormQuestion
from clfcards.exam.sitting import Sitting, beginning_from_json
from clfcards.exam.sitting_steps import Step, step_from_json
from clfcards.model.confidence import CONFIDENCES

if TYPE_CHECKING:
    from clfcards.model.event import Event

MOST_QUESTIONS = 2000  # of a form; the longest exam has a few hundred
_MOST_LOGITS = 30.0
_MOST_SECONDS = 10_000_000.0  # of a time limit: four months
_MOST_TICKS = 1e10  # three centuries
_MOST_TEXT = 200
_MOST_ID = 40  # characters of an event's id, which begins the ids of what follows from it; a page's have 22
_QUESTION_ID = re.compile(r"[!-~]{1,200}")  # as in the ids of events, because the id of an answer ends with it
_ON_A_PAGE = "page"
"""The entry of a beginning that only pages write; both their clocks are known to be read at one moment."""
_APART_MS = 2000
_SET_BACK_MS = 86_400_000  # a clock may be set, but not by more than a day during an exam


class ImportedSittings:
    """Checks the events of sittings that were taken on a page, one after the other.

    `known` returns an event of the log by its id, for steps of a sitting that an earlier import brought.
    """

    def __init__(self, known: Callable[[str], Event | None]) -> None:
        self._known = known
        self._begun: dict[str, Sitting | None] = {}

    def check(self, event: Event) -> None:
        """Raises ValueError, with a message that says what is wrong. What a newer program wrote is left unchecked."""
        if event.kind == BEGINNING:
            self._begun[event.id] = _sitting_on_a_page(event)
        elif event.kind == STEP:
            if event.subject not in self._begun:
                begun = self._known(event.subject)
                self._begun[event.subject] = _sitting_on_a_page(begun) if begun else None
            sitting = self._begun[event.subject]
            if sitting is not None:
                _check_step(sitting, event)


def is_on_a_page(beginning: Event) -> bool:
    """Whether a sitting with this beginning was taken on a page."""
    return beginning.kind == BEGINNING and _ON_A_PAGE in beginning.payload


def _sitting_on_a_page(beginning: Event) -> Sitting | None:
    """The sitting, after a check; None if it was not taken on a page, or if a newer program wrote it."""
    if not is_on_a_page(beginning):
        return None
    try:
        sitting = beginning_from_json(beginning.id, beginning.payload)
    except UNREADABLE:
        return None
    _check_id(beginning)
    _check_form(sitting.form)
    limit = sitting.timing.limit_seconds
    if limit is not None and not 0 < limit <= _MOST_SECONDS:
        raise ValueError(f"an exam cannot have a time limit of {limit} seconds")
    _check_clocks(beginning, sitting.began.wall.timestamp(), sitting.began.ticks)
    return sitting


def _check_step(sitting: Sitting, event: Event) -> None:
    try:
        step = step_from_json(event.payload)
    except UNREADABLE:
        return
    _check_id(event)
    _check_what(sitting.form, step)
    _check_clocks(event, step.at.wall.timestamp(), step.at.ticks)
    if event.at < sitting.began.wall.timestamp() * 1000 - _SET_BACK_MS:
        raise ValueError("a step is more than a day before its exam began")


def _check_id(event: Event) -> None:
    if len(event.id) > _MOST_ID:
        raise ValueError(f"the id '{event.id[:80]}' of an exam's event is longer than {_MOST_ID} characters")


def _check_clocks(event: Event, wall: float, ticks: float) -> None:
    if abs(event.at - 1000 * wall) > _APART_MS:
        raise ValueError("the two times of an event are not the same")
    if not 0 <= ticks <= _MOST_TICKS:
        raise ValueError(f"an exam cannot have run for {ticks} seconds")


def _check_form(form: Form) -> None:
    if len(form) > MOST_QUESTIONS:
        raise ValueError(f"an exam of {len(form):,} questions has more than {MOST_QUESTIONS:,}")
    if len(form.by_id) < len(form):
        raise ValueError("a question is twice in one exam")
    for question in form.questions:
        _check_question(question)


def _check_question(question: FormQuestion) -> None:
    options = question.options
    for text in (question.id, question.domain, question.task, question.stem, *options):
        if not text.isprintable() or len(text) > _MOST_TEXT:
            raise ValueError(f"the name '{text[:80]}' in an exam is not at most {_MOST_TEXT} printable characters")
    if not _QUESTION_ID.fullmatch(question.id):
        raise ValueError(f"'{question.id[:80]}' is not the id of a question")
    if not 2 <= len(set(options)) == len(options) <= len(LETTERS):
        raise ValueError(f"the question '{question.id}' does not have two or more different options")
    if not question.key or not question.key <= set(options):
        raise ValueError(f"the right options of '{question.id}' are not among its options")
    if not math.isfinite(question.difficulty) or abs(question.difficulty) > _MOST_LOGITS:
        raise ValueError(f"the difficulty of '{question.id}' is {question.difficulty}, which no question has")


def _check_what(form: Form, step: Step) -> None:
    """Checks that the step can be taken in this form."""
    if step.kind == "voided":
        unknown = [id_ for id_ in step.options if id_ not in form.by_id]
    else:
        unknown = [step.question] if step.question and step.question not in form.by_id else []
    if unknown:
        raise ValueError(f"a step is about '{unknown[0][:80]}', which its exam does not ask")
    if step.kind in _ABOUT_A_QUESTION and not step.question:
        raise ValueError(f"a step '{step.kind}' does not say which question")
    if step.kind in ("chose", "struck", "unstruck"):
        _check_options(form.by_id[step.question], step)
    if step.kind == "marked" and step.word not in ("", *CONFIDENCES):
        raise ValueError(f"'{step.word[:80]}' is not how sure a learner can be")


_ABOUT_A_QUESTION = ("looked", "chose", "flagged", "unflagged", "struck", "unstruck", "marked")


def _check_options(question: FormQuestion, step: Step) -> None:
    chosen = step.options
    if not set(chosen) <= set(question.options) or len(set(chosen)) < len(chosen):
        raise ValueError(f"a step names options that '{question.id}' does not have")
    if step.kind == "chose" and len(chosen) > len(question.key):
        raise ValueError(f"more options are chosen of '{question.id}' than it asks for")
    if step.kind != "chose" and len(chosen) != 1:
        raise ValueError(f"a step strikes out {len(chosen)} options of '{question.id}' at once")
