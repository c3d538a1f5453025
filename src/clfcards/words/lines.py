"""Text as lines, each with a style: the same for plain mode and the full screen."""

import itertools
import re
import unicodedata
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from clfcards.words.width import columns, graphemes, without_tabs

# Besides closing marks, these do not begin a line in Japanese. Source: JIS X 4051, characters not starting a line.
_NEVER_FIRST = "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶー々ゝゞヽヾ〻"

Style = Literal["", "title", "good", "bad", "dim"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of output, without its line break."""

    text: str = ""
    style: Style = ""


def wrapped(text: str, width: int, style: Style = "", first: str = "", rest: str | None = None) -> list[Line]:
    """The text folded to `width` columns. Its first line begins with `first`, the others with `rest`, by default
    with as many spaces."""
    rest = " " * columns(first) if rest is None else rest
    lines: list[Line] = []
    for paragraph in text.split("\n"):
        before = rest if lines else first
        lines += [Line(line, style) for line in folded(paragraph, max(20, width), before, rest) or [before.rstrip()]]
    return lines


def folded(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """The lines of a paragraph, each at most `width` columns; the first begins with `first`, the others with `rest`.

    This is like textwrap.wrap, but it counts columns instead of characters, and never splits words at a hyphen.
    """
    pieces = deque(_pieces(text))
    lines: list[str] = []
    while pieces:
        indent = rest if lines else first
        room = width - columns(indent)
        while lines and pieces and pieces[0].isspace():
            pieces.popleft()
        line: list[str] = []
        while pieces and columns(pieces[0]) <= room:
            line.append(pieces.popleft())
            room -= columns(line[-1])
        if pieces and columns(pieces[0]) > width - columns(indent):  # it fits on no line, so it may begin on this one
            parts = [character for character, _ in graphemes(pieces.popleft())]
            pieces.extendleft(reversed(parts))
            while pieces and len(parts) > 1 and columns(pieces[0]) <= room:
                line.append(pieces.popleft())
                room -= columns(line[-1])
            if not line:
                line.append(pieces.popleft())
        while line and line[-1].isspace():
            line.pop()
        if line:
            lines.append(indent + "".join(line))
    return lines


def _pieces(text: str) -> Iterator[str]:
    """The pieces that a line may end after: words, the spaces between them, and wide characters inside words."""
    spaced = " ".join(without_tabs(line) for line in re.split(r"[\n\v\f\r]", text))
    for word in re.split(r"( +)", spaced):
        if word.isascii():
            yield from [word] if word else []
            continue
        piece = ""
        for (before, _), (after, _) in itertools.pairwise([("", 0), *graphemes(word)]):
            if piece and _may_break_between(before, after):
                yield piece
                piece = ""
            piece += after
        yield piece


def _may_break_between(before: str, after: str) -> bool:
    """Whether a line may end between two characters of a word: next to a wide one, unless punctuation forbids it.

    In Japanese and Chinese, no line begins with a closing mark or ends with an opening one.
    """
    return (
        2 in (columns(before), columns(after))
        and unicodedata.category(before[0]) not in ("Ps", "Pi")
        and (unicodedata.category(after[0]) not in ("Pe", "Pf", "Po") and after not in _NEVER_FIRST)
    )


def fitting(width: int, *texts: str) -> str:
    """The first of the texts that fits into `width` columns, or the last if none does."""
    return next((text for text in texts if columns(text) <= width), texts[-1])


def minutes(seconds: float) -> str:
    """Seconds as a clock shows them: `61:20`. They are rounded up, so that it shows 0:00 only at the end."""
    whole = int(-(-seconds // 1))
    return f"{whole // 60}:{whole % 60:02}"


def bar(share: float, width: int) -> str:
    """A share in [0, 1] as a bar of `width` columns."""
    full = round(share * width)
    return "━" * full + "╌" * (width - full)
