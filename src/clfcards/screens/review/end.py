"""The summary at the end of a review on the full screen."""

from collections.abc import Callable

from textual.events import Key

from clfcards.errors import ClfcardsError
from clfcards.memory import session as sessions
from clfcards.model.time import local_time
from clfcards.screens.page_screen import PageScreen
from clfcards.screens.review.pages import end_lines
from clfcards.use_cases.review import Reviewer
from clfcards.words.lines import Line, fitting, wrapped
from clfcards.words.next_steps import error_sentence
from clfcards.words.phrases import count

_WAIT_SECONDS = 5.0


class EndScreen(PageScreen):
    """The session's summary. It can return to a card that is due again, or whose answer is undone."""

    def __init__(self, reviewer: Reviewer, show_card: Callable[[str], None]) -> None:
        """`show_card` shows the reviewer's card again, with a hint below it."""
        super().__init__(self._lines, self._key_line)
        self._reviewer = reviewer
        self._show_card = show_card
        self._message = ""

    def on_mount(self) -> None:
        self.set_interval(_WAIT_SECONDS, self._show_if_due)

    def _lines(self, width: int) -> list[Line]:
        try:
            summary = self._reviewer.summary()
            following = self._reviewer.following() if self._reviewer.following else None
        except ClfcardsError as error:
            return wrapped(error_sentence(error), width, "bad")
        return end_lines(summary, self._reviewer.deck.outline.domains, self._back(), following, width)

    def _back(self) -> str:
        at = sessions.next_due_at(self._reviewer.session)
        if at is None or self._reviewer.card is not None:
            return ""
        waiting = count(len(self._reviewer.session.queue.learning), "card")
        return f"{waiting} in learning, the next at {local_time(at, self._reviewer.clock().utc_offset):%H:%M}"

    def _key_line(self) -> str:
        proceed = "space continue  " if self._reviewer.card is not None else ""
        return self._message or fitting(
            self.size.width - 2,
            f"{proceed}u undo  ↑↓ scroll  ? words  q end",
            f"{proceed}u undo  q end",
            f"{proceed}q end",
        )

    def handle(self, event: Key) -> bool:
        if event.key == "space":
            self._resume()
        elif event.character in ("u", "U"):
            self._undo()
        elif event.key in ("q", "Q", "escape", "enter"):
            self.app.exit()
        else:
            return False
        return True

    def _show_if_due(self) -> None:
        if self._reviewer.card is None and self._reviewer.wait():
            self.show()

    def _resume(self) -> None:
        if self._reviewer.wait():
            self.app.pop_screen()
            self._show_card("")

    def _undo(self) -> None:
        try:
            undone = self._reviewer.undo()
            self._message = "" if undone else "there is nothing to undo"
        except ClfcardsError as error:
            undone, self._message = None, error_sentence(error)
        if undone is not None and self._reviewer.card is not None:
            self.app.pop_screen()
            self._show_card(f"undone: {undone.kind}")
        else:
            self.show()
