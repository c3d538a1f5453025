"""Problems as a compiler shows them: the message, the source line, and a caret below the location."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from clfcards.model.bank import Bank
from clfcards.model.problem import Problem, Severity
from clfcards.next_step import NextStep
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count
from clfcards.words.width import columns

_TAB = 4
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f]")
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
    """The document of `check --json`."""

    problems: tuple[ProblemDocument, ...]
    errors: int
    warnings: int


def text(problems: Sequence[Problem]) -> str:
    """The problems, then a line with their number; empty if there are none.

    If there are very many, only the first of each rule are shown, followed by the number of problems by rule.
    """
    if not problems:
        return ""
    shown, summary = _first_of_each_rule(problems)
    return "\n".join([*(format_problem(problem) for problem in shown), *summary, _total(problems)])


def _total(problems: Sequence[Problem]) -> str:
    errors, warnings = error_count(problems), _count(problems, "warning")
    return " and ".join(text for text in (count(errors, "error"), count(warnings, "warning")) if text[:2] != "0 ")


def _first_of_each_rule(problems: Sequence[Problem]) -> tuple[list[Problem], list[str]]:
    """The problems to show, and a line for each rule that says how many there are."""
    totals = Counter(problem.rule for problem in problems)
    if len(problems) <= MANY or len(totals) == 1:
        return list(problems), []
    seen = Counter[str]()
    shown = []
    for problem in problems:
        seen[problem.rule] += 1
        if seen[problem.rule] <= MOST_OF_A_RULE or problem.severity == "note":
            shown.append(problem)
    ordered = sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    width = len(f"{ordered[0][1]:,}")
    one = command_line(NextStep.run("check", rule=ordered[0][0]))
    summary = [f"{number:>{width},}  {rule}" for rule, number in ordered]
    return shown, [
        "",
        f"The first {MOST_OF_A_RULE} problems of each rule are shown. To see all of a rule's problems, "
        f"run, for example, '{one}'.",
        *summary,
        "",
    ]


def document(problems: Sequence[Problem]) -> ProblemsDocument:
    """The problems and their number as the document of `--json`."""
    counts = error_count(problems), _count(problems, "warning")
    return ProblemsDocument(tuple(_problem(problem) for problem in problems), *counts)


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
    source = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", problem.source_line)  # control characters would move the cursor
    before = source[: problem.place.column - 1].expandtabs(_TAB)
    marked = source[problem.place.column - 1 : problem.place.column - 1 + problem.place.width].replace("\t", " ")
    line = source.expandtabs(_TAB)
    skip = 0
    if columns(line) > _MAX_COLUMNS:  # a long line is shown from shortly before the location
        skip = max(0, len(before) - 40)
        line = ("…" if skip else "") + line[skip : skip + _MAX_COLUMNS - 2] + "…"
        before = ("…" if skip else "") + before[skip:]
    carets = "^" * max(1, min(columns(marked), _MAX_COLUMNS - columns(before)))
    return f"{problem}\n    {line.rstrip()}\n    {' ' * columns(before)}{carets}"


def _problem(problem: Problem) -> ProblemDocument:
    place = problem.place
    return ProblemDocument(place.path, place.line, place.column, problem.severity, problem.rule, problem.message)
