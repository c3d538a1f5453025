"""The standard streams: who is at the other end."""

from typing import TextIO


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person is; a stream that the caller closed (`>&-`) is None."""
    return stream is not None and not stream.closed and stream.isatty()
