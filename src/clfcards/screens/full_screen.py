"""What every full screen shares: the terminal's own colors, keys that reach the screen they were meant for,
and a terminal that is restored, no matter what ends the program."""

import asyncio
import contextlib
import signal
from typing import Any, TypeVar

from rich.segment import Segment
from textual.app import App
from textual.color import Color
from textual.events import Key
from textual.filter import LineFilter
from textual.screen import Screen

from clfcards.screens.styled import THEME
from clfcards.system.signals import ENDING
from clfcards.visible import visible

Result = TypeVar("Result")


class VisibleFilter(LineFilter):
    """Replaces every character that the terminal would obey, in whatever a widget shows.

    Card texts have become escapes before; this is for everything else.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            segment if segment.text.isprintable() else segment._replace(text=visible(segment.text))
            for segment in segments
        ]


class FullScreen(App[Result]):
    """An app in the terminal's own colors. Its `return_code` is 128 + the signal that ended it, as in a shell."""

    ENABLE_COMMAND_PALETTE = False
    # Textual's own backgrounds are black under ANSI themes, which hides the text on a light terminal.
    CSS = """
    Toast, Toast:ansi { background: ansi_default; color: ansi_default; }
    VerticalScroll {
        scrollbar-color: ansi_bright_black;
        scrollbar-color-hover: ansi_bright_black;
        scrollbar-color-active: ansi_bright_black;
        scrollbar-background: ansi_default;
        scrollbar-background-hover: ansi_default;
        scrollbar-background-active: ansi_default;
    }
    """

    def __init__(self) -> None:
        # This is set here and not only by the theme: with NO_COLOR, Textual decides before there is a theme,
        # and would turn colors that only the terminal knows into black on black.
        super().__init__(ansi_color=True)
        self.theme = THEME
        self.is_left = False
        self._filters.append(VisibleFilter())

    def on_mount(self) -> None:
        loop = asyncio.get_running_loop()
        # Signals that the program was started to ignore stay ignored.
        for number in (number for number in ENDING if signal.getsignal(number) is not signal.SIG_IGN):
            with contextlib.suppress(NotImplementedError):  # there are no such signals on Windows
                loop.add_signal_handler(number, self.end_by, number)

    def end_by(self, number: int) -> None:
        """Ends the program on a signal."""
        self.exit(None, 128 + number)

    def exit(self, result: Result | None = None, return_code: int = 0, message: Any = None) -> None:
        self.is_left = True
        super().exit(result, return_code, message)


class KeyScreen(Screen[None]):
    """A screen that gets all keys through `on_key`, in the order in which they were typed.

    A priority binding would overtake letters typed just before it. Keys also queue at the screen that was
    shown when they arrived; if another screen has opened since, they are passed on to that one.
    """

    def on_key(self, event: Key) -> None:
        app = self.app
        if isinstance(app, FullScreen) and app.is_left:
            event.stop()
        elif app.screen is not self:
            event.stop()
            passed_on = Key(event.key, event.character)
            passed_on.time = event.time
            app.post_message(passed_on)
        elif self.explain(event) or self.handle(event):
            event.stop()

    def explain(self, event: Key) -> bool:
        """Explains the words on the screen, if the key asks for that; returns whether it did."""
        return False

    def handle(self, event: Key) -> bool:
        """Does what the key is for; returns whether it is for anything."""
        return False
