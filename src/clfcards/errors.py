"""What the environment can do to us: no such file, a full disk, a database from a newer version.

Mistakes an author made in the sources are `Problem` values instead, and a caller's bug is a ValueError.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # every `--help` loads this module: dataclasses would cost a tenth of it
    from typing import TYPE_CHECKING

if TYPE_CHECKING:  # `--help` loads this module, and has no next step to show
    from clfcards.next_step import NextStep


class ClfcardsError(Exception):
    """A failure outside the program. Its message is one sentence; `next_step` is the command that helps.

    `words.next_steps.error_sentence` puts the two together for a person.
    """

    def __init__(self, message: str, next_step: NextStep | None = None) -> None:
        super().__init__(message)
        self.next_step = next_step


class UsageError(ClfcardsError):
    """The command was asked for something that cannot be; exit code 2."""
