"""Messages during an exam, for both the full screen and plain mode."""

from collections.abc import Sequence

from clfcards.exam.form import FormQuestion, Kind
from clfcards.exam.sitting import Sitting, is_complete
from clfcards.exam.time_warnings import TimeWarning
from clfcards.model.bank import Question
from clfcards.render.notes import choose
from clfcards.use_cases.sitting import AnswerIsFull, OptionIsChosen, Refusal, TooManyOptions
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count
from clfcards.words.practice import resume_step

TIME_IS_UP = "Time is up: your exam has been handed in."


def refusal_sentence(refusal: Refusal, question: Question) -> str:
    """Why an option of the question was not chosen or struck out."""
    wanted = choose(question) or "Choose one"
    match refusal:
        case AnswerIsFull():
            return f"{wanted}: unselect one first."
        case TooManyOptions(_, given):
            return f"{wanted}: {given} are too many."
        case OptionIsChosen():
            return "That option is chosen: unselect it first."


def warning_sentence(warning: TimeWarning) -> str:
    """How many minutes are left."""
    return f"{count(warning.minutes, 'minute')} left."


def leaving_help(kind: Kind) -> str:
    """What the key for leaving does."""
    return f"leave; '{command_line(resume_step(kind))}' resumes it"


def question_notes(sitting: Sitting, asked: FormQuestion) -> list[str]:
    """The notes on a question in a list of all: whether it is answered or flagged, and how sure the learner is."""
    notes = [_answered_phrase(sitting, asked)]
    notes += ["flagged"] if asked.id in sitting.flagged else []
    confidence = sitting.confidence.get(asked.id)
    return [*notes, confidence] if confidence else notes


def _answered_phrase(sitting: Sitting, asked: FormQuestion) -> str:
    """Whether a question is answered; "1 of 2 chosen" if too few options are chosen."""
    chosen = sitting.answers.get(asked.id, ())
    if is_complete(asked, chosen):
        return "answered"
    return f"{len(chosen)} of {len(asked.key)} chosen" if chosen else "not answered"


def open_questions(sitting: Sitting) -> list[tuple[str, str]]:
    """What to check before handing in, by question numbers: ("Not answered", "3, 7") and ("Flagged", "")."""
    flagged = [q.id for q in sitting.questions if q.id in sitting.flagged]
    return [("Not answered", _numbers(sitting, sitting.unanswered)), ("Flagged", _numbers(sitting, flagged))]


def _numbers(sitting: Sitting, ids: Sequence[str]) -> str:
    """The questions' numbers: "3, 7 (1 of 2 chosen)"."""
    found = []
    for number, asked in enumerate(sitting.questions, start=1):
        if asked.id in ids:
            phrase = _answered_phrase(sitting, asked)
            found.append(f"{number} ({phrase})" if phrase.endswith("chosen") else str(number))
    return ", ".join(found)
