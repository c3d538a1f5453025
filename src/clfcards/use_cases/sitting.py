"""A running exam: every action is in the log before it returns. Both the screen and the plain mode use it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clfcards.errors import ClfcardsError
from clfcards.exam.bank_change import BankChange, bank_change
from clfcards.exam.form import Form, FormQuestion
from clfcards.exam.sitting import (
    Sitting,
    apply,
    begin,
    chosen_after,
    is_closed_to,
    is_complete,
    remaining_seconds,
    time_is_up,
)
from clfcards.exam.sitting_steps import Step, StepKind
from clfcards.exam.time_warnings import TimeWarning, time_warning
from clfcards.exam.timing import Timing
from clfcards.log.log import Log
from clfcards.model.bank import Bank, Question
from clfcards.model.confidence import Confidence
from clfcards.model.event import Event, Stamp
from clfcards.model.guide import Guide
from clfcards.model.instant import Instant
from clfcards.use_cases.sitting_log import beginning_event, end_events, last_number, plan_event, step_event

if TYPE_CHECKING:
    from clfcards.exam.report import Report

Clock = Callable[[], Instant]
PlanOf = Callable[["Report"], Mapping[str, Any]]
"""The study plan that a report leads to, as the payload of its event."""


@dataclass(frozen=True, slots=True)
class AnswerIsFull:
    """As many options are chosen as the question asks for: one must be unselected first."""


@dataclass(frozen=True, slots=True)
class TooManyOptions:
    """`given` options were chosen at once, but the question asks for `wanted`."""

    wanted: int
    given: int


@dataclass(frozen=True, slots=True)
class OptionIsChosen:
    """A chosen option cannot be struck out."""


Refusal = AnswerIsFull | TooManyOptions | OptionIsChosen
"""Why an action did nothing."""


class OpenSitting:
    """A run of a sitting with its bank and its log.

    `state` is the sitting's current state; `change` describes how its questions changed since it was left.
    Every action raises ClfcardsError if another window has resumed the same sitting.
    """

    def __init__(
        self,
        guide: Guide,
        bank: Bank,
        log: Log,
        sitting: Sitting,
        clock: Clock,
        run: Stamp,
        plan_of: PlanOf | None = None,
    ) -> None:
        """`run` gives the run's unique id, and the local UTC offset.

        With `plan_of`, a study plan is logged at the end.
        """
        self.guide = guide
        self.bank = bank
        self.state = sitting
        self.change = BankChange((), ())
        self.log = log
        self._clock = clock
        self._run = run
        self._plan_of = plan_of
        self._changes = log.changes()
        self._number = last_number(log, sitting.id) + 1
        self._questions = {question.id: question for question in bank.questions}
        self._last_shown = self.remaining_seconds()

    @classmethod
    def begin(
        cls,
        guide: Guide,
        bank: Bank,
        log: Log,
        form: Form,
        timing: Timing,
        clock: Clock,
        run: Stamp,
        plan_of: PlanOf | None = None,
    ) -> OpenSitting:
        """Begins a sitting and logs its beginning; its id is that of its first run."""
        sitting = begin(run.id, form, timing, clock())
        log.append(beginning_event(sitting, run))
        return cls(guide, bank, log, sitting, clock, run, plan_of)

    # ── the current state ──

    @property
    def asked(self) -> tuple[FormQuestion, ...]:
        return self.state.questions

    @property
    def position(self) -> int:
        """The current question's position, counted from 0."""
        return next(i for i, q in enumerate(self.asked) if q.id == self.state.current)

    @property
    def current(self) -> FormQuestion:
        return self.state.form.by_id[self.state.current]

    @property
    def question(self) -> Question:
        """The current question's text."""
        return self._questions[self.state.current]

    @property
    def chosen(self) -> tuple[str, ...]:
        return self.state.answers.get(self.state.current, ())

    def is_answered(self, asked: FormQuestion) -> bool:
        return is_complete(asked, self.state.answers.get(asked.id, ()))

    def remaining_seconds(self) -> float | None:
        return remaining_seconds(self.state, self._clock())

    @property
    def time_is_up(self) -> bool:
        return not self.state.ended and time_is_up(self.state, self._clock())

    def time_warning(self) -> TimeWarning | None:
        """The warning that has become due since the last call."""
        before, self._last_shown = self._last_shown, self.remaining_seconds()
        return time_warning(before, self._last_shown)

    # ── actions ──

    def go(self, position: int) -> None:
        """Goes to the question at this position; a position beyond either end is ignored."""
        if 0 <= position < len(self.asked) and position != self.position:
            self._record("looked", self.asked[position].id)

    def toggle(self, option: str) -> Refusal | None:
        """Chooses an option, or unselects it."""
        after = chosen_after(self.current, self.chosen, option)
        if after is None:
            return AnswerIsFull()
        self._record("chose", self.current.id, after)
        return None

    def choose(self, options: tuple[str, ...]) -> Refusal | None:
        """Chooses exactly these options."""
        wanted = len(self.current.key)
        if len(options) > wanted:
            return TooManyOptions(wanted, len(options))
        self._record("chose", self.current.id, options)
        return None

    def flag(self) -> None:
        """Flags the current question, or removes its flag."""
        id_ = self.current.id
        self._record("unflagged" if id_ in self.state.flagged else "flagged", id_)

    def strike(self, option: str) -> Refusal | None:
        """Strikes out an option, or undoes that."""
        if option in self.chosen:
            return OptionIsChosen()
        struck = (self.current.id, option) in self.state.struck
        self._record("unstruck" if struck else "struck", self.current.id, (option,))
        return None

    def mark(self, confidence: Confidence) -> None:
        """Marks how sure the learner is of the answer; the same mark again removes it."""
        same = self.state.confidence.get(self.current.id) == confidence
        self._record("marked", self.current.id, word="" if same else confidence)

    def tick(self) -> None:
        """Logs that time has passed, so that after a crash the clock is not far behind."""
        self._record("ticked")

    # ── from one run to the next, and the end ──

    def stop(self) -> None:
        """Leaves the sitting so that it can be resumed later."""
        if not self.state.ended:
            self._record("stopped")

    def resume(self) -> None:
        """Resumes the sitting without the questions that have left the bank.

        If its time is up, these questions are voided, but it is not logged as resumed.
        """
        self._record("resumed")
        self._void_changed()

    def _void_changed(self) -> None:
        """Voids the questions that have left the bank; `change` lists them."""
        self.change = bank_change(self.state, self.bank.questions)
        if self.change.void:
            self._record("voided", options=self.change.void)

    def abandon(self) -> None:
        self._record("abandoned")

    def submit(self) -> Report:
        """Hands in the sitting, with its answers, its report and its plan, completely or not at all.

        If the time is up, it counts as handed in by the clock. For a sitting that has already ended, only the
        report is returned.
        """
        # Imported at the end, so that the first question is shown 8 ms earlier.
        from clfcards.exam.answers import answers_of
        from clfcards.exam.report import report_of
        from clfcards.exam.report_record import report_record

        if not self.state.ended:
            at = self._clock()
            step = Step("submitted", at, word="clock" if time_is_up(self.state, at) else "learner")
            ended = apply(self.state, step)
            report = report_of(self.guide, ended)
            events = end_events(ended, answers_of(ended, self.bank), report_record(report), self._run)
            if self._plan_of:
                events.append(plan_event(ended, self._plan_of(report), self._run))
            self._append(step, *events)
        return report_of(self.guide, self.state)

    # ── the log ──

    def _record(self, kind: StepKind, question: str = "", options: tuple[str, ...] = (), word: str = "") -> None:
        """Logs one step and applies it; a step that no longer has any effect is not logged."""
        at = self._clock()
        if not is_closed_to(self.state, kind, at):
            self._append(Step(kind, at, question, options, word))

    def _append(self, step: Step, *more: Event) -> None:
        if self.log.changes() != self._changes:
            if last_number(self.log, self.state.id) >= self._number:
                raise ClfcardsError("this exam is open in another window; continue there")
            self._changes = self.log.changes()
        self.log.append(step_event(self.state.id, step, self._number, self._run), *more)
        self._number += 1
        self.state = apply(self.state, step)
