"""A problem in the sources, and where it is."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]
"""A note says what was not checked because of an error; it is never alone."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A span in a source file. `line` and `column` count from 1, `column` and `width` in characters."""

    path: str
    line: int
    column: int
    width: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem in the sources: where it is, what is wrong, and the name of the rule that found it.

    `message` is lower case without a period and quotes the offending value.
    `source_line` is the line of text that the place points into, or empty if the file has no such line.
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
    """The problems by file, line and column; at the same place, errors come before warnings."""
    return sorted(problems, key=lambda p: (p.place, p.severity, p.rule, p.message))
