"""A line on the terminal that shows what a long build is doing; nothing in a pipe or in the first second."""

import time
from typing import Self, TextIO

from clfcards.system.streams import is_terminal, unguarded
from clfcards.visible import on_one_line

_QUIET_SECONDS = 1.0


class ProgressLine:
    """Call it with the name of each stage. As a context manager, it clears the line at the end."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = unguarded(stream)
        self._started = time.monotonic()
        self._shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def __call__(self, stage: str) -> None:
        if is_terminal(self._stream) and time.monotonic() - self._started > _QUIET_SECONDS:
            self._stream.write(f"\r\x1b[K{on_one_line(stage)}…")
            self._stream.flush()
            self._shown = True

    def clear(self) -> None:
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._shown = False
