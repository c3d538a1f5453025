"""A text that libyaml cannot read: where it stopped, why, and the lines around that place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

# libyaml counts these as the ends of lines.
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_ENTRY = re.compile(r"(?P<indent> *(?:- +)*)(?P<key>[A-Za-z_][\w-]*):(?P<space>[ \t]+|$)(?P<value>.*)")


@dataclass(frozen=True, slots=True)
class Spot:
    """A position in the text; both count from 0."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the form `key: value`. The columns count from 0; `key_column` is after any dashes."""

    key: str
    key_column: int
    value: str


@dataclass(frozen=True)
class BrokenYaml:
    """The text, libyaml's words, and its marks: where the problem is, and where the open construct began, if known."""

    text: str
    context: str
    problem: str
    at: Spot
    begin: Spot | None

    @classmethod
    def of(cls, text: str, error: yaml.MarkedYAMLError) -> BrokenYaml:
        """What libyaml reported about the text."""
        begin, at = (
            Spot(mark.line, mark.column) if mark else None for mark in (error.context_mark, error.problem_mark)
        )
        return cls(text, error.context or "", error.problem or "", at or begin or Spot(0, 0), begin)

    @cached_property
    def lines(self) -> list[str]:
        return _LINE_END.split(self.text)

    def line(self, number: int) -> str:
        """A line by its number, counted from 0; empty beyond the last one."""
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    def character(self, spot: Spot) -> str:
        return self.line(spot.line)[spot.column : spot.column + 1]

    def entry(self, number: int) -> Entry | None:
        """The `key: value` on a line, or None if the line has another form."""
        match = _ENTRY.match(self.line(number))
        return match and Entry(match["key"], match.end("indent"), match["value"])

    def line_above(self, number: int) -> int:
        """The nearest line above that has text and is not a comment, or -1."""
        return next(
            (n for n in range(number - 1, -1, -1) if self.line(n).strip() and not _is_comment(self.line(n))), -1
        )

    @cached_property
    def keys(self) -> frozenset[str]:
        """The words that are keys somewhere in the text."""
        return frozenset(match["key"] for line in self.lines if (match := _ENTRY.match(line)))

    @cached_property
    def last_scalar(self) -> tuple[Spot, Spot, str] | None:
        """Begin, end and style of the last scalar that ends before the problem; the style is "" if it is not quoted."""
        loader: Any = yaml.CBaseLoader(self.text)
        found = None
        try:
            for token in iter(loader.get_token, None):
                if (token.end_mark.line, token.end_mark.column) > (self.at.line, self.at.column):
                    break
                if type(token) is yaml.ScalarToken:
                    found = token
        except yaml.MarkedYAMLError:
            pass  # the tokens before the error are the ones that matter
        if found is None:
            return None
        begin, end = (Spot(mark.line, mark.column) for mark in (found.start_mark, found.end_mark))
        return begin, end, found.style or ""


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")
