"""The practice exam on a full screen: a shell around an ExamSession that holds nothing of its own.

Every key is logged before its effect is drawn, so that the program can be killed at any moment.
"""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from clfcards.errors import ClfcardsError
from clfcards.exam.report import Report
from clfcards.screens.exam.question import HelpScreen, ListScreen, QuestionScreen
from clfcards.screens.exam.report import ReportScreen
from clfcards.screens.full_screen import FullScreen
from clfcards.use_cases.exam_session import ExamSession
from clfcards.words.lines import Line

_TICK_SECONDS = 1.0
_NOTICE_SECONDS = 20.0
_LOG_EVERY_TICKS = 30  # a crash gives back at most so many seconds

Describe = Callable[[Report, int], list[Line]]


class ExamApp(FullScreen[Report | None]):
    """Runs until the exam is handed in and looked at (its report), or left (None).

    `failure` holds what the log refused; whoever ran the app raises it.
    """

    CSS_PATH = "exam.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,ctrl+q", "leave", "leave", priority=True, show=False),
    ]

    def __init__(self, session: ExamSession, describe: Describe) -> None:
        super().__init__()
        self.session = session
        self.failure: ClfcardsError | None = None
        self._describe = describe
        self._ticks = 0

    def on_mount(self) -> None:
        self.push_screen(QuestionScreen(self.session))
        self.set_interval(_TICK_SECONDS, self._tick)
        if self.session.notice:
            self.notify(self.session.notice, severity="warning", timeout=_NOTICE_SECONDS)

    def attempt(self, action: Callable[[], object]) -> object:
        """Does something that is logged. Where the log refuses, the app ends and says so afterwards.

        Where the time is up, the exam is handed in instead.
        """
        try:
            if self.session.time_is_up:
                self.hand_in()
                return None
            return action()
        except ClfcardsError as error:
            self.failure = error
            self.exit(None)
            return None

    def hand_in(self) -> None:
        """Submits the exam and shows its report."""
        try:
            report = self.session.submit()
        except ClfcardsError as error:
            self.failure = error
            self.exit(None)
            return
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.push_screen(ReportScreen(report, self.session.bank, self._describe))

    def action_leave(self) -> None:
        """Ends the program; an exam that was not handed in can be gone on with."""
        if self.session.sitting.ended:
            self.exit(self.session.submit())
            return
        self.attempt(self.session.stop)
        if not self.session.sitting.ended:
            self.exit(None)

    def end_by(self, number: int) -> None:
        """Leaves the exam on a signal, as its key does."""
        self.action_leave()
        super().end_by(number)

    def show_list(self, *, submitting: bool) -> None:
        self.push_screen(ListScreen(self.session, submitting=submitting))

    def show_help(self) -> None:
        self.push_screen(HelpScreen())

    def _tick(self) -> None:
        if self.session.sitting.ended:
            return
        self._ticks += 1
        if self.session.time_is_up:
            self.notify("The time is up: the exam is handed in.")
            self.hand_in()
            return
        if self._ticks % _LOG_EVERY_TICKS == 0:
            self.attempt(self.session.tick)
        if warning := self.session.warning():
            self.notify(f"{warning}.", severity="warning", timeout=8)
        for screen in self.screen_stack:
            if isinstance(screen, QuestionScreen):
                screen.show_clock()
