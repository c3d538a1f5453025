"""The standard streams, and how text reaches them."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from clfcards.visible import visible, without_commands

# The styles that the program itself prints: bold, dim, red, green, and the end of a style.
_STYLE = re.compile(r"(\x1b\[(?:0|1|2|22|31|32)m)")


def is_terminal(stream: TextIO | None) -> bool:
    """Whether the stream is a terminal; a stream that the caller closed (`>&-`) is None."""
    return stream is not None and not stream.closed and stream.isatty()


class VisibleStream:
    """A text stream that writes everything a terminal or a CI system would obey as escapes.

    It is the last of several places that do so, for text that none of them saw. Bytes are written to `buffer`
    as they are: an export must not change.
    """

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        if "\x1b" in text:
            self.stream.write("".join(part if _STYLE.fullmatch(part) else shown(part) for part in _STYLE.split(text)))
        else:
            self.stream.write(shown(text))
        return len(text)

    def writelines(self, lines: list[str]) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


def shown(text: str) -> str:
    """The text as it is written to a stream."""
    return without_commands(visible(text))


@contextmanager
def visible_streams() -> Iterator[None]:
    """Makes standard output and standard error VisibleStreams."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (stream and VisibleStream(stream) for stream in before)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def unguarded(stream: TextIO) -> TextIO:
    """The stream itself, for output that moves the cursor."""
    return stream.stream if isinstance(stream, VisibleStream) else stream
