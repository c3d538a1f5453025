"""Text as lines with a style each: the same for the plain mode and for a screen."""

import textwrap
from dataclasses import dataclass
from typing import Literal

from clfcards.terminal.width import columns

Style = Literal["", "title", "good", "bad", "dim"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is shown, without its end."""

    text: str = ""
    style: Style = ""


def wrapped(text: str, width: int, style: Style = "", first: str = "", rest: str | None = None) -> list[Line]:
    """The text folded to `width` columns; its first line begins with `first`, the others with `rest`,
    by default as many spaces."""
    rest = " " * len(first) if rest is None else rest
    lines: list[Line] = []
    for paragraph in text.split("\n"):
        before = rest if lines else first
        folded = textwrap.wrap(paragraph, max(20, width), initial_indent=before, subsequent_indent=rest)
        lines += [Line(line, style) for line in folded or [before.rstrip()]]
    return lines


def fitting(width: int, *texts: str) -> str:
    """The first of the texts that fits into `width` columns; the last where none does."""
    return next((text for text in texts if columns(text) <= width), texts[-1])


def minutes(seconds: float) -> str:
    """Seconds as a clock shows them: `61:20`, rounded up so that it shows 0:00 only at the end."""
    whole = int(-(-seconds // 1))
    return f"{whole // 60}:{whole % 60:02}"


def bar(share: float, width: int) -> str:
    """A share in [0, 1] as a bar of `width` columns."""
    full = round(share * width)
    return "━" * full + "╌" * (width - full)
