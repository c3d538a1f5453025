"""The practice exam on a full screen: a shell around an open sitting, without state of its own.

Every key is logged before its effect is drawn, so that the program can be killed at any moment.
"""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from clfcards.errors import ClfcardsError
from clfcards.exam.report import Report
from clfcards.exam.reviewed import reviewed_questions
from clfcards.screens.exam.question import QuestionScreen
from clfcards.screens.exam.question_list import ListScreen
from clfcards.screens.exam.report import ReportScreen
from clfcards.screens.full_screen import FullScreen
from clfcards.screens.page_screen import READ_FOOT, ReadScreen
from clfcards.use_cases.own_notes import OwnNotes
from clfcards.use_cases.sitting import OpenSitting
from clfcards.words.keys import help_lines
from clfcards.words.lines import Line
from clfcards.words.practice import bank_change_sentence
from clfcards.words.sitting import TIME_IS_UP, leaving_help, warning_sentence

_TICK_SECONDS = 1.0
_NOTICE_SECONDS = 20.0
_LOG_EVERY_TICKS = 30  # a crash loses at most this many seconds of the clock

Describe = Callable[[Report, int], list[Line]]


class ExamApp(FullScreen[Report | None]):
    """Runs until the exam is handed in and its report was shown (returns the report), or left (returns None).

    `failure` is the error for which the log refused something; whoever runs the app must raise it.
    """

    CSS_PATH = "exam.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,ctrl+q", "leave", "leave", priority=True, show=False),
    ]

    def __init__(
        self, sitting: OpenSitting, describe: Describe, notes: OwnNotes, beginning: str = "", report_url: str = ""
    ) -> None:
        """`beginning` is a sentence to show at first; `report_url` is that of the deck settings."""
        super().__init__()
        self._notes = notes
        self._beginning = beginning
        self._report_url = report_url
        self.sitting = sitting
        self.failure: ClfcardsError | None = None
        self._describe = describe
        self._ticks = 0
        self._question = QuestionScreen(sitting, self)

    def on_mount(self) -> None:
        self.push_screen(self._question)
        self.set_interval(_TICK_SECONDS, self._tick)
        if self._beginning:
            self.notify(self._beginning, timeout=_NOTICE_SECONDS)
        if notice := bank_change_sentence(self.sitting.change):
            self.notify(notice, severity="warning", timeout=_NOTICE_SECONDS)

    def attempt(self, action: Callable[[], object]) -> None:
        """Does something that is logged. If the log refuses, the app ends with the error in `failure`.

        If the time is up, the exam is handed in instead.
        """
        try:
            if self.sitting.time_is_up:
                self.hand_in()
            else:
                action()
        except ClfcardsError as error:
            self.failure = error
            self.exit(None)

    def hand_in(self) -> None:
        """Submits the exam and shows its report."""
        try:
            report = self.sitting.submit()
        except ClfcardsError as error:
            self.failure = error
            self.exit(None)
            return
        while len(self.screen_stack) > 1:
            self.pop_screen()
        bank, url = self.sitting.bank, self._report_url
        reviewed = reviewed_questions(report, bank, report_url=url)
        every = reviewed_questions(report, bank, every=True, report_url=url)
        self.push_screen(ReportScreen(report, reviewed, every, self._describe, self._notes))

    def action_leave(self) -> None:
        """Ends the program; an exam that was not handed in can be resumed."""
        if self.sitting.state.ended:
            self.exit(self.sitting.submit())
            return
        self.attempt(self.sitting.stop)
        if not self.sitting.state.ended:
            self.exit(None)

    def end_by(self, number: int) -> None:
        """Leaves the exam on a signal, as its key does."""
        self.action_leave()
        super().end_by(number)

    def show_list(self, *, submitting: bool) -> None:
        self.push_screen(ListScreen(self.sitting, self, self._question.go, submitting=submitting))

    def show_help(self) -> None:
        leaving = leaving_help(self.sitting.state.form.kind)
        self.push_screen(ReadScreen(lambda width: help_lines("exam", width, leaving), lambda: READ_FOOT))

    def _tick(self) -> None:
        if self.sitting.state.ended:
            return
        self._ticks += 1
        if self.sitting.time_is_up:
            self.notify(TIME_IS_UP)
            self.hand_in()
            return
        if self._ticks % _LOG_EVERY_TICKS == 0:
            self.attempt(self.sitting.tick)
        if warning := self.sitting.time_warning():
            self.notify(warning_sentence(warning), severity="warning", timeout=8)
        if self._question in self.screen_stack:
            self._question.show_clock()
