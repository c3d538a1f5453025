"""The review on the full screen: a shell around a Reviewer. Its own state is only what is marked on the current card.

Every answer is saved before the next card is drawn, so that the program can be killed at any moment.
"""

import signal
import time
from collections.abc import Callable
from typing import ClassVar, cast

from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import Key, Resize
from textual.widgets import Static

from clfcards.errors import ClfcardsError
from clfcards.memory import session as sessions
from clfcards.memory.event_kinds import ANSWERS
from clfcards.memory.schedule import Outcome
from clfcards.model.confidence import Confidence
from clfcards.model.rating import Rating
from clfcards.screens.full_screen import FullScreen, KeyScreen
from clfcards.screens.key_repeat import Pressed
from clfcards.screens.page_screen import READ_FOOT, SCROLLS, ReadScreen
from clfcards.screens.review.card_content import (
    back_content,
    head_content,
    marked_up,
    option_mark,
    option_words,
    progress_content,
    rating_content,
    verdict,
)
from clfcards.screens.review.end import EndScreen
from clfcards.screens.review.pages import help_lines, info_lines
from clfcards.screens.review.reading import ReadingPage, ReadingScreen
from clfcards.screens.styled import BAD
from clfcards.use_cases.review import Reviewer
from clfcards.words.cards import queue_word
from clfcards.words.confidence import answer_remark, how_sure_phrase
from clfcards.words.keys import FLAG_KEYS, action_of, confidence_of, foot, footer, moved, option_index
from clfcards.words.next_steps import error_sentence
from clfcards.words.own_notes import WHICH_IS_WHICH, saved_sentence, which_is_which
from clfcards.words.phrases import clock_phrase
from clfcards.words.pulled import why_phrase
from clfcards.words.unread import unread_sentence

NARROW = 60
_FOOT = (
    ("undo", "suspend", "bury", "flag", "note", "info", "help", "leave"),
    ("undo", "suspend", "bury", "flag", "info", "help", "leave"),
    ("undo", "suspend", "bury", "help", "leave"),
    ("undo", "help", "leave"),
    ("help", "leave"),
    ("help",),
    (),
)
"""The actions in the footer, from the widest terminal to the narrowest."""

RunOutside = Callable[[str], str]
"""Runs another program for an address or a card's key; returns a message for the learner, or nothing."""


def run_review(reviewer: Reviewer, open_link: RunOutside, edit: RunOutside, reading: ReadingPage | None = None) -> int:
    """Runs until the learner stops; returns the exit code, which is 0 unless something else ended it.

    `reading` is a text that is shown before the first card.
    """
    app = ReviewApp(reviewer, open_link, edit, reading)
    app.run()
    return app.return_code or 0


class OptionRow(Horizontal):
    """One option of a question; a click chooses it."""

    def __init__(self, index: int) -> None:
        self.mark = Static(classes="mark")
        self.words = Static(classes="words")
        super().__init__(self.mark, self.words, classes="option")
        self.index = index

    def on_click(self) -> None:
        cast(CardScreen, self.screen).choose(self.index)


class RatingCell(Static):
    """One of the four ratings; a click rates."""

    def __init__(self, rating: Rating) -> None:
        super().__init__(classes="rating")
        self.rating = rating

    def on_click(self) -> None:
        cast(CardScreen, self.screen).rate(self.rating)


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
        self._reset("")

    def _reset(self, hint: str | Content) -> None:
        """Clears everything marked or revealed on the current card, and sets the `hint` below it."""
        self._brought_by = self._pressed
        self._chosen: tuple[str, ...] = ()
        self._answered = False
        self._cursor = 0
        self._suggested = Rating.GOOD
        self._outcomes: dict[Rating, Outcome] = {}
        self._hint = hint
        self._why = ""
        if self._reviewer.card is not None:
            self._take_card()

    def _take_card(self) -> None:
        self._face = self._reviewer.face
        self._why = why_phrase(self._reviewer.pulled, self._reviewer.asked_again)

    def compose(self) -> ComposeResult:
        yield Static(id="head")
        yield Static(id="progress")
        with VerticalScroll(id="paper", can_focus=False):
            yield Static(id="front")
            yield Static(id="back")
        yield Static(id="hint")
        with Horizontal(id="ratings"):
            for rating in Rating:
                yield RatingCell(rating)
        yield Static(id="foot")

    def on_mount(self) -> None:
        # The answer has a position only after the layout, which changes the size of what scrolls.
        self.watch(self.query_one("#paper"), "virtual_size", self._answer_laid_out)

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.width < NARROW, "narrow")
        self.show()

    # ── drawing ──

    @property
    def _narrow(self) -> bool:
        return self.size.width < NARROW

    def show(self) -> None:
        """Draws everything from the reviewer and the marks on the current card."""
        card = self._reviewer.card
        if card is None:
            return
        face, pictures = self._face, self._reviewer.deck.pictures
        left = sessions.counts(self._reviewer.session)
        state = self._reviewer.state
        exam = self._reviewer.deck.outline
        flag = f"⚑{'' if state.flag == 1 else state.flag} " if state.flag else ""
        task = f"{card.task} {exam.tasks[card.task]}"
        places = [f"{flag}{place}" for place in (f"{exam.domains[card.domain]} · {task}", task, f"task {card.task}")]
        width = max(0, self.size.width - 2)
        done = sum(event.kind in ANSWERS for event in self._reviewer.session.answered)
        self._update("#head", head_content(left, queue_word(state), places, width))
        self._update("#progress", progress_content(done, left.all, width))
        front = marked_up(face.front, pictures)
        if face.choose > 1:
            front = Content.assemble(front, (f"\n(Choose {face.choose}.)", "dim"))
        if self._why:
            front = Content.assemble((f"{self._why}\n\n", "dim"), front)
        self._update("#front", front)
        self._show_options()
        self.query_one("#back").display = self._answered
        if self._answered:
            changed, note = self._reviewer.changed_answer, self._reviewer.own_note
            self._update("#back", back_content(face, changed, note, pictures))
        below = [Content(line) if isinstance(line, str) else line for line in (self._notice, self._hint) if line]
        self._update("#hint", Content("\n").join(below))
        self._show_ratings()
        self._update("#foot", self._foot())

    def _show_options(self) -> None:
        options, pictures = self._face.options, self._reviewer.deck.pictures
        several = self._face.choose > 1
        rows = len(self.query(OptionRow))
        if rows < len(options):  # this is the first question, or it has more options than any before
            self.query_one("#paper").mount_all(map(OptionRow, range(rows, len(options))), before="#back")
        for row in self.query(OptionRow):
            row.display = row.index < len(options)
            if row.display:
                option = options[row.index]
                mark = option_mark(option, self._chosen, several=several, answered=self._answered)
                at = "" if self._answered else "›" if row.index == self._cursor else " "
                row.mark.update(Content.assemble(at, mark))
                row.words.update(option_words(option, self._chosen, pictures, answered=self._answered))
        self.set_class(self.size.height < 24, "tight")

    def _show_ratings(self) -> None:
        self.set_class(self._answered, "answered")
        if self._answered:
            for cell in self.query(RatingCell):
                cell.update(
                    rating_content(
                        cell.rating,
                        self._outcomes.get(cell.rating),
                        suggested=cell.rating == self._suggested,
                        narrow=self._narrow,
                    )
                )

    def _foot(self) -> str:
        if self._answered:
            beginnings: tuple[str, ...] = ("1–4 rate  space the marked one", "1–4 rate")
        elif self._face.options:
            letters = f"a–{self._face.options[-1].letter} answer"
            done = f"{letters}  enter done" if self._face.choose > 1 else letters
            beginnings = (done,) if self._narrow else (f"{done}  {foot('sure')}",)
        else:
            beginnings = ("space answer",)
        return footer(self.size.width - 2, beginnings, *_FOOT)

    def _update(self, widget: str, what: str | Content) -> None:
        self.query_one(widget, Static).update(Content(what) if isinstance(what, str) else what)

    def next_card(self, hint: str | Content = "") -> None:
        """Shows the front of the reviewer's current card, or the end if there is none."""
        self._reset(hint)
        if not self._reviewer.wait():
            self._end()
            return
        self._take_card()
        self.query_one("#paper", VerticalScroll).scroll_home(animate=False)
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
            SCROLLS[event.key](self.query_one("#paper", VerticalScroll))
        elif self._is_held(before, action):
            pass
        elif event.key in FLAG_KEYS:
            self._attempt(lambda: self._flag(FLAG_KEYS[event.key]))
        elif self._answered and character in tuple("1234"):
            self.rate(Rating(int(character)))
        elif not self._answered and self._face.options and (confidence := confidence_of(character)) is not None:
            self._say_how_sure(confidence)
        elif not self._answered and (index := option_index(character, len(self._face.options))) is not None:
            self.choose(index)
        elif action is not None:
            self._attempt(self.actions[action])
        elif sentence := moved(character, "review"):
            self._hint = sentence
            self.show()
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
        if self._answered:
            return
        self._cursor = index
        key = self._face.options[index].key
        if self._face.choose == 1:
            self._chosen = (key,)
            self._attempt(self._reveal)
            return
        if key in self._chosen:
            self._chosen = tuple(one for one in self._chosen if one != key)
            self._hint = ""
        elif len(self._chosen) == self._face.choose:
            self._hint = f"Choose {self._face.choose}: unselect one first"
        else:
            self._chosen = (*self._chosen, key)
            self._hint = "enter when you are sure" if len(self._chosen) == self._face.choose else ""
        self.show()

    def _say_how_sure(self, confidence: Confidence) -> None:
        self._reviewer.say_how_sure(confidence)
        self._hint = how_sure_phrase(self._reviewer.confidence)
        self.show()

    def rate(self, rating: Rating) -> None:
        """Rates the card, if its answer is shown."""
        if self._answered:
            self._attempt(lambda: self._do_and_show_next(lambda: self._reviewer.rate(rating, self._chosen)))

    def _do_default(self, key: str) -> None:
        """What space and enter do. If several options are to be chosen, space chooses one, and enter finishes."""
        several = self._face.choose > 1 and len(self._chosen) == self._face.choose
        if self._answered:
            self.rate(self._suggested)
        elif not self._face.options or (several and key == "enter"):
            self._attempt(self._reveal)
        else:
            self.choose(self._cursor)

    def _move(self, by: int) -> None:
        last = len(self._face.options) - 1
        if self._answered or not 0 <= self._cursor + by <= last:
            self.query_one("#paper", VerticalScroll).scroll_relative(y=by, animate=False)
            return
        self._cursor += by
        self.show()
        self.query(OptionRow)[self._cursor].scroll_visible(animate=False)

    def _help(self) -> None:
        self.app.push_screen(ReadScreen(help_lines, lambda: READ_FOOT))

    def _reveal(self) -> None:
        """Shows the answer, and what each rating would lead to."""
        self._outcomes = {} if self._reviewer.session.options.cram else self._reviewer.outcomes(self._chosen)
        if self._face.options:
            self._suggested = self._reviewer.suggestion(self._chosen)
            self._hint = Content("\n").join([verdict(self._face, self._chosen), *map(Content, self._remarks())])
        else:
            self._hint = ""
        self._answered = True
        self._brought_by = self._pressed
        self.show()

    @property
    def _was_wrong(self) -> bool:
        """Whether a question is answered, and wrong."""
        return self._answered and bool(self._face.options) and not self._face.is_right(self._chosen)

    def _remarks(self) -> list[str]:
        """What follows from the answer and from how sure the learner was."""
        right, confidence = self._face.is_right(self._chosen), self._reviewer.confidence
        remark = answer_remark(confidence, right=right, cram=self._reviewer.session.options.cram)
        return [text for text in (remark, "" if right else which_is_which("y")) if text]

    def _answer_laid_out(self) -> None:
        self.call_after_refresh(self._scroll_to_answer)

    def _scroll_to_answer(self) -> None:
        """If a card's front and its answer do not both fit, scrolls to the answer."""
        paper, back = self.query_one("#paper", VerticalScroll), self.query_one("#back")
        if self._answered and not self._face.options and back.region.bottom > paper.region.bottom:
            paper.scroll_to(y=back.virtual_region.y, animate=False)

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
