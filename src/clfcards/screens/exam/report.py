"""The screens after an exam: the report, and the questions worth reviewing."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from clfcards.exam.report import Report
from clfcards.exam.reviewed import ReviewedQuestion
from clfcards.screens.page_screen import PageScreen
from clfcards.use_cases.own_notes import OwnNotes
from clfcards.words.lines import Line
from clfcards.words.own_notes import saved_sentence
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
        notes: OwnNotes,
    ) -> None:
        super().__init__(lambda width: describe(report, width), self._key_line)
        self._reviewed = reviewed
        self._every = every
        self._notes = notes

    def _key_line(self) -> str:
        count = len(self._reviewed)
        review = f"r review {count}  " if count else ""
        return f"{review}a all {len(self._every)}  ↑↓ scroll  q end"

    def action_review(self) -> None:
        if self._reviewed:
            self.app.push_screen(ReviewScreen(self._reviewed, self._notes))

    def action_review_all(self) -> None:
        self.app.push_screen(ReviewScreen(self._every, self._notes))


class ReviewScreen(PageScreen):
    """One question after the other: what was chosen, the key, every reason."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,right,enter", "step(1)", priority=True),
        Binding("p,left", "step(-1)", priority=True),
        Binding("w", "write_note"),
        Binding("q,escape", "back"),
    ]

    def __init__(self, reviewed: Sequence[ReviewedQuestion], notes: OwnNotes) -> None:
        super().__init__(self._page_of_question, self._key_line)
        self._reviewed = reviewed
        self._notes = notes
        self._at = 0

    def _page_of_question(self, width: int) -> list[Line]:
        question = self._reviewed[self._at]
        return reviewed_lines(question, width, self._notes.of(question.id))

    def _key_line(self) -> str:
        return f"{self._at + 1} of {len(self._reviewed)}  ←→ move  ↑↓ scroll  w your note  q back"

    def action_write_note(self) -> None:
        from clfcards.screens.note_screen import NoteScreen  # few reviews need it

        id_ = self._reviewed[self._at].id

        def save(text: str) -> str:
            return saved_sentence(self._notes.write(id_, text))

        self.app.push_screen(NoteScreen(id_, self._notes.of(id_), save, lambda _: self.show()))

    def action_step(self, by: int) -> None:
        following = self._at + by
        if 0 <= following < len(self._reviewed):
            self._at = following
            self.query_one("#sheet", VerticalScroll).scroll_home(animate=False)
            self.show()

    def action_back(self) -> None:
        self.app.pop_screen()
