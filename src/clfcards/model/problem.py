"""A mistake in the sources, and the place it stands at."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A span in a source file. `line` and `column` count from 1, `column` and `width` in characters."""

    path: str
    line: int
    column: int
    width: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """An author's mistake: where it is, what is wrong, and the name of the rule that found it.

    `message` is lower case without a full stop and quotes the offending value;
    `source_line` is the line of text the place points into, or empty where the file has none.
    """

    place: Place
    message: str
    rule: str
    severity: Severity = "error"
    source_line: str = ""

    def __str__(self) -> str:
        at = self.place
        return f"{at.path}:{at.line}:{at.column}: {self.severity}: {self.message} [{self.rule}]"


def in_order(problems: list[Problem]) -> list[Problem]:
    """By file, line and column; errors before warnings at the same place."""
    return sorted(problems, key=lambda p: (p.place, p.severity, p.rule, p.message))
