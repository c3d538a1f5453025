"""The help during an exam."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Key, Resize
from textual.widgets import Static

from clfcards.exam.form import Kind
from clfcards.screens.full_screen import KeyScreen
from clfcards.screens.styled import content
from clfcards.words.lines import Line, wrapped
from clfcards.words.sitting import leaving_help

_KEYS = (
    ("a b c …", "choose an option, or unselect it"),
    ("↑ ↓ space", "move to an option, choose it"),
    ("enter n →", "next question"),
    ("p ←", "previous question"),
    ("f", "flag the question (F if there is an option f)"),
    ("x", "strike out the option marked with ›"),
    ("1 2 3", "sure, unsure, a guess"),
    ("l", "list of all questions, to jump to one"),
    ("s", "hand the exam in"),
)


class HelpScreen(KeyScreen):
    """The keys. Any key goes back."""

    def __init__(self, kind: Kind) -> None:
        """`kind` is the kind of form, which decides how the exam can be resumed."""
        super().__init__()
        self._kind = kind

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="sheet"):
            yield Static(id="text")
        yield Static(Content("any key goes back"), id="foot")

    def on_resize(self, event: Resize) -> None:
        width = max(20, event.size.width - 5)
        lines = [Line("Keys", "title"), Line()]
        for keys, what in (*_KEYS, ("q", leaving_help(self._kind))):
            lines += wrapped(what, width, "", f"{keys:<11}", " " * 11)
        self.query_one("#text", Static).update(content(lines))

    def handle(self, event: Key) -> bool:
        self.app.pop_screen()
        return True
