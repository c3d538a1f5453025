"""A text that is read on the full screen before its cards are asked."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.containers import VerticalScroll
from textual.events import Key

from clfcards.screens.page_screen import SCROLLS, PageScreen
from clfcards.words.lines import Line


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """The text for a number of columns, and the line of keys below it."""

    lines: Callable[[int], list[Line]]
    keys: Callable[[], str]


class ReadingScreen(PageScreen):
    """Shows the text until a key asks for the cards. Space scrolls on, until the end of the text is shown."""

    def __init__(self, page: ReadingPage, proceed: Callable[[], object]) -> None:
        """`proceed` shows the first card; its time begins then."""
        super().__init__(page.lines, page.keys)
        self._proceed = proceed

    def _sheet(self) -> VerticalScroll:
        return self.query_one("#sheet", VerticalScroll)

    def _is_at_end(self) -> bool:
        sheet = self._sheet()
        return sheet.scroll_y >= sheet.max_scroll_y

    def handle(self, event: Key) -> bool:
        if event.key in ("up", "down", *SCROLLS):
            return False
        if event.key == "space" and not self._is_at_end():
            SCROLLS["pagedown"](self._sheet())
        elif event.key in ("q", "Q", "escape"):
            self.app.exit()
        else:
            self.app.pop_screen()
            self._proceed()
        return True
