"""Messages before and after a practice exam: what can be resumed, what was left, what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clfcards.errors import ClfcardsError, UsageError
from clfcards.exam.bank_change import BankChange
from clfcards.exam.form import Form, Kind
from clfcards.next_step import NextStep
from clfcards.use_cases.practice import Unfinished
from clfcards.use_cases.sitting import OpenSitting
from clfcards.use_cases.sitting_log import Unreadable
from clfcards.words.lines import minutes
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count, was

if TYPE_CHECKING:
    from clfcards.exam.possible import Possible
    from clfcards.exam.refusal import Refusal, TooFew

RESUME_PROMPT = "[r]esume, [h]and it in, [t]hrow it away and begin another? [r] "
RESUME_CHOICES = {
    "": "r", "r": "r", "resume": "r", "h": "h", "hand it in": "h", "t": "t", "throw it away": "t",
}  # fmt: skip
UNKNOWN_CHOICE = "Type r to resume it, h to hand it in, or t to throw it away and begin another."


def unfinished_sentence(unfinished: Unfinished) -> str:
    """How far the unfinished exam got, and when it was left."""
    left = unfinished.remaining_seconds
    clock = "no clock" if left is None else f"{minutes(left)} on the clock"
    when = unfinished.left_at.astimezone().strftime("%Y-%m-%d %H:%M")
    what = kind_name(unfinished.sitting.form)
    return f"You left {what} on {when}: {unfinished.answered} of {unfinished.asked} answered, {clock}."


def kind_name(form: Form) -> str:
    """What kind of sitting it is: "a practice exam", "a diagnostic"."""
    if form.kind == "domain":
        return f"a practice exam of domain {form.questions[0].domain}"
    return {
        "exam": "a practice exam",
        "diagnostic": "a diagnostic",
        "more": "the second part of a diagnostic",
        "redo": "an exam of questions you got wrong",
    }[form.kind]


def other_options_sentence(unfinished: Unfinished, given: Mapping[str, str | int | bool | None]) -> str:
    """That the given options are not those of the exam that was left, and how to begin the one they ask for."""
    command = resume_step(unfinished.sitting.form.kind).command
    if unfinished.time_is_up:
        again = command_line(NextStep.run(command, **given))
        return f"You asked for another one, which '{again}' begins now."
    options, fresh = command_line(NextStep.again_with(**given)), command_line(NextStep.run(command, **given, new=True))
    return f"'{options}' asks for another one: type t to throw this one away and begin it, or use '{fresh}'."


def resumed_sentence(unfinished: Unfinished) -> str:
    """Whether the time of an unfinished exam ran out or its questions changed; empty if neither happened."""
    ran_out = "The time of your unfinished exam ran out: it was handed in as it was." if unfinished.time_is_up else ""
    return " ".join(filter(None, (ran_out, bank_change_sentence(unfinished.change))))


def bank_change_sentence(change: BankChange) -> str:
    """How the questions of an unfinished exam changed; empty if they did not."""
    parts = []
    if change.void:
        counts = "no longer counts" if len(change.void) == 1 else "no longer count"
        parts.append(f"{_questions(change.void)} changed or removed and {counts}: {', '.join(change.void)}")
    if change.reworded:
        parts.append(f"{_questions(change.reworded)} reworded: {', '.join(change.reworded)}")
    return f"The bank has changed since you stopped: {'; '.join(parts)}." if parts else ""


def _questions(ids: tuple[str, ...]) -> str:
    return f"{count(len(ids), 'question')} {was(len(ids))}"


def errors_in_sources(unfinished: Unfinished) -> ClfcardsError:
    """Why an unfinished exam cannot be resumed or handed in now."""
    void = len(unfinished.change.void)
    changed = "has changed or is missing" if void == 1 else "have changed or are missing"
    check = command_line(NextStep.run("check"))
    return ClfcardsError(
        f"{count(void, 'question')} of your unfinished exam {changed}. "
        f"Fix the errors shown by '{check}'; your answers are safe"
    )


def unreadable_sentence(sitting: Unreadable) -> str:
    """A warning that a practice exam is skipped because a newer version wrote it."""
    return f"the practice exam '{sitting.id}' was skipped: this version cannot read it ({sitting.reason})"


def resume_step(kind: Kind) -> NextStep:
    """The command that resumes a sitting of this kind."""
    return NextStep.run("diagnostic" if kind in ("diagnostic", "more") else "exam")


def stopped_sentence(sitting: OpenSitting) -> str:
    """How far a stopped sitting got."""
    left = sitting.remaining_seconds()
    clock = "" if left is None else f" with {minutes(left)} left"
    answered = f"{sitting.state.answered} of {len(sitting.asked)} answered"
    return f"Stopped{clock}, {answered}."


@dataclass(frozen=True, slots=True)
class StoppedForm:
    """The form of a stopped sitting: its seed, and how many questions count."""

    seed: int
    questions: int


@dataclass(frozen=True, slots=True)
class StoppedDocument:
    """The document of `--json` for a stopped sitting; the seconds are None if it is untimed."""

    form: StoppedForm
    stopped: bool
    answered: int
    remaining_seconds: float | None


def stopped_document(sitting: OpenSitting) -> StoppedDocument:
    """How far a stopped sitting got."""
    left = sitting.remaining_seconds()
    form = StoppedForm(sitting.state.form.seed, len(sitting.asked))
    return StoppedDocument(form, True, sitting.state.answered, None if left is None else round(left, 1))


def form_refused(reason: Refusal, possible: Possible) -> UsageError:
    """Why the requested form cannot be made, and what to request instead, if anything is possible."""
    from clfcards.exam.refusal import NoDiagnostic, NothingMissed, NothingToAdd, TooFew, TooLong, UnknownDomain

    match reason:
        case UnknownDomain(id_, known):
            titles = ", ".join(f"{domain.id} ({domain.title})" for domain in known)
            return UsageError(f"there is no domain '{id_}': the domains are {titles}")
        case TooLong(most):
            return UsageError(
                f"the exam has {count(most, 'question')}, and no form has more", NextStep.again_with(length=most)
            )
        case TooFew():
            return _too_few(reason, possible)
        case NothingMissed():
            return UsageError("you have no wrong answers to redo", possible.any_step())
        case NoDiagnostic():
            return UsageError("there is no diagnostic yet that could get more questions", NextStep.run("diagnostic"))
        case NothingToAdd(asked):
            sentence = f"your diagnostic has {count(asked, 'question')} already, and no more can be added"
            return UsageError(f"{sentence}: begin another one", NextStep.run("diagnostic"))


def _too_few(reason: TooFew, possible: Possible) -> UsageError:
    """What the bank has, what is missing, and the longest form that can be made instead."""
    missing = ", ".join(
        f"{m.needs - m.has} in {m.domain.id} {m.domain.title} (has {m.has} of {m.needs})" for m in reason.missing
    )
    if reason.kind in ("diagnostic", "more"):
        has = f"only {reason.questions}" if reason.questions < reason.length else f"{reason.questions}"
        sentence = f"the diagnostic takes {reason.length} questions with 'pool: study', and the bank has {has}"
        return UsageError(f"{sentence}: missing {missing}", possible.any_step())
    number = count(reason.questions, "question") if reason.questions else "no questions"
    where = f" in domain {reason.missing[0].domain.id}" if reason.kind == "domain" else ""
    sentence = f"the bank is too small for {count(reason.length, 'question')}: it has {number} with 'pool: exam'{where}"
    step = NextStep.again_with(length=reason.fits) if reason.fits else possible.any_step()
    return UsageError(sentence if where else f"{sentence}, missing {missing}", step)
