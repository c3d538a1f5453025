"""Today on the full screen: one page, from which the next command is started."""

import signal
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.widgets import Static

from clfcards.next_step import NextStep
from clfcards.screens.full_screen import FullScreen
from clfcards.screens.page_screen import PageScreen
from clfcards.screens.styled import content
from clfcards.use_cases.today import Today
from clfcards.words.lines import fitting
from clfcards.words.next_action import next_lines
from clfcards.words.next_steps import command_line
from clfcards.words.today import days


@dataclass(frozen=True, slots=True)
class Leaving:
    """How the learner left the page: with a command to run, or without one; and the exit code, 0 unless interrupted."""

    step: NextStep | None
    code: int


def run_today(today: Today) -> Leaving:
    """Shows the page until the learner starts the next command or leaves."""
    app = TodayApp(today)
    step = app.run()
    return Leaving(step, app.return_code or 0)


class TodayScreen(PageScreen):
    """The page, which scrolls, and under it the next command, which is always in sight. Enter starts that."""

    def __init__(self, today: Today) -> None:
        super().__init__(lambda width: days(today, width), self._key_line)
        self._today = today

    def compose(self) -> ComposeResult:
        for part in super().compose():
            if part.id == "foot":
                yield Static(id="next")
            yield part

    def show(self) -> None:
        super().show()
        following = self.query_one("#next", Static)
        following.update(content(next_lines(self._today.next, max(20, following.content_size.width))))

    def _key_line(self) -> str:
        command = command_line(self._today.next.step)
        return fitting(
            self.size.width - 2,
            f"enter start {command}  ↑↓ scroll  q leave",
            f"enter start {command}  q leave",
            "enter start  q leave",
        )

    def handle(self, event: Key) -> bool:
        if event.key in ("enter", "space"):
            self._leave(self._today.next.step)
        elif event.key in ("q", "Q", "escape"):
            self._leave(None)
        else:
            return False
        return True

    def _leave(self, step: NextStep | None) -> None:
        app = self.app
        assert isinstance(app, TodayApp)
        app.exit(step)


class TodayApp(FullScreen[NextStep]):
    """Runs until the learner starts the next command or leaves; the result is that command."""

    CSS_PATH = "today.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c,ctrl+q", "interrupt", priority=True, show=False)]

    def __init__(self, today: Today) -> None:
        super().__init__()
        self._today = today

    def on_mount(self) -> None:
        self.push_screen(TodayScreen(self._today))

    def action_interrupt(self) -> None:
        self.end_by(signal.SIGINT)
