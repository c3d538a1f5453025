"""Writing an own note on the full screen, in one line."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, Static

from clfcards.errors import ClfcardsError
from clfcards.memory.own_notes import LONGEST
from clfcards.screens.full_screen import KeyScreen
from clfcards.screens.styled import BAD
from clfcards.words.next_steps import error_sentence
from clfcards.words.own_notes import TITLE, from_input_line, on_one_input_line

_KEYS = "enter saves  esc goes back  an empty note is removed"
KEYS_TO_ADD = "enter adds it to your note  esc goes back"


class NoteScreen(KeyScreen):
    """A field with the note as it is. Enter saves it, escape leaves it as it was."""

    DEFAULT_CSS = """
    NoteScreen Input, NoteScreen Input:ansi, NoteScreen Input:focus { background: ansi_default; color: ansi_default; }
    NoteScreen #title, NoteScreen #message { padding: 1 2; height: auto; }
    """

    def __init__(
        self,
        item: str,
        note: str,
        save: Callable[[str], str],
        written: Callable[[str], object],
        title: str = TITLE,
        keys: str = _KEYS,
    ) -> None:
        """`save` saves a text and returns a message, which `written` gets once this screen is closed.

        It raises ClfcardsError if the text cannot be saved; then the field stays as it is. `title` is above the field,
        and `keys` below it.
        """
        super().__init__()
        self._item = item
        self._title, self._keys = title, keys
        self._before = on_one_input_line(note)
        self._save = save
        self._written = written

    def compose(self) -> ComposeResult:
        yield Static(Content(f"{self._title} · {self._item}"), id="title")
        yield Input(self._before, max_length=LONGEST)
        yield Static(id="message")
        yield Static(Content(self._keys), id="foot")

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            message = self._save(from_input_line(event.value)) if event.value != self._before else ""
        except ClfcardsError as error:
            self.query_one("#message", Static).update(Content.styled(error_sentence(error), BAD))
            return
        self._close(message)

    def handle(self, event: Key) -> bool:
        if event.key != "escape":
            return False
        self._close("")
        return True

    def _close(self, message: str) -> None:
        self.app.pop_screen()
        self._written(message)
