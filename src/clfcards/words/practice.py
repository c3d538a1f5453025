"""Practice exams in words, before and after one is sat: what can be resumed, what was left, what is refused."""

from dataclasses import dataclass

from clfcards.errors import ClfcardsError, UsageError
from clfcards.exam.bank_change import BankChange
from clfcards.exam.form import Kind
from clfcards.exam.refusal import NothingMissed, Refusal, TooFew, TooLong, UnknownDomain
from clfcards.next_step import NextStep
from clfcards.use_cases.practice import Unfinished
from clfcards.use_cases.sitting import OpenSitting
from clfcards.use_cases.sitting_log import Unreadable
from clfcards.words.lines import minutes
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count

RESUME_PROMPT = "[r]esume, [h]and it in, [t]hrow it away? [r] "


def unfinished_sentence(unfinished: Unfinished) -> str:
    """What was left, and when."""
    left = unfinished.remaining_seconds
    clock = "no clock" if left is None else f"{minutes(left)} on the clock"
    when = unfinished.left_at.astimezone().strftime("%Y-%m-%d %H:%M")
    return f"You left an exam on {when}: {unfinished.answered} of {unfinished.asked} answered, {clock}."


def resumed_sentence(unfinished: Unfinished) -> str:
    """What happened to an unfinished exam meanwhile: its time ran out, its questions changed; empty for neither."""
    ran_out = "The time of your unfinished exam ran out: it was handed in as it stood." if unfinished.time_is_up else ""
    return " ".join(filter(None, (ran_out, bank_change_sentence(unfinished.change))))


def bank_change_sentence(change: BankChange) -> str:
    """What became of an unfinished exam's questions; empty where nothing changed."""
    parts = []
    if change.void:
        counts = "no longer counts" if len(change.void) == 1 else "no longer count"
        parts.append(f"{_questions(change.void)} changed or removed and {counts}: {', '.join(change.void)}")
    if change.reworded:
        parts.append(f"{_questions(change.reworded)} reworded: {', '.join(change.reworded)}")
    return f"The bank changed since you stopped: {'; '.join(parts)}." if parts else ""


def _questions(ids: tuple[str, ...]) -> str:
    return f"{count(len(ids), 'question')} {'was' if len(ids) == 1 else 'were'}"


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
    """That a practice exam is left out because a newer version wrote it."""
    return f"the practice exam '{sitting.id}' is left out: this version cannot read it ({sitting.reason})"


def resume_step(kind: Kind) -> NextStep:
    """The command that resumes a sitting of this kind."""
    return NextStep.run("diagnostic" if kind == "diagnostic" else "exam")


def stopped_sentence(sitting: OpenSitting) -> str:
    """Where a sitting stands that was left, and how to resume it."""
    left = sitting.remaining_seconds()
    clock = "" if left is None else f" with {minutes(left)} left"
    answered = f"{sitting.state.answered} of {len(sitting.asked)} answered"
    return f"Stopped{clock}, {answered}; '{command_line(resume_step(sitting.state.form.kind))}' resumes it."


@dataclass(frozen=True, slots=True)
class StoppedForm:
    """Of a sitting that was left: the seed of its form, and how many questions count."""

    seed: int
    questions: int


@dataclass(frozen=True, slots=True)
class StoppedDocument:
    """The document of `--json` for a sitting that was left; seconds are None where it is untimed."""

    form: StoppedForm
    stopped: bool
    answered: int
    remaining_seconds: float | None


def stopped_document(sitting: OpenSitting) -> StoppedDocument:
    """Where a sitting stands that was left."""
    left = sitting.remaining_seconds()
    form = StoppedForm(sitting.state.form.seed, len(sitting.asked))
    return StoppedDocument(form, True, sitting.state.answered, None if left is None else round(left, 1))


def form_refused(reason: Refusal) -> UsageError:
    """Why there is no form as it was asked for, and what to ask for instead."""
    match reason:
        case UnknownDomain(id_, known):
            titles = ", ".join(f"{domain.id} ({domain.title})" for domain in known)
            return UsageError(f"there is no domain '{id_}': the domains are {titles}")
        case TooLong(most):
            return UsageError(f"the exam has {most} questions, and no form is longer", NextStep.again_with(length=most))
        case TooFew(length, missing, fits):
            short = ", ".join(
                f"{m.needs - m.has} in {m.domain.id} {m.domain.title} (has {m.has} of {m.needs})" for m in missing
            )
            sentence = f"the bank is too small for {length} questions: missing {short}"
            return UsageError(sentence, NextStep.again_with(length=fits) if fits else None)
        case NothingMissed():
            return UsageError("no question went wrong when it was last asked", NextStep.run("exam"))
