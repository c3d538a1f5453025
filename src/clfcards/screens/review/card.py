"""The screen of a review's card: what keys and clicks do. Its own state is only what is marked on the card.

Every answer is saved before the next card is drawn, so that the program can be killed at any moment.
"""

import time
from collections.abc import Callable
from dataclasses import replace

from textual.app import ComposeResult, SuspendNotSupported
from textual.content import Content
from textual.events import Key, Resize

from clfcards.errors import ClfcardsError
from clfcards.model.confidence import Confidence
from clfcards.model.rating import Rating
from clfcards.screens.full_screen import KeyScreen
from clfcards.screens.key_repeat import Pressed
from clfcards.screens.page_screen import READ_FOOT, SCROLLS, ReadScreen
from clfcards.screens.review.card_content import verdict
from clfcards.screens.review.card_view import CardView
from clfcards.screens.review.end import EndScreen
from clfcards.screens.review.marks import Marks
from clfcards.screens.review.pages import help_lines, info_lines
from clfcards.screens.styled import BAD
from clfcards.use_cases.review import Reviewer
from clfcards.words.confidence import answer_remark, how_sure_phrase
from clfcards.words.keys import FLAG_KEYS, action_of, confidence_of, moved, option_index
from clfcards.words.next_steps import error_sentence
from clfcards.words.own_notes import WHICH_IS_WHICH, saved_sentence, which_is_which
from clfcards.words.pulled import why_phrase

RunOutside = Callable[[str], str]
"""Runs another program for an address or a card's key; returns a message for the learner, or nothing."""


class CardScreen(KeyScreen):
    """The current card: its front, then its answer with the four ratings."""

    def __init__(self, reviewer: Reviewer, open_link: RunOutside, edit: RunOutside) -> None:
        super().__init__()
        self._reviewer = reviewer
        self._open_link = open_link
        self._edit = edit
        self.actions: dict[str, Callable[[], object]] = {
            "enter": lambda: self._do_default("enter"),
            "space": lambda: self._do_default("space"),
            "up": lambda: self._move(-1),
            "down": lambda: self._move(1),
            "undo": self._undo,
            "suspend": lambda: self._set_aside(self._reviewer.suspend, "suspended"),
            "bury": lambda: self._set_aside(self._reviewer.bury, "buried until tomorrow"),
            "flag": self._flag,
            "info": self._info,
            "note": self._write_note,
            "why": self._write_why,
            "open": lambda: self._outside(self._open_link, self._face.source),
            "edit": lambda: self._outside(self._edit, self._face.card, "E opens it again"),
            "leave": self._stop,
            "help": self._help,
        }
        self._ignores_keys_until = 0.0
        self._pressed = self._brought_by = Pressed()
        self._notice = ""
        self._view = CardView(reviewer, self.choose, self.rate)
        self._reset("")

    def _reset(self, hint: str | Content) -> None:
        """Clears everything marked or revealed on the current card, and sets the `hint` below it."""
        self._brought_by = self._pressed
        self._marks = Marks()
        self._hint = hint
        self._why = ""
        if self._reviewer.card is not None:
            self._take_card()

    def _take_card(self) -> None:
        self._face = self._reviewer.face
        self._why = why_phrase(self._reviewer.pulled, self._reviewer.asked_again)

    def compose(self) -> ComposeResult:
        yield self._view

    def on_resize(self, event: Resize) -> None:
        self.show()

    def show(self) -> None:
        """Draws everything from the reviewer and the marks on the current card."""
        if self._reviewer.card is not None:
            self._view.draw(self._face, self._marks, self._why, (self._notice, self._hint))

    def next_card(self, hint: str | Content = "") -> None:
        """Shows the front of the reviewer's current card, or the end if there is none."""
        self._reset(hint)
        if not self._reviewer.wait():
            self._end()
            return
        self._take_card()
        self._view.paper.scroll_home(animate=False)
        self.show()

    # ── answering ──

    def handle(self, event: Key) -> bool:
        if event.time < self._ignores_keys_until:
            return True
        before, self._pressed = self._pressed, Pressed(event.key, event.time)
        if self._reviewer.card is None:
            self._end()
            return True
        character = event.character or ""
        action = action_of(event.key, character, "review")
        if action in ("up", "down"):
            self.actions[action]()
        elif event.key in SCROLLS:
            SCROLLS[event.key](self._view.paper)
        elif self._is_held(before, action):
            pass
        elif event.key in FLAG_KEYS:
            self._attempt(lambda: self._flag(FLAG_KEYS[event.key]))
        elif self._answers_with(character):
            pass
        elif action is not None:
            self._attempt(self.actions[action])
        elif sentence := moved(character, "review"):
            self._hint = sentence
            self.show()
        else:
            return False
        return True

    def _answers_with(self, character: str) -> bool:
        """Rates, chooses an option, or says how sure the learner is, if the character stands for that now."""
        if self._marks.is_answered:
            if is_rating := character in tuple("1234"):
                self.rate(Rating(int(character)))
            return is_rating
        if self._face.options and (confidence := confidence_of(character)) is not None:
            self._say_how_sure(confidence)
        elif (index := option_index(character, len(self._face.options))) is not None:
            self.choose(index)
        else:
            return False
        return True

    def _is_held(self, before: Pressed, action: str | None) -> bool:
        """Whether the key does nothing, because it may be held since it brought the card or the answer on the screen.

        Whoever undoes several actions in a row presses the same key faster than anybody reads.
        """
        if action == "undo":
            return self._pressed.repeats(before)
        return self._pressed.may_be_held_since(before) and (
            self._pressed.key == self._brought_by.key or self._pressed.repeats(before)
        )

    def choose(self, index: int) -> None:
        """Chooses an option. If only one is to be chosen, that is the answer."""
        if self._marks.is_answered:
            return
        before, self._marks = self._marks, self._marks.with_chosen(self._face, index)
        if self._face.choose == 1:
            self._attempt(self._reveal)
            return
        if self._marks.chosen == before.chosen:
            self._hint = f"Choose {self._face.choose}: unselect one first"
        else:
            self._hint = "enter when you are sure" if self._marks.is_complete(self._face) else ""
        self.show()

    def _say_how_sure(self, confidence: Confidence) -> None:
        self._reviewer.say_how_sure(confidence)
        self._hint = how_sure_phrase(self._reviewer.confidence)
        self.show()

    def rate(self, rating: Rating) -> None:
        """Rates the card, if its answer is shown."""
        if self._marks.is_answered:
            self._attempt(lambda: self._do_and_show_next(lambda: self._reviewer.rate(rating, self._marks.chosen)))

    def _do_default(self, key: str) -> None:
        """What space and enter do. If several options are to be chosen, both choose one, and enter finishes.

        Only space takes a choice back.
        """
        is_done = self._face.choose > 1 and self._marks.is_complete(self._face)
        if self._marks.is_answered:
            self.rate(self._marks.suggested)
        elif not self._face.options or (is_done and key == "enter"):
            self._attempt(self._reveal)
        elif key == "enter" and self._face.options[self._marks.cursor].key in self._marks.chosen:
            self._hint = f"choose {self._face.choose - len(self._marks.chosen)} more"
            self.show()
        else:
            self.choose(self._marks.cursor)

    def _move(self, by: int) -> None:
        cursor = self._marks.cursor + by
        if self._marks.is_answered or not 0 <= cursor < len(self._face.options):
            self._view.paper.scroll_relative(y=by, animate=False)
            return
        self._marks = replace(self._marks, cursor=cursor)
        self.show()
        self._view.scroll_to_option(cursor)

    def _help(self) -> None:
        self.app.push_screen(ReadScreen(help_lines, lambda: READ_FOOT))

    def _reveal(self) -> None:
        """Shows the answer, and what each rating would lead to."""
        chosen, suggested = self._marks.chosen, Rating.GOOD
        outcomes = {} if self._reviewer.session.options.cram else self._reviewer.outcomes(chosen)
        self._hint = ""
        if self._face.options:
            suggested = self._reviewer.suggestion(chosen)
            self._hint = Content("\n").join([verdict(self._face, chosen), *map(Content, self._remarks())])
        self._marks = replace(self._marks, is_answered=True, suggested=suggested, outcomes=outcomes)
        self._brought_by = self._pressed
        self.show()

    @property
    def _was_wrong(self) -> bool:
        """Whether a question is answered, and wrong."""
        return self._marks.is_answered and bool(self._face.options) and not self._face.is_right(self._marks.chosen)

    def _remarks(self) -> list[str]:
        """What follows from the answer and from how sure the learner was."""
        right, confidence = self._face.is_right(self._marks.chosen), self._reviewer.confidence
        remark = answer_remark(confidence, right=right, cram=self._reviewer.session.options.cram)
        return [text for text in (remark, "" if right else which_is_which("y")) if text]

    # ── the other keys ──

    def _attempt(self, action: Callable[[], object]) -> None:
        """Does something that is logged. If the log refuses, shows the error, and the card stays."""
        try:
            action()
        except ClfcardsError as error:
            self._hint = Content.styled(error_sentence(error), BAD)
            # Keys typed while waiting for the log were not meant for the card as it is now.
            self._ignores_keys_until = time.monotonic()
            self.show()

    def _do_and_show_next(self, action: Callable[[], object], notice: str = "") -> None:
        """Does something that is the last action on this card, and shows the next one.

        The `notice` stays until the next such action: a learner may look up only after the next card's answer.
        """
        action()
        self._notice = notice
        self.next_card()

    def notice(self, sentence: str) -> None:
        """Says something below the card until the next action on a card; a toast would cover the ratings."""
        self._notice = sentence

    def _set_aside(self, action: Callable[[], object], done: str) -> None:
        """Suspends or buries the card."""
        self._do_and_show_next(action, f"{self._face.card} {done}: u brings it back")

    def _undo(self) -> None:
        undone = self._reviewer.undo()
        if undone is None:
            self._hint = "there is nothing to undo"
            self.show()
        else:
            self._notice = ""
            self.next_card(f"undone: {undone.kind}")

    def _flag(self, number: int = 1) -> None:
        """Sets the flag, or removes the flag that is set, whatever its number."""
        had = self._reviewer.state.flag
        self._reviewer.flag(0 if had else number)
        self._notice = f"flag {had} removed: u brings it back" if had else f"flag {number} set: F or u removes it"
        self._show_if_same()

    def _show_if_same(self) -> None:
        """Redraws the card, or shows the next one if an answer in another program has replaced it."""
        card = self._reviewer.card
        if card is not None and card.key == self._face.card:
            self.show()
        else:
            self.next_card("this card was answered in another window")

    def _info(self) -> None:
        info = self._reviewer.info()
        self.app.push_screen(ReadScreen(lambda width: info_lines(info, width), lambda: READ_FOOT))

    def _write_note(self) -> None:
        from clfcards.screens.note_screen import NoteScreen  # few sessions need it

        def save(text: str) -> str:
            return saved_sentence(self._reviewer.write_note(text))

        self.app.push_screen(NoteScreen(self._face.card, self._reviewer.own_note, save, self._note_written))

    def _write_why(self) -> None:
        if not self._was_wrong:
            self._hint = "y is for a question that you just answered wrong; w writes a note on any card"
            self.show()
            return
        from clfcards.screens.note_screen import KEYS_TO_ADD, NoteScreen

        def save(line: str) -> str:
            return saved_sentence(self._reviewer.add_to_note(line))

        screen = NoteScreen(self._face.card, "", save, self._note_written, WHICH_IS_WHICH, KEYS_TO_ADD)
        self.app.push_screen(screen)

    def _note_written(self, message: str) -> None:
        self._hint = message
        self._show_if_same()

    def _outside(self, program: RunOutside, argument: str, then: str = "") -> None:
        """Leaves the screen to another program while it runs; its message ends with what to do `then`."""

        def outcome() -> str:  # `suspend` does not restore the screen after an error
            try:
                return "; ".join(filter(None, (program(argument), then)))
            except ClfcardsError as error:
                return error_sentence(error)

        try:
            with self.app.suspend():
                self._hint = outcome()
        except SuspendNotSupported:
            self._hint = outcome()
        self.show()

    def _stop(self) -> None:
        if self._reviewer.session.answered:
            self._end()
        else:
            self.app.exit()

    def _end(self) -> None:
        self.app.push_screen(EndScreen(self._reviewer, self.next_card))
