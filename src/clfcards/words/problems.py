"""Problems as a compiler shows them: the message, the source line, and a caret below the location."""

from collections.abc import Sequence
from dataclasses import dataclass

from clfcards.model.bank import Bank
from clfcards.model.problem import Problem, Severity
from clfcards.visible import on_one_line, without_commands
from clfcards.words.phrases import count
from clfcards.words.width import columns

_TAB = 4
_MAX_COLUMNS = 160


@dataclass(frozen=True, slots=True)
class ProblemDocument:
    """A problem in the document of `--json`; line and column count from 1."""

    path: str
    line: int
    column: int
    severity: Severity
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class ProblemsDocument:
    """The document of `check --json`."""

    problems: tuple[ProblemDocument, ...]
    errors: int
    warnings: int


def text(problems: Sequence[Problem]) -> str:
    """Every problem, then a line with their number; empty if there are none."""
    if not problems:
        return ""
    errors = error_count(problems)
    counts = [count(errors, "error"), count(len(problems) - errors, "warning")]
    total = " and ".join(text for text in counts if not text.startswith("0 "))
    return "\n".join([*(format_problem(problem) for problem in problems), total])


def document(problems: Sequence[Problem]) -> ProblemsDocument:
    """The problems and their number as the document of `--json`."""
    errors = error_count(problems)
    return ProblemsDocument(tuple(_problem(problem) for problem in problems), errors, len(problems) - errors)


def no_problems(bank: Bank) -> str:
    """The sentence for sources without problems."""
    return f"{count(len(bank.facts), 'fact')} and {count(len(bank.questions), 'question')}, no problems"


def error_count(problems: Sequence[Problem]) -> int:
    return sum(problem.severity == "error" for problem in problems)


def format_problem(problem: Problem) -> str:
    """The problem's message and, if there is one, its source line with a caret."""
    if not problem.source_line.strip():
        return str(problem)
    line, before, marked = _excerpt(problem.source_line, problem.place.column - 1, problem.place.width)
    carets = "^" * max(1, min(columns(marked), _MAX_COLUMNS - columns(before)))
    echoed = without_commands(f"    {line.rstrip()}")
    return f"{problem}\n{echoed}\n    {' ' * columns(before)}{carets}"


def _excerpt(source: str, start: int, width: int) -> tuple[str, str, str]:
    """The source line as it is shown, what of it is before the place, and what is at the place.

    Of a long line, only what surrounds the place is looked at: a file of one line can have thousands of problems.
    """
    first = max(0, start - _MAX_COLUMNS) if len(source) > 4 * _MAX_COLUMNS else 0
    end = start + min(width, _MAX_COLUMNS)
    parts = (source[first:start], source[start:end], source[end : end + 2 * _MAX_COLUMNS])
    encoded = [_without_controls(part) for part in parts]
    line, before, marked = "".join(encoded).expandtabs(_TAB), encoded[0].expandtabs(_TAB), encoded[1].replace("\t", " ")
    if columns(line) <= _MAX_COLUMNS and not first:
        return line, before, marked
    skip = max(0, len(before) - 40)
    mark = "…" if skip or first else ""
    return mark + line[skip : skip + _MAX_COLUMNS - 2] + "…", mark + before[skip:], marked


def _without_controls(source: str) -> str:
    """The source with everything but tabs visible."""
    return "\t".join(on_one_line(part) for part in source.split("\t"))


def _problem(problem: Problem) -> ProblemDocument:
    place = problem.place
    return ProblemDocument(place.path, place.line, place.column, problem.severity, problem.rule, problem.message)
