"""The screen of one question: its options, the clock, and the palette if there is room."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import Click, Key
from textual.widgets import Static

from clfcards.exam.form import LETTERS
from clfcards.exam.time_warnings import is_urgent
from clfcards.model.confidence import CONFIDENCES
from clfcards.screens.exam.exam_screen import NARROW, ExamScreen, ExamShell
from clfcards.screens.exam.palette import LEGEND, palette, palette_index
from clfcards.screens.key_repeat import Pressed
from clfcards.screens.styled import BAD, content
from clfcards.use_cases.sitting import OpenSitting, Refusal
from clfcards.words.keys import action_of, footer, moved, option_index, shown_keys, sureness
from clfcards.words.lines import Line, minutes
from clfcards.words.question import option_lines, stem_lines
from clfcards.words.sitting import refusal_sentence

_WIDEST = 90  # longer lines are hard to read
_FOOT = (
    ("enter", "next", "previous", "flag", "strike", "sure", "list", "submit", "help"),
    ("enter", "next", "flag", "sure", "list", "submit", "help"),
    ("enter", "next", "flag", "submit", "help"),
    ("next", "flag", "submit", "help"),
    ("submit", "help"),
    ("submit",),
)
"""The actions in the footer, from the widest terminal to the narrowest: what hands in is in each of them."""


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
        self._has_moved = False  # whether the mark was moved since an option was chosen or the question opened
        self._hint = ""
        self._pressed = self._brought_by = Pressed()
        self._digits_explained = False
        self.actions: dict[str, Callable[[], object]] = {
            "enter": self.enter,
            "space": lambda: self.choose(self._cursor),
            "up": lambda: self.move(-1),
            "down": lambda: self.move(1),
            "next": lambda: self.step(1),
            "previous": lambda: self.step(-1),
            "flag": self.flag,
            "strike": self.strike,
            "list": lambda: exam.show_list(submitting=False),
            "submit": lambda: exam.show_list(submitting=True),
            "leave": exam.action_leave,
            "help": exam.show_help,
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
        text = Content.assemble((name, "bold"), "   " if marks else "", "   ".join(marks), gap, (clock, style))
        for head in self.query("#head").results(Static):  # on a slow machine, the clock ticks before there is one
            head.update(text)

    def _show_foot(self) -> None:
        last = LETTERS[len(self.sitting.current.options) - 1]
        text = footer(self.size.width - 2, (f"a–{last} choose", f"a–{last}"), *_FOOT)
        done = f"  ·  {len(self.sitting.asked) - len(self.sitting.state.unanswered)} answered"
        text += done if self.size.width - 2 >= len(text) + len(done) else ""
        self.query_one("#foot", Static).update(Content(text))

    # ── keys ──

    def handle(self, event: Key) -> bool:
        before, self._pressed = self._pressed, Pressed(event.key, event.time)
        character = event.character or ""
        action = action_of(event.key, character, "exam")
        index = option_index(character, len(self.sitting.current.options))
        if action in ("up", "down", "next", "previous"):
            self.actions[action]()
        elif self._is_held(before, action):
            pass
        elif index is not None:
            self._choose_by_key(index, character)
        elif (sure := sureness(character)) is not None:
            self.exam.attempt(lambda: self.sitting.mark(CONFIDENCES[sure]))
            self.show()
        elif action is not None:
            self.actions[action]()
        elif sentence := moved(character, "exam"):
            self._hint = sentence
            self.show()
        else:
            return False
        return True

    def _is_held(self, before: Pressed, action: str | None) -> bool:
        """Whether the key does nothing, because it may be held since it brought the question on the screen."""
        brought = action == "enter" and self._brought_by.key == "enter"
        return self._pressed.repeats(before) or (brought and self._pressed.may_be_held_since(before))

    def _choose_by_key(self, index: int, character: str) -> None:
        """Chooses by letter or digit. 1, 2 and 3 used to say how sure one is, so the first digit is explained."""
        replaces = bool(self.sitting.chosen)
        self.choose(index)
        if character in tuple("123") and not self._hint and (replaces or not self._digits_explained):
            self._digits_explained = True
            self._hint = f"{character} is option {LETTERS[index]}; how sure you are is {shown_keys('sure')} now"
            self.show()

    def enter(self) -> None:
        """Chooses the marked option, or goes to the next question if this one is answered.

        What looks chosen is never left without an answer: not even one option of two, or a mark that was moved.
        """
        sitting = self.sitting
        marked = sitting.current.options[self._cursor]
        is_answered = sitting.is_answered(sitting.current)
        if marked not in sitting.chosen and (self._has_moved or not is_answered):
            self.choose(self._cursor)
            if not self._hint and sitting.is_answered(sitting.current):
                self._hint = "enter goes to the next question"
                self.show()
        elif is_answered:
            self.step(1)
        else:
            left = len(sitting.current.key) - len(sitting.chosen)
            self._hint = f"choose {left} more; n leaves it for later"
            self.show()

    def choose(self, index: int) -> None:
        """Chooses the option in this row, or unselects it."""
        self._cursor, self._has_moved = index, False
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
            options, chosen = self.sitting.current.options, self.sitting.chosen
            self._cursor = options.index(chosen[0]) if chosen else 0
            self._has_moved = False
            self._hint = ""
            self._brought_by = self._pressed
            self.query_one("#paper", VerticalScroll).scroll_home(animate=False)
        self.show()

    def step(self, by: int) -> None:
        if by > 0 and self.sitting.position + 1 == len(self.sitting.asked):
            self.exam.show_list(submitting=True)
            return
        self.go(self.sitting.position + by)

    def move(self, by: int) -> None:
        self._cursor = max(0, min(len(self.sitting.current.options) - 1, self._cursor + by))
        self._has_moved = True
        self.show()
        self.query(OptionRow)[self._cursor].scroll_visible(animate=False)

    def flag(self) -> None:
        self.exam.attempt(self.sitting.flag)
        is_flagged = self.sitting.current.id in self.sitting.state.flagged
        self._hint = "flagged: F removes the flag" if is_flagged else "flag removed"
        self.show()

    def strike(self) -> None:
        option = self.sitting.current.options[self._cursor]
        self._act(lambda: self.sitting.strike(option))
