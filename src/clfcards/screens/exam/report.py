"""The screens after an exam: the report, and the questions worth reviewing."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from clfcards.exam.report import Report
from clfcards.exam.reviewed import ReviewedQuestion
from clfcards.screens.page_screen import PageScreen
from clfcards.words.lines import Line
from clfcards.words.question import reviewed_lines


class ReportScreen(PageScreen):
    """The report; one key leads to the questions worth reviewing, another to all of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r,enter", "review", priority=True),
        Binding("a", "review_all", priority=True),
        Binding("q,escape", "app.leave"),
    ]

    def __init__(
        self,
        report: Report,
        reviewed: Sequence[ReviewedQuestion],
        every: Sequence[ReviewedQuestion],
        describe: Callable[[Report, int], list[Line]],
    ) -> None:
        super().__init__(lambda width: describe(report, width), self._key_line)
        self._reviewed = reviewed
        self._every = every

    def _key_line(self) -> str:
        count = len(self._reviewed)
        review = f"r review {count}  " if count else ""
        return f"{review}a all {len(self._every)}  ↑↓ scroll  q end"

    def action_review(self) -> None:
        if self._reviewed:
            self.app.push_screen(ReviewScreen(self._reviewed))

    def action_review_all(self) -> None:
        self.app.push_screen(ReviewScreen(self._every))


class ReviewScreen(PageScreen):
    """One question after the other: what was chosen, the key, every reason."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,right,enter", "step(1)", priority=True),
        Binding("p,left", "step(-1)", priority=True),
        Binding("q,escape", "back"),
    ]

    def __init__(self, reviewed: Sequence[ReviewedQuestion]) -> None:
        super().__init__(self._page_of_question, self._key_line)
        self._reviewed = reviewed
        self._at = 0

    def _page_of_question(self, width: int) -> list[Line]:
        return reviewed_lines(self._reviewed[self._at], width)

    def _key_line(self) -> str:
        return f"{self._at + 1} of {len(self._reviewed)}  ←→ move  ↑↓ scroll  q back"

    def action_step(self, by: int) -> None:
        following = self._at + by
        if 0 <= following < len(self._reviewed):
            self._at = following
            self.query_one("#sheet", VerticalScroll).scroll_home(animate=False)
            self.show()

    def action_back(self) -> None:
        self.app.pop_screen()
