"""Problems as a compiler shows them: the sentence, the line of source, and a caret below the place."""

import re
from collections.abc import Sequence

import click

from clfcards.model.problem import Problem
from clfcards.words.width import columns

_TAB = 4
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f]")
_MAX_COLUMNS = 160


def format_problem(problem: Problem) -> str:
    """The problem's sentence and, where there is one, its source line with a caret."""
    if not problem.source_line.strip():
        return str(problem)
    source = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", problem.source_line)  # they would move the cursor
    before = source[: problem.place.column - 1].expandtabs(_TAB)
    marked = source[problem.place.column - 1 : problem.place.column - 1 + problem.place.width].replace("\t", " ")
    line = source.expandtabs(_TAB)
    skip = 0
    if columns(line) > _MAX_COLUMNS:  # a long line is shown from a little before the place
        skip = max(0, len(before) - 40)
        line = ("…" if skip else "") + line[skip : skip + _MAX_COLUMNS - 2] + "…"
        before = ("…" if skip else "") + before[skip:]
    carets = "^" * max(1, min(columns(marked), _MAX_COLUMNS - columns(before)))
    return f"{problem}\n    {line.rstrip()}\n    {' ' * columns(before)}{carets}"


def print_problems(problems: Sequence[Problem], *, err: bool = False) -> None:
    """Every problem, then a line that counts them."""
    if not problems:
        return
    click.echo("\n".join(format_problem(problem) for problem in problems), err=err)
    errors = sum(problem.severity == "error" for problem in problems)
    counts = [count(errors, "error"), count(len(problems) - errors, "warning")]
    click.echo(" and ".join(text for text in counts if not text.startswith("0 ")), err=err)


def count(number: int, word: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"
