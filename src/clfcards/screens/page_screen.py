"""A screen with one long text: a report, help, or a summary."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Key, Resize
from textual.widgets import Static

from clfcards.screens.full_screen import KeyScreen
from clfcards.screens.styled import content
from clfcards.words.lines import Line
from clfcards.words.terms import term_lines

_WIDEST = 100
_NARROW = 60
SCROLLS: dict[str, Callable[[VerticalScroll], object]] = {
    "pageup": lambda paper: paper.scroll_page_up(animate=False),
    "pagedown": lambda paper: paper.scroll_page_down(animate=False),
    "home": lambda paper: paper.scroll_home(animate=False),
    "end": lambda paper: paper.scroll_end(animate=False),
}
"""The keys that scroll by more than a line, and what they do."""


_NO_TERMS = Line("No word on this page needs an explanation.", "dim")
READ_FOOT = "↑↓ scroll  any other key goes back"


class PageScreen(KeyScreen):
    """One long text that scrolls, and a line of keys. Both are computed whenever they are drawn.

    "?" explains the terms on the page.
    """

    def __init__(self, page: Callable[[int], list[Line]], keys: Callable[[], str]) -> None:
        """`page` gets the number of columns available."""
        super().__init__()
        self._page = page
        self._keys = keys

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="sheet"):
            yield Static(id="text")
        yield Static(id="foot")

    def explain(self, event: Key) -> bool:
        if event.character != "?":
            return False
        text = str(self.query_one("#text", Static).content)
        self.app.push_screen(ReadScreen(lambda width: term_lines(text, width) or [_NO_TERMS], lambda: READ_FOOT))
        return True

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.width < _NARROW, "narrow")
        self.call_after_refresh(self.show)

    def show(self) -> None:
        text = self.query_one("#text", Static)
        text.update(content(self._page(max(20, min(_WIDEST, text.content_size.width)))))
        self.query_one("#foot", Static).update(Content(self._keys()))


class ReadScreen(PageScreen):
    """A page that is closed by any key except those that scroll."""

    def handle(self, event: Key) -> bool:
        if event.key in ("up", "down", *SCROLLS):
            return False
        self.app.pop_screen()
        return True
