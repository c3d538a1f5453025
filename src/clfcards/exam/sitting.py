"""A sitting: one attempt at a form, computed by folding its steps. Nothing here reads a clock or the log."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from clfcards.codec import from_json, to_json
from clfcards.exam.form import Form, FormQuestion
from clfcards.exam.sitting_steps import Moment, Step, StepKind, moment_fields
from clfcards.exam.timing import Timing
from clfcards.model.instant import Instant, seconds_between, was_set_back
from clfcards.render.grading import is_right

Ending = Literal["", "learner", "clock", "abandoned"]

_ALLOWED_AFTER_TIME: frozenset[StepKind] = frozenset({"voided", "submitted", "abandoned"})


@dataclass(frozen=True, slots=True)
class Sitting:
    """The state of an attempt. Mappings are by question id.

    `answers` are the currently chosen options; `revisions` are all complete answers given, in order.
    `used_seconds` is the time used up to `last`, the moment of the last step.
    """

    id: str
    form: Form
    timing: Timing
    began: Instant
    last: Instant
    current: str
    used_seconds: float = 0.0
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    revisions: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    confidence: Mapping[str, str] = field(default_factory=dict)
    seconds_on: Mapping[str, float] = field(default_factory=dict)
    flagged: frozenset[str] = frozenset()
    struck: frozenset[tuple[str, str]] = frozenset()
    seen: frozenset[str] = frozenset()
    void: frozenset[str] = frozenset()
    away: bool = False
    ended: Ending = ""

    @property
    def questions(self) -> tuple[FormQuestion, ...]:
        """The form's questions except those that no longer count."""
        return tuple(q for q in self.form.questions if q.id not in self.void)

    @property
    def answered(self) -> int:
        """The number of questions with a complete answer."""
        return len(self.questions) - len(self.unanswered)

    @property
    def is_handed_in(self) -> bool:
        """Whether it ended with a report: by the learner, or by the clock."""
        return self.ended in ("learner", "clock")

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Ids of questions without a complete answer, in the form's order."""
        return tuple(q.id for q in self.questions if not is_complete(q, self.answers.get(q.id, ())))

    def is_right(self, question: FormQuestion) -> bool:
        """Whether the question is answered right now; a blank answer is wrong."""
        return is_right(question.key, self.answers.get(question.id, ()))


def begin(id_: str, form: Form, timing: Timing, at: Instant) -> Sitting:
    """A new sitting, at its first question."""
    first = form.questions[0].id
    return Sitting(id_, form, timing, at, at, first, seen=frozenset({first}))


def is_complete(question: FormQuestion, chosen: tuple[str, ...]) -> bool:
    """Whether as many options are chosen as the question asks for."""
    return len(chosen) == len(question.key)


def chosen_after(question: FormQuestion, chosen: tuple[str, ...], option: str) -> tuple[str, ...] | None:
    """The chosen options after toggling `option`; None if that would be one too many.

    If the question asks for one option, another choice replaces it.
    """
    if option in chosen:
        return tuple(key for key in chosen if key != option)
    if len(question.key) == 1:
        return (option,)
    if len(chosen) == len(question.key):
        return None
    return (*chosen, option)


def remaining_seconds(sitting: Sitting, now: Instant) -> float | None:
    """The seconds left at `now`, never below 0; None if the sitting is untimed."""
    limit = sitting.timing.limit_seconds
    if limit is None:
        return None
    running = not sitting.away or sitting.timing.strict
    passed = _seconds_since_last_step(sitting, now) if running and not sitting.ended else 0.0
    return max(0.0, limit - sitting.used_seconds - passed)


def time_is_up(sitting: Sitting, now: Instant) -> bool:
    """Whether no more answers can be given at `now`.

    This is so when no time is left. In a strict sitting it is also so when the time away cannot be
    determined, because the clock was set back across a restart.
    """
    if sitting.timing.strict and was_set_back(sitting.last, now):
        return sitting.timing.limit_seconds is not None
    return remaining_seconds(sitting, now) == 0


def is_closed_to(sitting: Sitting, kind: StepKind, now: Instant) -> bool:
    """Whether a step of this kind no longer has any effect at `now`.

    After the end, every step is ignored. Once the time is up, only voiding questions and ending the sitting
    still count: an answer that comes too late is ignored, whichever program wrote it.
    """
    return bool(sitting.ended) or (kind not in _ALLOWED_AFTER_TIME and time_is_up(sitting, now))


def apply(sitting: Sitting, step: Step) -> Sitting:
    """The sitting after the step."""
    if step.kind == "resumed" and not sitting.ended:  # after a crash there is no "stopped" step
        sitting = replace(sitting, away=True)
    if is_closed_to(sitting, step.kind, step.at):
        return sitting
    # Voiding takes no time, and must not hide that the clock was set back.
    clocks = {} if step.kind == "voided" else _advanced_clocks(sitting, step)
    return replace(sitting, **clocks, **_changed_fields(sitting, step))


def _changed_fields(sitting: Sitting, step: Step) -> dict[str, Any]:
    """The fields that the step itself changes, by name."""
    question = step.question
    match step.kind:
        case "looked":
            return {"current": question, "seen": sitting.seen | {question}}
        case "chose":
            return _choose(sitting, question, step.options)
        case "flagged":
            return {"flagged": sitting.flagged | {question}}
        case "unflagged":
            return {"flagged": sitting.flagged - {question}}
        case "struck":
            return {"struck": sitting.struck | {(question, step.options[0])}}
        case "unstruck":
            return {"struck": sitting.struck - {(question, step.options[0])}}
        case "marked":
            return {"confidence": {**sitting.confidence, question: step.word}}
        case "stopped":
            return {"away": True}
        case "resumed":
            return {"away": False}
        case "voided":
            return _void(sitting, step.options)
        case "submitted":
            return {"ended": "clock" if step.word == "clock" else "learner"}
        case "abandoned":
            return {"ended": "abandoned"}
        case "ticked":
            return {}


def replay(begun: Sitting, steps: Iterable[Step]) -> Sitting:
    """The sitting after all steps, in order."""
    for step in steps:
        begun = apply(begun, step)
    return begun


def _advanced_clocks(sitting: Sitting, step: Step) -> dict[str, Any]:
    """The clock fields advanced to the step, by name: the sitting's clock and that of the current question."""
    passed = _seconds_since_last_step(sitting, step.at)
    if sitting.away:
        on_question = 0.0
        used = passed if sitting.timing.strict else 0.0
    else:
        on_question = used = passed
    limit = sitting.timing.limit_seconds
    total = sitting.used_seconds + used
    spent = {**sitting.seconds_on, sitting.current: sitting.seconds_on.get(sitting.current, 0.0) + on_question}
    return {
        "last": step.at,
        "used_seconds": total if limit is None else min(limit, total),
        "seconds_on": spent,
    }


def _seconds_since_last_step(sitting: Sitting, now: Instant) -> float:
    return seconds_between(sitting.last, now, strict=sitting.timing.strict)


def _choose(sitting: Sitting, id_: str, options: tuple[str, ...]) -> dict[str, Any]:
    answers = {**sitting.answers, id_: options}
    struck = sitting.struck - {(id_, option) for option in options}
    given = sitting.revisions.get(id_, ())
    if is_complete(sitting.form.by_id[id_], options) and (not given or set(given[-1]) != set(options)):
        given = (*given, options)
    return {"answers": answers, "struck": struck, "revisions": {**sitting.revisions, id_: given}}


def _void(sitting: Sitting, ids: tuple[str, ...]) -> dict[str, Any]:
    void = sitting.void | set(ids)
    current = sitting.current
    if current in void:
        current = next((q.id for q in sitting.form.questions if q.id not in void), current)
    return {"void": void, "current": current, "seen": sitting.seen | {current}}


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginningRecord(Moment):
    """The beginning of a sitting as the log stores it; its steps follow."""

    form: Form
    limit_seconds: float | None
    strict: bool


def beginning_to_json(sitting: Sitting) -> dict[str, Any]:
    """The payload of a sitting's beginning."""
    timing = sitting.timing
    record = BeginningRecord(
        **moment_fields(sitting.began), form=sitting.form, limit_seconds=timing.limit_seconds, strict=timing.strict
    )
    return dict(to_json(record))


def beginning_from_json(id_: str, raw: Mapping[str, Any]) -> Sitting:
    """The sitting at its beginning, from the payload of `beginning_to_json`. Raises ValueError if that is not valid."""
    record = from_json(raw, BeginningRecord)
    if not record.form.questions:
        raise ValueError("a form must have at least one question")
    return begin(id_, record.form, Timing(record.limit_seconds, record.strict), record.instant())
