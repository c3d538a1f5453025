"""The kinds of sittings in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a review starts without exams
    from clfcards.exam.form import Kind

KINDS: dict[Kind, str] = {
    "exam": "practice exam",
    "diagnostic": "diagnostic",
    "more": "second part of the diagnostic",
    "domain": "practice of one domain",
    "redo": "repetition of missed questions",
}
"""What each kind of sitting is called inside a sentence."""
