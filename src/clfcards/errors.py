"""Errors from the environment: a missing file, a full disk, a database written by a newer version.

Errors in an author's sources are `Problem` values instead, and a caller's bug is a ValueError.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # every `--help` loads this module, and importing dataclasses would take a tenth of its time
    from clfcards.next_step import NextStep


class ClfcardsError(Exception):
    """A failure outside the program. The message is one sentence; `next_step` is the command that helps.

    `words.next_steps.error_sentence` combines the two for a person.
    """

    def __init__(self, message: str, next_step: NextStep | None = None) -> None:
        super().__init__(message)
        self.next_step = next_step


class UsageError(ClfcardsError):
    """The command cannot do what was requested; exit code 2."""
