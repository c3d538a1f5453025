"""The standard streams."""

from typing import TextIO


def is_terminal(stream: TextIO | None) -> bool:
    """Whether the stream is a terminal; a stream that the caller closed (`>&-`) is None."""
    return stream is not None and not stream.closed and stream.isatty()
