"""Problems as a compiler shows them: the message, the source line, and a caret below the location."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clfcards.model.bank import Bank
from clfcards.model.problem import Problem, Severity
from clfcards.next_step import NextStep
from clfcards.visible import on_one_line, without_commands
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count
from clfcards.words.width import columns

_TAB = 4
_MAX_COLUMNS = 160
MANY = 100  # with more problems than this, only the first of each rule are shown …
MOST_OF_A_RULE = 5  # … and this many of each


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
    """The document of `check --json`. `known` findings are in the baseline, and `stale` lines of it are not found."""

    problems: tuple[ProblemDocument, ...]
    errors: int
    warnings: int
    known: int = 0
    stale: int = 0


def text(problems: Sequence[Problem], *, everything: bool = False) -> str:
    """The problems, then a line with their number; empty if there are none.

    If there are very many, they are grouped by rule, and only the first of each rule are shown, unless `everything`
    is asked for. The number of problems by rule follows.
    """
    if not problems:
        return ""
    if everything or len(problems) <= MANY:
        return "\n".join([*map(format_problem, problems), _total(problems)])
    return "\n".join([*_by_rule(problems), *_summary(problems), _total(problems)])


def _total(problems: Sequence[Problem]) -> str:
    errors, warnings = error_count(problems), _count(problems, "warning")
    return " and ".join(text for text in (count(errors, "error"), count(warnings, "warning")) if text[:2] != "0 ")


def _by_rule(problems: Sequence[Problem]) -> Iterator[str]:
    """The first problems of each rule, errors before warnings, and how many more there are; all notes come first."""
    groups: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.severity == "note":
            yield format_problem(problem)
        else:
            groups.setdefault(problem.rule, []).append(problem)
    for rule, group in sorted(groups.items(), key=lambda item: (item[1][0].severity, -len(item[1]), item[0])):
        yield from map(format_problem, group[:MOST_OF_A_RULE])
        if len(group) > MOST_OF_A_RULE:
            yield f"… and {len(group) - MOST_OF_A_RULE:,} more of '{rule}'"
        yield ""


def _summary(problems: Sequence[Problem]) -> list[str]:
    """How to see what was left out, and a line for each rule with its number of problems."""
    totals = Counter(problem.rule for problem in problems)
    ordered = sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    width = len(f"{ordered[0][1]:,}")
    one = command_line(NextStep.run("check", rule=ordered[0][0]))
    whole = command_line(NextStep.run("check", all=True))
    return [
        f"At most {MOST_OF_A_RULE} problems of each rule are shown. '{whole}' shows all problems, and, for example, "
        f"'{one}' all of one rule.",
        *(f"{number:>{width},}  {rule}" for rule, number in ordered),
        "",
    ]


def document(problems: Sequence[Problem], known: int = 0, stale: int = 0) -> ProblemsDocument:
    """The problems and their number as the document of `--json`."""
    counts = error_count(problems), _count(problems, "warning")
    return ProblemsDocument(tuple(_problem(problem) for problem in problems), *counts, known, stale)


def no_problems(bank: Bank) -> str:
    """The sentence for sources without problems."""
    return f"{count(len(bank.facts), 'fact')} and {count(len(bank.questions), 'question')}, no problems"


def error_count(problems: Sequence[Problem]) -> int:
    return _count(problems, "error")


def _count(problems: Sequence[Problem], severity: Severity) -> int:
    return sum(problem.severity == severity for problem in problems)


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
