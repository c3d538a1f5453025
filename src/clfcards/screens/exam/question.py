"""The screens of an exam that is being sat: the question, the list before handing in, and the help."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import Click, Key, Resize
from textual.widgets import Static

from clfcards.exam.steps import CONFIDENCES
from clfcards.screens.exam.palette import LEGEND, palette, palette_index
from clfcards.screens.full_screen import KeyScreen
from clfcards.screens.styled import content
from clfcards.use_cases.exam_session import ExamSession
from clfcards.words.lines import Line, minutes, wrapped
from clfcards.words.question import LETTERS, option_lines, stem_lines

if TYPE_CHECKING:
    from clfcards.screens.exam.app import ExamApp

WIDE = 104  # columns from which the palette stands beside the question
NARROW = 60
_WIDEST = 90  # longer lines are hard to read
_URGENT_SECONDS = 600

HELP = (
    ("a b c …", "choose an option, or take it back"),
    ("↑ ↓ space", "move to an option, choose it"),
    ("enter n →", "next question"),
    ("p ←", "previous question"),
    ("f", "flag the question (where there is an option f: F)"),
    ("x", "strike out the option at the mark ›"),
    ("1 2 3", "sure, unsure, a guess"),
    ("l", "list of all questions, to jump to one"),
    ("s", "hand the exam in"),
    ("q", "leave; 'clfcards exam' goes on later"),
)


class ExamScreen(KeyScreen):
    """What the screens share: the app's type, and classes for the terminal's size."""

    def __init__(self, session: ExamSession) -> None:
        super().__init__()
        self.session = session

    @property
    def exam(self) -> ExamApp:
        return cast("ExamApp", self.app)

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.width >= WIDE, "wide")
        self.set_class(event.size.width < NARROW, "narrow")
        self.call_after_refresh(self.show)

    def show(self) -> None:
        """Draws everything from the session."""


class Palette(Static):
    """The numbers; a click goes to that question."""

    def on_click(self, event: Click) -> None:
        at = event.get_content_offset(self)
        if at is not None:
            cast(QuestionScreen, self.screen).go(palette_index(at.x, at.y - 2))


class OptionRow(Static):
    """One option; a click chooses it."""

    def __init__(self, index: int) -> None:
        super().__init__(classes="option")
        self.index = index

    def on_click(self) -> None:
        cast(QuestionScreen, self.screen).choose(self.index)


class QuestionScreen(ExamScreen):
    """One question with its options, the clock, and the palette where there is room."""

    def __init__(self, session: ExamSession) -> None:
        super().__init__(session)
        self._cursor = 0
        self._hint = ""
        self._keys: dict[str, Callable[[], object]] = {
            **dict.fromkeys(("enter", "n", "right"), lambda: self.step(1)),
            **dict.fromkeys(("p", "left"), lambda: self.step(-1)),
            "up": lambda: self.move(-1),
            "down": lambda: self.move(1),
            "space": lambda: self.choose(self._cursor),
            "x": self.strike,
            **dict.fromkeys(("f", "F"), self.flag),
            "l": lambda: self.exam.show_list(submitting=False),
            "s": lambda: self.exam.show_list(submitting=True),
            "q": lambda: self.exam.action_leave(),
            "question_mark": lambda: self.exam.show_help(),
        }

    def compose(self) -> ComposeResult:
        yield Static(id="head")
        with Horizontal(id="work"):
            with VerticalScroll(id="paper", can_focus=False):
                yield Static(id="stem")
                for index in range(max(len(asked.options) for asked in self.session.sitting.form.questions)):
                    yield OptionRow(index)
                yield Static(id="hint")
            yield Palette(id="palette")
        yield Static(id="foot")

    # ── drawing ──

    def show(self) -> None:
        session = self.session
        paper = self.query_one("#paper")
        width = min(_WIDEST, paper.scrollable_content_region.width)
        stem = stem_lines(session.question, width)
        self.query_one("#stem", Static).update(content(stem))
        options = option_lines(session.current, session.question, session.chosen, session.sitting.struck, width - 2)
        rows = len(stem) + 1 + sum(len(option) + 1 for option in options)
        self.set_class(rows >= paper.size.height, "tight")  # blank lines only where all still fits
        for row in self.query(OptionRow):
            row.display = row.index < len(options)
            if row.display:
                on = row.index == self._cursor
                indented = [
                    Line(f"{'› ' if on and i == 0 else '  '}{line.text}", line.style)
                    for i, line in enumerate(options[row.index])
                ]
                row.update(content(indented))
        self.query_one("#hint", Static).update(Content(self._hint))
        self.query_one("#palette", Static).update(
            Content("\n").join([Content.styled("Questions\n", "bold"), palette(session), Content(f"\n{LEGEND}")])
        )
        self._show_foot()
        self.show_clock()

    def show_clock(self) -> None:
        session = self.session
        id_ = session.current.id
        left = session.remaining_seconds()
        marks = ["⚑ flagged"] if id_ in session.sitting.flagged else []
        marks += [session.sitting.confidence[id_]] if session.sitting.confidence.get(id_) else []
        narrow = self.size.width < NARROW
        name = f"{session.position + 1}/{len(session.asked)}" if narrow else (
            f"Question {session.position + 1} of {len(session.asked)}"
        )  # fmt: skip
        clock = "untimed" if left is None else minutes(left)
        before = "   ".join([name, *marks])
        gap = " " * max(1, self.size.width - 2 - len(before) - len(clock))
        urgent = left is not None and left <= _URGENT_SECONDS
        style = "bold $text-error" if urgent else "bold"
        self.query_one("#head", Static).update(
            Content.assemble((name, "bold"), "   " if marks else "", "   ".join(marks), gap, (clock, style))
        )

    def _show_foot(self) -> None:
        last = LETTERS[len(self.session.current.options) - 1]
        done = len(self.session.asked) - len(self.session.sitting.unanswered)
        if self.size.width < NARROW:
            text = f"a–{last}  ←→  f  s submit  ? help"
        else:
            text = f"a–{last} choose  ←→ move  f flag  x strike  1 2 3 sure?  l list  s submit  ? help"
            text += f"  ·  {done} answered" if self.size.width >= len(text) + 18 else ""
        self.query_one("#foot", Static).update(Content(text))

    # ── keys ──

    def handle(self, event: Key) -> bool:
        said = event.character or ""
        index = LETTERS.find(said) if len(said) == 1 else -1
        if 0 <= index < len(self.session.current.options):
            self.choose(index)
        elif said in ("1", "2", "3"):
            word = CONFIDENCES[int(said) - 1]
            self.exam.attempt(lambda: self.session.mark(word))
            self.show()
        elif act := self._keys.get(event.key) or self._keys.get(said):
            act()
        else:
            return False
        return True

    def choose(self, index: int) -> None:
        """Chooses the option in this row, or takes it back."""
        self._cursor = index
        option = self.session.current.options[index]
        self._hint = str(self.exam.attempt(lambda: self.session.toggle(option)) or "")
        self.show()

    def go(self, position: int) -> None:
        """To the question at this place, where there is one."""
        before = self.session.sitting.current
        self.exam.attempt(lambda: self.session.go(position))
        if self.session.sitting.current != before:
            self._cursor = 0
            self._hint = ""
            self.query_one("#paper", VerticalScroll).scroll_home(animate=False)
        self.show()

    def step(self, by: int) -> None:
        if by > 0 and self.session.position + 1 == len(self.session.asked):
            self.exam.show_list(submitting=True)
            return
        self.go(self.session.position + by)

    def move(self, by: int) -> None:
        self._cursor = max(0, min(len(self.session.current.options) - 1, self._cursor + by))
        self.show()
        self.query(OptionRow)[self._cursor].scroll_visible(animate=False)

    def flag(self) -> None:
        self.exam.attempt(self.session.flag)
        self.show()

    def strike(self) -> None:
        option = self.session.current.options[self._cursor]
        self._hint = str(self.exam.attempt(lambda: self.session.strike(option)) or "")
        self.show()


class ListScreen(ExamScreen):
    """All questions with their marks: to jump to one, or to hand the exam in."""

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

    def __init__(self, session: ExamSession, *, submitting: bool) -> None:
        super().__init__(session)
        self._submitting = submitting
        self._at = session.position

    def compose(self) -> ComposeResult:
        yield Static(id="head")
        with VerticalScroll(id="sheet"):
            yield Static(id="text")
        yield Static(id="foot")

    def show(self) -> None:
        session, sitting = self.session, self.session.sitting
        width = max(20, self.size.width - 6)
        done = len(session.asked) - len(sitting.unanswered)
        lines = self._question_of_submission(width) if self._submitting else []
        top = len(lines)
        for index, asked in enumerate(session.asked):
            marks = ["•" if session.is_answered(asked) else "·", "⚑" if asked.id in sitting.flagged else " "]
            word = sitting.confidence.get(asked.id, "")
            state = "" if session.is_answered(asked) else "not answered"
            notes = ", ".join(note for note in (state, word) if note)
            at = "›" if index == self._at else " "
            text = f"{at}{index + 1:>3} {' '.join(marks)} {notes}".rstrip()
            lines.append(Line(text, "title" if index == self._at else ""))
        self.query_one("#head", Static).update(Content(f"{done} of {len(session.asked)} answered"))
        self.query_one("#text", Static).update(content(lines))
        keys = "y hand in  " if self._submitting else "s submit  "
        self.query_one("#foot", Static).update(Content(f"↑↓ enter open  {keys}esc back"))
        if self._at or not self._submitting:
            sheet = self.query_one("#sheet", VerticalScroll)
            line = top + self._at + 1
            if not sheet.scroll_y <= line < sheet.scroll_y + sheet.size.height - 1:
                sheet.scroll_to(y=max(0, line - sheet.size.height // 2), animate=False)

    def _question_of_submission(self, width: int) -> list[Line]:
        numbers = {asked.id: index for index, asked in enumerate(self.session.asked, start=1)}
        sitting = self.session.sitting
        lines = wrapped("Hand the exam in? Press y; esc goes back.", width, "title")
        for what, ids in (("Not answered", sitting.unanswered), ("Flagged", sitting.flagged)):
            listed = ", ".join(str(n) for n in sorted(numbers[id_] for id_ in ids if id_ in numbers))
            lines += wrapped(f"{what}: {listed or 'none'}", width, "bad" if listed else "")
        return [*lines, Line()]

    def action_move(self, by: int) -> None:
        self._at = max(0, min(len(self.session.asked) - 1, self._at + by))
        self.show()

    def action_open(self) -> None:
        self.app.pop_screen()
        if isinstance(self.app.screen, QuestionScreen):
            self.app.screen.go(self._at)

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


class HelpScreen(KeyScreen):
    """The keys. Any key goes back."""

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="sheet"):
            yield Static(id="text")
        yield Static(Content("any key goes back"), id="foot")

    def on_resize(self, event: Resize) -> None:
        width = max(20, event.size.width - 5)
        lines = [Line("Keys", "title"), Line()]
        for keys, what in HELP:
            lines += wrapped(what, width, "", f"{keys:<11}", " " * 11)
        self.query_one("#text", Static).update(content(lines))

    def handle(self, event: Key) -> bool:
        self.app.pop_screen()
        return True
