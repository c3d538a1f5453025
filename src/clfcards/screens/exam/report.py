"""The screens after an exam: the report, and the questions worth going through."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from clfcards.exam.report import Report
from clfcards.model.bank import Bank
from clfcards.screens.page_screen import PageScreen
from clfcards.words.lines import Line
from clfcards.words.question import reviewed_lines


class ReportScreen(PageScreen):
    """The report; from here to the questions worth going through."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r,enter", "review", priority=True),
        Binding("q,escape", "app.leave"),
    ]

    def __init__(self, report: Report, bank: Bank, describe: Callable[[Report, int], list[Line]]) -> None:
        super().__init__(lambda width: describe(report, width), self._key_line)
        self._report = report
        self._bank = bank

    def _key_line(self) -> str:
        count = len(self._report.to_review)
        return f"r go through {count}  ↑↓ scroll  q end" if count else "↑↓ scroll  q end"

    def action_review(self) -> None:
        if self._report.to_review:
            self.app.push_screen(ReviewScreen(self._report, self._bank))


class ReviewScreen(PageScreen):
    """One question after the other: what was chosen, the key, every reason."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,right,enter", "step(1)", priority=True),
        Binding("p,left", "step(-1)", priority=True),
        Binding("q,escape", "back"),
    ]

    def __init__(self, report: Report, bank: Bank) -> None:
        super().__init__(self._question, self._key_line)
        self._report = report
        self._questions = {question.id: question for question in bank.questions}
        self._facts = {fact.id: fact for fact in bank.facts}
        self._at = 0

    def _question(self, width: int) -> list[Line]:
        id_ = self._report.to_review[self._at]
        asked = self._report.sitting.form.by_id[id_]
        return reviewed_lines(self._report.sitting, asked, self._questions.get(id_), self._facts, width)

    def _key_line(self) -> str:
        return f"{self._at + 1} of {len(self._report.to_review)}  ←→ move  ↑↓ scroll  q back"

    def action_step(self, by: int) -> None:
        following = self._at + by
        if 0 <= following < len(self._report.to_review):
            self._at = following
            self.query_one("#sheet", VerticalScroll).scroll_home(animate=False)
            self.show()

    def action_back(self) -> None:
        self.app.pop_screen()
