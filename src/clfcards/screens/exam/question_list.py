"""The list of all questions with their marks, to jump to one or to hand the exam in."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from clfcards.screens.exam.exam_screen import ExamScreen, ExamShell
from clfcards.screens.styled import content
from clfcards.use_cases.sitting import OpenSitting
from clfcards.words.keys import foot
from clfcards.words.lines import Line, wrapped
from clfcards.words.sitting import open_questions, question_notes


class ListScreen(ExamScreen):
    """All questions with their marks. `go` opens the question that is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", priority=True),
        Binding("down", "move(1)", priority=True),
        Binding("pageup", "move(-10)", priority=True),
        Binding("pagedown", "move(10)", priority=True),
        Binding("enter", "open", priority=True),
        Binding("y", "submit"),
        Binding("s", "ask"),
        Binding("escape,l,q,n", "back"),
    ]

    def __init__(self, sitting: OpenSitting, exam: ExamShell, go: Callable[[int], None], *, submitting: bool) -> None:
        super().__init__(sitting, exam)
        self._go = go
        self._submitting = submitting
        self._at = sitting.position

    def compose(self) -> ComposeResult:
        yield Static(id="head")
        with VerticalScroll(id="sheet"):
            yield Static(id="text")
        yield Static(id="foot")

    def show(self) -> None:
        state = self.sitting.state
        width = max(20, self.size.width - 6)
        lines = self._question_of_submission(width) if self._submitting else []
        top = len(lines)
        lines += [self._row(index) for index in range(len(state.questions))]
        self.query_one("#head", Static).update(Content(f"{state.answered} of {len(state.questions)} answered"))
        self.query_one("#text", Static).update(content(lines))
        keys = "y hand in  " if self._submitting else f"{foot('submit')}  "
        self.query_one("#foot", Static).update(Content(f"↑↓ enter open  {keys}esc back"))
        if self._at or not self._submitting:
            sheet = self.query_one("#sheet", VerticalScroll)
            line = top + self._at + 1
            if not sheet.scroll_y <= line < sheet.scroll_y + sheet.size.height - 1:
                sheet.scroll_to(y=max(0, line - sheet.size.height // 2), animate=False)

    def _row(self, index: int) -> Line:
        """A question's number, marks and notes. The notes do not repeat what the marks show."""
        state, asked = self.sitting.state, self.sitting.asked[index]
        marks = ["•" if self.sitting.is_answered(asked) else "·", "⚑" if asked.id in state.flagged else " "]
        notes = [note for note in question_notes(state, asked) if note not in ("answered", "flagged")]
        is_here = index == self._at
        text = f"{'›' if is_here else ' '}{index + 1:>3} {' '.join(marks)} {', '.join(notes)}".rstrip()
        return Line(text, "title" if is_here else "")

    def _question_of_submission(self, width: int) -> list[Line]:
        lines = wrapped("Hand the exam in? Press y; esc goes back.", width, "title")
        for what, numbers in open_questions(self.sitting.state):
            lines += wrapped(f"{what}: {numbers or 'none'}", width, "bad" if numbers else "")
        return [*lines, Line()]

    def action_move(self, by: int) -> None:
        self._at = max(0, min(len(self.sitting.asked) - 1, self._at + by))
        self.show()

    def action_open(self) -> None:
        self.app.pop_screen()
        self._go(self._at)

    def action_ask(self) -> None:
        self._submitting = True
        self.query_one("#sheet", VerticalScroll).scroll_home(animate=False)
        self._at = 0
        self.show()

    def action_submit(self) -> None:
        if self._submitting:
            self.exam.hand_in()

    def action_back(self) -> None:
        self.app.pop_screen()
