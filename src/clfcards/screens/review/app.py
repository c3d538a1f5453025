"""The review on the full screen, from its first card to its summary."""

import signal
from typing import ClassVar

from textual.binding import Binding, BindingType

from clfcards.screens.full_screen import FullScreen
from clfcards.screens.review.card import CardScreen, RunOutside
from clfcards.screens.review.end import EndScreen
from clfcards.screens.review.reading import ReadingPage, ReadingScreen
from clfcards.use_cases.review import Reviewer
from clfcards.words.phrases import clock_phrase
from clfcards.words.unread import unread_sentence


def run_review(reviewer: Reviewer, open_link: RunOutside, edit: RunOutside, reading: ReadingPage | None = None) -> int:
    """Runs until the learner stops; returns the exit code, which is 0 unless something else ended it.

    `reading` is a text that is shown before the first card.
    """
    app = ReviewApp(reviewer, open_link, edit, reading)
    app.run()
    return app.return_code or 0


class ReviewApp(FullScreen[None]):
    """Runs until the learner has seen the summary, or leaves."""

    CSS_PATH = "review.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c,ctrl+q", "interrupt", priority=True, show=False)]

    def __init__(
        self, reviewer: Reviewer, open_link: RunOutside, edit: RunOutside, reading: ReadingPage | None = None
    ) -> None:
        super().__init__()
        self._reviewer = reviewer
        self._reading = reading
        self._cards = CardScreen(reviewer, open_link, edit)

    def on_mount(self) -> None:
        behind = self._reviewer.clock_behind
        self.push_screen(self._cards)
        if not self._reviewer.wait():
            self.push_screen(EndScreen(self._reviewer, self._cards.next_card))
        elif self._reading is not None:
            self.push_screen(ReadingScreen(self._reading, self._reviewer.restart_time))
        if (unread := self._reviewer.deck.unread) is not None:
            self.notify(unread_sentence(unread), severity="warning", timeout=10)
        if behind > 0:
            self._cards.notice(clock_phrase(behind))

    def action_interrupt(self) -> None:
        self.end_by(signal.SIGINT)
