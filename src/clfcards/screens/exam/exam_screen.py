"""What the screens of a running exam share: the sitting, what they need from the app, and classes for the size."""

from collections.abc import Callable
from typing import Protocol

from textual.events import Resize

from clfcards.screens.full_screen import KeyScreen
from clfcards.use_cases.sitting import OpenSitting

WIDE = 104  # from this many columns on, the palette is shown next to the question
NARROW = 60


class ExamShell(Protocol):
    """What a screen needs from the app around it."""

    def attempt(self, action: Callable[[], object]) -> None:
        """Does something that is logged. If the time is up, the exam is handed in instead."""

    def hand_in(self) -> None:
        """Submits the exam and shows its report."""

    def show_list(self, *, submitting: bool) -> None:
        """Shows all questions: to jump to one, or to hand the exam in."""

    def show_help(self) -> None:
        """Shows the keys."""

    def action_leave(self) -> None:
        """Leaves the exam, to be resumed later."""


class ExamScreen(KeyScreen):
    """A screen of the sitting. It is redrawn when the size of the terminal changes."""

    def __init__(self, sitting: OpenSitting, exam: ExamShell) -> None:
        super().__init__()
        self.sitting = sitting
        self.exam = exam

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.width >= WIDE, "wide")
        self.set_class(event.size.width < NARROW, "narrow")
        self.call_after_refresh(self.show)

    def show(self) -> None:
        """Draws everything from the sitting."""
