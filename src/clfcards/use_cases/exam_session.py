"""A sitting as a learner works it: every action is logged, then shown. Both the screen and the plain mode use it."""

from clfcards.exam.answers import answers_of
from clfcards.exam.bank_change import bank_change
from clfcards.exam.form import FormQuestion
from clfcards.exam.report import Report, report_of, report_to_json
from clfcards.exam.sitting import Sitting, chosen_after, is_complete, remaining_seconds
from clfcards.exam.steps import Confidence, EventKind
from clfcards.model.bank import Bank, Question
from clfcards.model.guide import Guide
from clfcards.render.notes import choose
from clfcards.use_cases.sitting_log import SittingLog

WARNINGS_MINUTES = (10, 1)


class ExamSession:
    """An open sitting over its bank. `notice` is what the learner should know before going on."""

    def __init__(self, guide: Guide, bank: Bank, record: SittingLog) -> None:
        self.guide = guide
        self.bank = bank
        self.notice = ""
        self._record = record
        self._questions = {question.id: question for question in bank.questions}
        self._last_shown = self.remaining_seconds()

    # ── what stands ──

    @property
    def sitting(self) -> Sitting:
        return self._record.sitting

    @property
    def asked(self) -> tuple[FormQuestion, ...]:
        return self.sitting.questions

    @property
    def position(self) -> int:
        """The current question's place, from 0."""
        return next(i for i, q in enumerate(self.asked) if q.id == self.sitting.current)

    @property
    def current(self) -> FormQuestion:
        return self.sitting.form.by_id[self.sitting.current]

    @property
    def question(self) -> Question:
        """The current question's text."""
        return self._questions[self.sitting.current]

    @property
    def chosen(self) -> tuple[str, ...]:
        return self.sitting.answers.get(self.sitting.current, ())

    def is_answered(self, asked: FormQuestion) -> bool:
        return is_complete(asked, self.sitting.answers.get(asked.id, ()))

    def remaining_seconds(self) -> float | None:
        return remaining_seconds(self._record.sitting, self._record.now())

    @property
    def time_is_up(self) -> bool:
        return self._record.time_is_up

    def warning(self) -> str:
        """A sentence when the clock has just passed a mark, else nothing."""
        before, self._last_shown = self._last_shown, self.remaining_seconds()
        if before is None or self._last_shown is None:
            return ""
        for mark in WARNINGS_MINUTES:
            if self._last_shown <= 60 * mark < before:
                return f"{mark} minute{'s' if mark > 1 else ''} left"
        return ""

    # ── actions ──

    def go(self, position: int) -> None:
        """To the question at this place; beyond either end, nowhere."""
        if 0 <= position < len(self.asked) and position != self.position:
            self._record.record("looked", self.asked[position].id)

    def toggle(self, option: str) -> str:
        """Chooses an option or takes it back; returns a sentence where that is one too many."""
        after = chosen_after(self.current, self.chosen, option)
        if after is None:
            return f"{choose(self.question)}: take one back first"
        self._record.record("chose", self.current.id, after)
        return ""

    def choose(self, options: tuple[str, ...]) -> str:
        """Chooses exactly these options; returns a sentence where they are too many."""
        wanted = len(self.current.key)
        if len(options) > wanted:
            return f"{choose(self.question) or 'Choose one'}: {len(options)} are too many"
        self._record.record("chose", self.current.id, options)
        return ""

    def flag(self) -> None:
        """Flags the current question, or takes the flag away."""
        id_ = self.current.id
        self._record.record("unflagged" if id_ in self.sitting.flagged else "flagged", id_)

    def strike(self, option: str) -> str:
        """Strikes an option out, or takes that back; returns a sentence where it is chosen."""
        if option in self.chosen:
            return "That option is chosen: take it back first"
        struck = (self.current.id, option) in self.sitting.struck
        kind: EventKind = "unstruck" if struck else "struck"
        self._record.record(kind, self.current.id, (option,))
        return ""

    def mark(self, confidence: Confidence) -> None:
        """Says how sure the answer is; said twice, takes it back."""
        same = self.sitting.confidence.get(self.current.id) == confidence
        self._record.record("marked", self.current.id, word="" if same else confidence)

    def tick(self) -> None:
        """Logs that time has passed, so that a crash loses no more than that of the clock."""
        self._record.record("ticked")

    def stop(self) -> None:
        """Leaves the sitting, to go on later."""
        if not self.sitting.ended:
            self._record.record("stopped")

    def resume(self) -> None:
        """Goes on with it, without the questions that have left the bank."""
        self._record.record("resumed")
        self.void_changed()

    def void_changed(self) -> None:
        """Takes out the questions that have left the bank; `notice` tells of them."""
        change = bank_change(self.sitting, self.bank.questions)
        if change.void:
            self._record.record("voided", options=change.void)
        self.notice = change.sentence()

    def abandon(self) -> None:
        self._record.record("abandoned")

    def submit(self) -> Report:
        """Hands it in; where the time is up, the clock does."""
        if not self.sitting.ended:
            self._record.submit(
                lambda sitting: answers_of(sitting, self.bank),
                lambda sitting: report_to_json(report_of(self.guide, sitting)),
            )
        return report_of(self.guide, self.sitting)
