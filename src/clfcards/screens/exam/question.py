"""The screen of one question: its options, the clock, and the palette if there is room."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import Click, Key
from textual.widgets import Static

from clfcards.exam.form import LETTERS
from clfcards.exam.sitting_steps import CONFIDENCES
from clfcards.exam.time_warnings import is_urgent
from clfcards.screens.exam.exam_screen import NARROW, ExamScreen, ExamShell
from clfcards.screens.exam.palette import LEGEND, palette, palette_index
from clfcards.screens.styled import BAD, content
from clfcards.use_cases.sitting import OpenSitting, Refusal
from clfcards.words.lines import Line, minutes
from clfcards.words.question import option_lines, stem_lines
from clfcards.words.sitting import refusal_sentence

_WIDEST = 90  # longer lines are hard to read


class Palette(Static):
    """The numbers of all questions; a click opens that question."""

    def __init__(self, go: Callable[[int], None]) -> None:
        super().__init__(id="palette")
        self._go = go

    def on_click(self, event: Click) -> None:
        at = event.get_content_offset(self)
        if at is not None:
            self._go(palette_index(at.x, at.y - 2))


class OptionRow(Static):
    """One option; a click chooses it."""

    def __init__(self, index: int, choose: Callable[[int], None]) -> None:
        super().__init__(classes="option")
        self.index = index
        self._choose = choose

    def on_click(self) -> None:
        self._choose(self.index)


class QuestionScreen(ExamScreen):
    """One question with its options, the clock, and the palette if there is room."""

    def __init__(self, sitting: OpenSitting, exam: ExamShell) -> None:
        super().__init__(sitting, exam)
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
            "l": lambda: exam.show_list(submitting=False),
            "s": lambda: exam.show_list(submitting=True),
            "q": exam.action_leave,
            "question_mark": exam.show_help,
        }

    def compose(self) -> ComposeResult:
        yield Static(id="head")
        with Horizontal(id="work"):
            with VerticalScroll(id="paper", can_focus=False):
                yield Static(id="stem")
                for index in range(max(len(asked.options) for asked in self.sitting.state.form.questions)):
                    yield OptionRow(index, self.choose)
                yield Static(id="hint")
            yield Palette(self.go)
        yield Static(id="foot")

    # ── drawing ──

    def show(self) -> None:
        sitting = self.sitting
        paper = self.query_one("#paper")
        width = min(_WIDEST, paper.scrollable_content_region.width)
        stem = stem_lines(sitting.question, width)
        self.query_one("#stem", Static).update(content(stem))
        options = option_lines(sitting.current, sitting.question, sitting.chosen, sitting.state.struck, width - 2)
        rows = len(stem) + 1 + sum(len(option) + 1 for option in options)
        self.set_class(rows >= paper.size.height, "tight")  # blank lines only if everything still fits
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
            Content("\n").join([Content.styled("Questions\n", "bold"), palette(sitting), Content(f"\n{LEGEND}")])
        )
        self._show_foot()
        self.show_clock()

    def show_clock(self) -> None:
        sitting = self.sitting
        id_ = sitting.current.id
        left = sitting.remaining_seconds()
        marks = ["⚑ flagged"] if id_ in sitting.state.flagged else []
        marks += [sitting.state.confidence[id_]] if sitting.state.confidence.get(id_) else []
        narrow = self.size.width < NARROW
        name = f"{sitting.position + 1}/{len(sitting.asked)}" if narrow else (
            f"Question {sitting.position + 1} of {len(sitting.asked)}"
        )  # fmt: skip
        clock = "untimed" if left is None else minutes(left)
        before = "   ".join([name, *marks])
        gap = " " * max(1, self.size.width - 2 - len(before) - len(clock))
        style = f"bold {BAD}" if is_urgent(left) else "bold"
        self.query_one("#head", Static).update(
            Content.assemble((name, "bold"), "   " if marks else "", "   ".join(marks), gap, (clock, style))
        )

    def _show_foot(self) -> None:
        last = LETTERS[len(self.sitting.current.options) - 1]
        done = len(self.sitting.asked) - len(self.sitting.state.unanswered)
        if self.size.width < NARROW:
            text = f"a–{last}  ←→  f  s submit  ? help"
        else:
            text = f"a–{last} choose  ←→ move  f flag  x strike  1 2 3 sure?  l list  s submit  ? help"
            text += f"  ·  {done} answered" if self.size.width >= len(text) + 18 else ""
        self.query_one("#foot", Static).update(Content(text))

    # ── keys ──

    def handle(self, event: Key) -> bool:
        character = event.character or ""
        index = LETTERS.find(character) if len(character) == 1 else -1
        if 0 <= index < len(self.sitting.current.options):
            self.choose(index)
        elif character in ("1", "2", "3"):
            word = CONFIDENCES[int(character) - 1]
            self.exam.attempt(lambda: self.sitting.mark(word))
            self.show()
        elif act := self._keys.get(event.key) or self._keys.get(character):
            act()
        else:
            return False
        return True

    def choose(self, index: int) -> None:
        """Chooses the option in this row, or unselects it."""
        self._cursor = index
        option = self.sitting.current.options[index]
        self._act(lambda: self.sitting.toggle(option))

    def _act(self, action: Callable[[], Refusal | None]) -> None:
        """Does something that may be refused; if it is, the hint says why."""

        def do() -> None:
            refusal = action()
            self._hint = refusal_sentence(refusal, self.sitting.question) if refusal else ""

        self._hint = ""
        self.exam.attempt(do)
        self.show()

    def go(self, position: int) -> None:
        """Opens the question at this position, if there is one."""
        before = self.sitting.state.current
        self.exam.attempt(lambda: self.sitting.go(position))
        if self.sitting.state.current != before:
            self._cursor = 0
            self._hint = ""
            self.query_one("#paper", VerticalScroll).scroll_home(animate=False)
        self.show()

    def step(self, by: int) -> None:
        if by > 0 and self.sitting.position + 1 == len(self.sitting.asked):
            self.exam.show_list(submitting=True)
            return
        self.go(self.sitting.position + by)

    def move(self, by: int) -> None:
        self._cursor = max(0, min(len(self.sitting.current.options) - 1, self._cursor + by))
        self.show()
        self.query(OptionRow)[self._cursor].scroll_visible(animate=False)

    def flag(self) -> None:
        self.exam.attempt(self.sitting.flag)
        self.show()

    def strike(self) -> None:
        option = self.sitting.current.options[self._cursor]
        self._act(lambda: self.sitting.strike(option))
