"""The card on the full screen: what is left, the front, the options, the answer, the ratings and the footer."""

from collections.abc import Callable, Iterable

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from clfcards.memory import session as sessions
from clfcards.memory.event_kinds import ANSWERS
from clfcards.model.language import language_of
from clfcards.model.rating import Rating
from clfcards.render.face import Face
from clfcards.screens.review.card_content import (
    back_content,
    head_content,
    marked_up,
    option_mark,
    option_words,
    progress_content,
    rating_content,
)
from clfcards.screens.review.marks import Marks
from clfcards.use_cases.review import Reviewer
from clfcards.words.cards import queue_word
from clfcards.words.keys import foot, footer

_NARROW = 60
_TIGHT = 24
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


class OptionRow(Horizontal):
    """One option of a question; a click chooses it."""

    def __init__(self, index: int, choose: Callable[[int], None]) -> None:
        self.mark = Static(classes="mark")
        self.words = Static(classes="words")
        super().__init__(self.mark, self.words, classes="option")
        self.index = index
        self._choose = choose

    def on_click(self) -> None:
        self._choose(self.index)


class RatingCell(Static):
    """One of the four ratings; a click rates."""

    def __init__(self, rating: Rating, rate: Callable[[Rating], None]) -> None:
        super().__init__(classes="rating")
        self.rating = rating
        self._rate = rate

    def on_click(self) -> None:
        self._rate(self.rating)


class CardView(Vertical):
    """Draws the reviewer's card. It has no state but what was drawn last."""

    def __init__(self, reviewer: Reviewer, choose: Callable[[int], None], rate: Callable[[Rating], None]) -> None:
        """`choose` and `rate` are called for clicks on options and ratings."""
        super().__init__()
        self._reviewer = reviewer
        self._choose = choose
        self._rate = rate
        self._scrolls_to_answer = False

    def compose(self) -> ComposeResult:
        yield Static(id="head")
        yield Static(id="progress")
        with VerticalScroll(id="paper", can_focus=False):
            yield Static(id="front")
            yield Static(id="back")
        yield Static(id="hint")
        with Horizontal(id="ratings"):
            for rating in Rating:
                yield RatingCell(rating, self._rate)
        yield Static(id="foot")

    def on_mount(self) -> None:
        # The answer has a position only after the layout, which changes the size of what scrolls.
        self.watch(self.paper, "virtual_size", self._answer_laid_out)

    @property
    def paper(self) -> VerticalScroll:
        """The part of the screen that scrolls."""
        return self.query_one("#paper", VerticalScroll)

    def scroll_to_option(self, index: int) -> None:
        self.query(OptionRow)[index].scroll_visible(animate=False)

    def draw(self, face: Face, marks: Marks, why: str, below: Iterable[str | Content]) -> None:
        """Draws a side of the card with its marks: `why` it comes stands above it, and other lines `below` it."""
        self._scrolls_to_answer = marks.is_answered and not face.options
        self.set_class(self.screen.size.width < _NARROW, "narrow")
        self.set_class(self.screen.size.height < _TIGHT, "tight")
        self.set_class(marks.is_answered, "answered")
        self._draw_head()
        self._update("#front", self._front(face, why))
        self._draw_options(face, marks)
        self.query_one("#back").display = marks.is_answered
        if marks.is_answered:
            changed, note = self._reviewer.changed_answer, self._reviewer.own_note
            self._update("#back", back_content(face, changed, note, self._reviewer.deck.pictures))
            self._draw_ratings(marks)
        lines = [Content(line) if isinstance(line, str) else line for line in below if line]
        self._update("#hint", Content("\n").join(lines))
        self._update("#foot", Content(self._foot(face, marks)))

    @property
    def _is_narrow(self) -> bool:
        return self.screen.size.width < _NARROW

    def _draw_head(self) -> None:
        reviewer, exam = self._reviewer, self._reviewer.deck.outline
        card, state = reviewer.session.cards[reviewer.state.card], reviewer.state
        left = sessions.counts(reviewer.session)
        flag = f"⚑{'' if state.flag == 1 else state.flag} " if state.flag else ""
        task = f"{card.task} {exam.tasks[card.task]}"
        places = [f"{flag}{place}" for place in (f"{exam.domains[card.domain]} · {task}", task, f"task {card.task}")]
        width = max(0, self.screen.size.width - 2)
        done = sum(event.kind in ANSWERS for event in reviewer.session.answered)
        self._update("#head", head_content(left, queue_word(state), places, width))
        self._update("#progress", progress_content(done, left.all, width))

    def _front(self, face: Face, why: str) -> Content:
        front = marked_up(face.front, self._reviewer.deck.pictures)
        if face.choose > 1:
            from clfcards.model.card_words import card_words  # few cards need it

            asked = card_words(language_of("en")).choose_of(face.choose)
            front = Content.assemble(front, (f"\n({asked})", "dim"))
        return Content.assemble((f"{why}\n\n", "dim"), front) if why else front

    def _draw_options(self, face: Face, marks: Marks) -> None:
        options, pictures = face.options, self._reviewer.deck.pictures
        rows = len(self.query(OptionRow))
        if rows < len(options):  # this is the first question, or it has more options than any before
            added = [OptionRow(index, self._choose) for index in range(rows, len(options))]
            self.paper.mount_all(added, before="#back")
        for row in self.query(OptionRow):
            row.display = row.index < len(options)
            if row.display:
                option = options[row.index]
                mark = option_mark(option, marks.chosen, several=face.choose > 1, answered=marks.is_answered)
                at = "" if marks.is_answered else "›" if row.index == marks.cursor else " "
                row.mark.update(Content.assemble(at, mark))
                row.words.update(option_words(option, marks.chosen, pictures, answered=marks.is_answered))

    def _draw_ratings(self, marks: Marks) -> None:
        for cell in self.query(RatingCell):
            outcome, is_suggested = marks.outcomes.get(cell.rating), cell.rating == marks.suggested
            cell.update(rating_content(cell.rating, outcome, suggested=is_suggested, narrow=self._is_narrow))

    def _foot(self, face: Face, marks: Marks) -> str:
        if marks.is_answered:
            beginnings: tuple[str, ...] = ("1–4 rate  space the marked one", "1–4 rate")
        elif face.options:
            letters = f"a–{face.options[-1].letter} answer"
            enter = "done" if marks.is_complete(face) else "choose"
            done = f"{letters}  enter {enter}" if face.choose > 1 else letters
            beginnings = (done,) if self._is_narrow else (f"{done}  {foot('sure')}",)
        else:
            beginnings = ("space answer",)
        return footer(self.screen.size.width - 2, beginnings, *_FOOT)

    def _update(self, widget: str, content: Content) -> None:
        self.query_one(widget, Static).update(content)

    def _answer_laid_out(self) -> None:
        self.call_after_refresh(self._scroll_to_answer)

    def _scroll_to_answer(self) -> None:
        """If a card's front and its answer do not both fit, scrolls to the answer."""
        back = self.query_one("#back")
        if self._scrolls_to_answer and back.region.bottom > self.paper.region.bottom:
            self.paper.scroll_to(y=back.virtual_region.y, animate=False)
