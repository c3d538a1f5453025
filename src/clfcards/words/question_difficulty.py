"""How hard the questions are: a table, and the document of `coverage --difficulty --json`."""

from collections.abc import Sequence
from dataclasses import dataclass

from clfcards.exam.calibration import SEPARATION_ANSWERS
from clfcards.exam.question_difficulty import QuestionDifficulty
from clfcards.next_step import NextStep
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count, percent
from clfcards.words.table import aligned


@dataclass(frozen=True, slots=True)
class DifficultyDocument:
    """One question. `expected` and `estimated` are shares of just-passing learners who are right; `right` of `answers`
    were. `separation` is null with too few answers."""

    question: str
    task: str
    expected: float
    estimated: float
    logits_error: float | None
    answers: int
    right: int
    separation: float | None
    suspicious: bool


@dataclass(frozen=True, slots=True)
class DifficultiesDocument:
    """The document of `coverage --difficulty --json`."""

    questions: tuple[DifficultyDocument, ...]


def document(found: Sequence[QuestionDifficulty]) -> DifficultiesDocument:
    return DifficultiesDocument(tuple(map(_document, found)))


def _document(each: QuestionDifficulty) -> DifficultyDocument:
    fitted = each.fitted
    return DifficultyDocument(
        each.question,
        each.task,
        round(each.expected, 4),
        round(each.estimated, 4),
        round(fitted.estimate.error, 4) if fitted else None,
        each.answers,
        fitted.right if fitted else 0,
        fitted.separation if fitted else None,
        each.is_suspicious,
    )


def text(found: Sequence[QuestionDifficulty]) -> str:
    """A row for each question that was answered, those worth a look first; then how many were not."""
    answered = [each for each in found if each.answers]
    lines = []
    if answered:
        head = ("", "Task", "Question", "Answers", "Right", "Expected", "Now", "Separation")
        lines += aligned([head, *map(_row, answered)], "<<<>>>>>")
        lines += [
            "",
            "Expected, now: how many of 100 just-passing learners are right, by the sources and with the answers.",
            f"Separation: how a right answer goes with ability, from −1 to 1; from {SEPARATION_ANSWERS} answers on.",
            "!  worth a look: the able do not do better on it, or it is much harder or easier than expected.",
            "",
        ]
    if not_answered := len(found) - len(answered):
        lines.append(f"without answers of learners: {count(not_answered, 'question')}")
    if not answered:
        share, calibrate = (command_line(NextStep.run(name)) for name in ("history share", "bank calibrate"))
        lines.append(
            f"learners write their answers to a file with '{share} FILE'; '{calibrate} FILE...' reads these files"
        )
    return "\n".join(lines)


def _row(each: QuestionDifficulty) -> tuple[str, ...]:
    fitted = each.fitted
    separation = fitted.separation if fitted else None
    right = fitted.right / each.answers if fitted else None
    return (
        "!" if each.is_suspicious else "",
        each.task,
        each.question,
        f"{each.answers:,}",
        percent(right),
        f"{100 * each.expected:.0f}",
        f"{100 * each.estimated:.0f}",
        "–" if separation is None else f"{separation:+.2f}".replace("-", "−"),
    )
