"""The exception for a form that cannot be made. Its reasons are in `exam.refusal`, imported only if it is raised."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clfcards.exam.refusal import Refusal


class FormRefused(Exception):  # noqa: N818  # the name says what happened; `reason` says why
    """The requested form cannot be made."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason = reason
