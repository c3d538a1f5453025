"""The review line by line, for screen readers, pipes and scripts. It can do everything the full screen can."""

from collections.abc import Callable, Sequence
from functools import partial

from clfcards.errors import ClfcardsError
from clfcards.memory import session as sessions
from clfcards.memory.study_day import date_of
from clfcards.model.confidence import Confidence
from clfcards.model.event import Event
from clfcards.model.rating import Rating
from clfcards.model.time import local_time
from clfcards.render.face import Face
from clfcards.render.spans import plain, spans
from clfcards.system.line_input import ReadLine
from clfcards.use_cases.review import Reviewer
from clfcards.words.cards import RATING_WORDS, phase_word, queue_word
from clfcards.words.confidence import answer_remark, how_sure_phrase
from clfcards.words.keys import KEYS, confidence_of, moved, option_index, plain_action
from clfcards.words.lines import folded
from clfcards.words.next_steps import error_sentence
from clfcards.words.own_notes import how_to_write, note_lines, saved_sentence, which_is_which
from clfcards.words.phrases import clock_phrase, count, estimated, interval_phrase
from clfcards.words.pulled import why_phrase
from clfcards.words.terms import TERMS, terms_on


class PlainReview:
    """Shows the cards of a session and reads answers and commands.

    `read` returns a line, or None at the end of the input; `write` takes a line of at most `width` columns.
    `open_link` and `edit` return a message to show, or nothing.
    """

    def __init__(
        self,
        reviewer: Reviewer,
        read: ReadLine,
        write: Callable[[str], None],
        open_link: Callable[[str], str],
        edit: Callable[[str], str],
        width: int,
    ) -> None:
        self._reviewer = reviewer
        self._read = read
        self._write = write
        self._open_link = open_link
        self._edit = edit
        self._width = width
        self._failed: tuple[str, ClfcardsError] | None = None  # the command that failed, until one succeeds

    @property
    def failure(self) -> ClfcardsError | None:
        """Why the last action failed, if none has succeeded since."""
        return self._failed[1] if self._failed else None

    def run(self) -> None:
        """Runs until no cards are left, the learner stops, or the input ends.

        Raises the last ClfcardsError if nothing succeeded after it, so that a script does not take it for success.
        """
        self._cards()
        if self.failure is not None:
            raise self.failure

    def _cards(self) -> None:
        if self._reviewer.clock_behind > 0:
            self._write(clock_phrase(self._reviewer.clock_behind))
        while self._reviewer.wait():
            if not self._card():
                return
        back_at = sessions.next_due_at(self._reviewer.session)
        if back_at is not None:
            offset = self._reviewer.clock().utc_offset
            waiting = len(self._reviewer.session.queue.learning)
            self._write(f"{count(waiting, 'card')} in learning; the next at {local_time(back_at, offset):%H:%M}")

    def _card(self) -> bool:
        """Shows one card and does what the learner asks for; returns whether to continue."""
        reviewer = self._reviewer
        card, face = reviewer.card, reviewer.face
        if card is None:
            return False
        left = sessions.counts(reviewer.session)
        self._write("")
        flagged = f" · flag {reviewer.state.flag}" if reviewer.state.flag else ""
        numbers = f"{left.new} new, {left.learning} learning, {left.due} due"
        self._write(f"[{queue_word(reviewer.state)} · task {card.task}{flagged} · left: {numbers}]")
        if why := why_phrase(reviewer.pulled, reviewer.asked_again):
            self._text(f"({why})")
        self._text(face.front)
        return self._question(face) if face.options else self._fact(face)

    # ── a fact or a cloze ──

    def _fact(self, face: Face) -> bool:
        while True:
            line = self._ask("(enter shows the answer) ")
            if line is None:
                return False
            if not line:
                break
            stays = self._command(line, face)
            if stays is None:
                known = moved(line, "review") or f"unknown command '{line}'"
                self._write(f"{known}; press enter for the answer, ? for help")
            elif stays is not True:
                return stays == "next"
        self._back(face)
        return self._rating(face, ())

    def _back(self, face: Face) -> None:
        self._write("")
        self._text(face.back)
        if face.why:
            self._text(face.why)
        if changed := self._reviewer.changed_answer:
            self._text(f"This answer has changed. It was: {changed}")
        self._own_note()
        self._write(face.source)

    def _own_note(self) -> None:
        for line in note_lines(self._reviewer.own_note, self._width):
            self._write(line.text)

    # ── a question ──

    def _question(self, face: Face) -> bool:
        self._write("")
        for option in face.options:
            self._text(f"{option.letter}) {option.text}", indent="   ")
        which = "one letter" if face.choose == 1 else f"{face.choose} letters, like a,c"
        while True:
            line = self._ask(f"(choose {which}) ")
            if line is None:
                return False
            confidence, chosen = self._answer(face, line)
            if confidence is not None and (chosen is None or len(chosen) == face.choose):
                self._reviewer.say_how_sure(confidence)
            if confidence is not None and chosen is None:
                self._write(how_sure_phrase(self._reviewer.confidence))
            elif chosen is None:
                stays = self._command(line, face)
                if stays is None:
                    letters = ", ".join(option.letter for option in face.options)
                    known = moved(line, "review") or f"'{line}' is not a valid answer"
                    self._write(f"{known}: the letters are {letters}; ? for help")
                elif stays is not True:
                    return stays == "next"
            elif len(chosen) != face.choose:
                self._write(f"this question takes {which}")
            else:
                break
        self._correction(face, chosen)
        return self._rating(face, chosen)

    def _answer(self, face: Face, line: str) -> tuple[Confidence | None, tuple[str, ...] | None]:
        """How sure the learner is, and the options chosen, each None if the line does not say: "b", "7", "b 7"."""
        *before, last = line.lower().split() or [""]
        confidence = confidence_of(last)
        if confidence is None:
            return None, self._letters(face, line)
        chosen = self._letters(face, " ".join(before))
        return (confidence, chosen) if chosen is not None or not before else (None, None)

    def _letters(self, face: Face, line: str) -> tuple[str, ...] | None:
        """The keys of the options that a line names by letter or number; None if it names anything else."""
        names = line.lower().replace(",", " ").split()
        if len(names) == 1 and len(names[0]) > 1 and plain_action(names[0], "review") is None:
            names = list(names[0])  # "ac"
        places = [option_index(name, len(face.options)) for name in names]
        if not places or None in places:
            return None
        return tuple(dict.fromkeys(face.options[place].key for place in places if place is not None))

    def _correction(self, face: Face, chosen: Sequence[str]) -> None:
        """Shows whether the answer was right, and the reason for every option."""
        self._write("")
        right = face.is_right(chosen)
        self._write("Right." if right else "Wrong.")
        if remark := answer_remark(self._reviewer.confidence, right=right, cram=self._reviewer.session.options.cram):
            self._text(remark)
        for option in face.options:
            mark = "✓ right" if option.is_right else "✗ wrong"
            yours = ", your choice" if option.key in chosen else ""
            self._text(f"{option.letter}) {option.text} [{mark}{yours}]", indent="   ")
            if option.why:
                self._text(f"   {option.why}", indent="   ")
        if changed := self._reviewer.changed_answer:
            self._text(f"This answer has changed. It was: {changed}")
        self._own_note()
        self._write(face.source)
        if not right:
            self._text(f"({which_is_which('y TEXT')})")

    # ── ratings and commands ──

    def _rating(self, face: Face, chosen: Sequence[str]) -> bool:
        outcomes = {} if self._reviewer.session.options.cram else self._reviewer.outcomes(chosen)
        suggested = self._reviewer.suggestion(chosen) if face.options else None
        choices = [
            f"{rating.value} {RATING_WORDS[rating]}"
            + (f" ({interval_phrase(outcomes[rating].interval)})" if outcomes else "")
            for rating in Rating
        ]
        self._choices(choices)
        prompt = f"(rating; enter for {suggested.value}) " if suggested else "(rating) "
        while True:
            line = self._ask(prompt)
            if line is None:
                return False
            if not line and suggested:
                line = str(suggested.value)
            if line in ("1", "2", "3", "4"):
                if self._succeeds("rate", partial(self._reviewer.rate, Rating(int(line)), chosen)):
                    return True
                continue
            stays = self._command(line, face, is_answered=True)
            if stays is None:
                is_now = f"{sentence}; " if (sentence := moved(line, "review")) else ""
                self._write(f"{is_now}a rating is 1, 2, 3 or 4: 1 again, 2 hard, 3 good, 4 easy; ? for help")
            elif stays is not True:
                return stays == "next"

    def _command(self, line: str, face: Face, *, is_answered: bool = False) -> bool | str | None:
        """Runs a command. True: stay on the card; "next": go to the next card; "stop": end; None: unknown command."""
        word, _, rest = line.strip().partition(" ")
        action = plain_action(word, "review")
        if action is None:
            return None
        if action == "help":
            self._help(None if is_answered else face)
            return True
        if action == "why" and not (is_answered and face.options):
            self._write("y is for a question that you just answered; w writes a note on any card")
            return True
        return self._do(action, rest, face)

    def _do(self, name: str, rest: str, face: Face) -> bool | str:
        reviewer = self._reviewer
        if name == "leave":
            return "stop"
        if name == "undo":
            undone: list[Event | None] = []
            if not self._succeeds(name, lambda: undone.append(reviewer.undo())):
                return True
            for event in undone:
                self._write(f"undone: {event.kind} of {event.subject}" if event else "there is nothing to undo")
            return "next" if any(undone) else True
        if name == "flag":
            if rest not in ("", *"01234567"):
                self._write("a flag is a number from 0 (none) to 7")
            elif self._succeeds(name, lambda: reviewer.flag(int(rest or 1))):
                self._write(f"flag {rest or 1} set: 'F 0' or u removes it" if rest != "0" else "no flag")
                if reviewer.card is None or reviewer.card.key != face.card:
                    return "next"  # an answer in another program has replaced it
            return True
        if name == "info":
            self._info()
            return True
        if name == "note":
            self._write_note(rest.strip())
            return True
        if name == "why":
            self._add_to_note(rest.strip())
            return True
        if name == "open":
            self._succeeds(name, lambda: self._write_message(self._open_link(face.source)))
            return True
        if name == "edit":
            self._succeeds(name, lambda: self._write_message(f"{self._edit(face.card)}; E opens it again"))
            return True
        if not self._succeeds(name, reviewer.suspend if name == "suspend" else reviewer.bury):
            return True
        done = "suspended" if name == "suspend" else "buried until tomorrow"
        self._write(f"{face.card} {done}: u brings it back")
        return "next"

    def _write_note(self, text: str) -> None:
        if not text:
            for line in how_to_write(self._reviewer.own_note).split("\n"):
                self._write("\n".join(folded(line, self._width)))
            return
        saved: list[str] = []
        if self._succeeds("write", lambda: saved.append(self._reviewer.write_note("" if text == "-" else text))):
            self._write("".join(map(saved_sentence, saved)))

    def _add_to_note(self, line: str) -> None:
        if not line:
            self._write("y TEXT adds the text to your note on this card as a line of its own")
            return
        saved: list[str] = []
        if self._succeeds("write", lambda: saved.append(self._reviewer.add_to_note(line))):
            self._write("".join(map(saved_sentence, saved)))

    def _succeeds(self, name: str, action: Callable[[], object]) -> bool:
        """Runs an action. If it fails, shows the error, and the card stays. Returns whether it was done."""
        before = self._reviewer.session
        try:
            action()
        except ClfcardsError as error:
            self._failed = (name, error)
            self._write(error_sentence(error))
            return self._reviewer.session is not before  # it was saved, and only a later step failed
        # Opening a page does not make up for a lost answer.
        if self._failed and (self._reviewer.session is not before or self._failed[0] == name):
            self._failed = None
        return True

    def _write_message(self, message: str) -> None:
        if message:
            self._write(message)

    def _help(self, face: Face | None) -> None:
        if face is not None and face.options:
            self._write("Answer with a letter or number; separate several with commas.")
            self._write("Add 7 if you are sure, 8 if you are unsure, or 9 for a guess, as in 'b 7'. You need not.")
        self._write("Commands, in full or by their letter, where capital letters count:")
        for each in KEYS:
            if each.word and each.review:
                does = "set a flag: 'F 2' another, 'F 0' none" if each.action == "flag" else each.review
                self._write(f"  {each.word} ({each.shown}): {does}")
        self._write("Ratings: 1 again (forgotten), 2 hard, 3 good, 4 easy. Words:")
        for term in terms_on("new learning due suspended buried flag leech"):
            self._text(f"  {term}: {TERMS[term]}", indent="    ")

    def _info(self) -> None:
        info = self._reviewer.info()
        state, past = info.state, info.state.past
        self._write(f"{info.card.key} · domain {info.card.domain}, task {info.card.task} · {phase_word(state)}")
        if past is not None:
            due = f", due {date_of(state.due_day)}" if state.due_day is not None else ""
            self._write(
                f"recall now {estimated(info.recall)}, stability {past.memory.stability:.1f} days, "
                f"difficulty {past.memory.difficulty:.1f} of 10, {count(past.lapses, 'lapse')}{due}"
            )
        if why := why_phrase(info.pulled, info.asked_again):
            self._write(f"comes {why}")
        if info.report_url:
            self._write(f"report a mistake: {info.report_url}")
        for event in info.reviews[-20:]:
            when = local_time(event.at, event.utc_offset)
            seconds = (event.duration or 0) / 1000
            word = RATING_WORDS[event.rating or Rating.AGAIN]
            self._write(f"  {when:%Y-%m-%d %H:%M}  {word}, {seconds:.0f} s, then {interval_phrase(event.interval)}")
        if not info.reviews:
            self._write("  not reviewed yet")

    def _ask(self, prompt: str) -> str | None:
        line = self._read(prompt, None)
        return None if line is None else line.strip()

    def _text(self, source: str, indent: str = "") -> None:
        """Writes source text, folded to the width; `indent` is for the lines after the first."""
        text = plain(spans(source, self._reviewer.deck.pictures))
        for line in text.split("\n"):
            self._write("\n".join(folded(line, self._width, "", indent)))

    def _choices(self, choices: Sequence[str]) -> None:
        """Writes the ratings on one line, or on one line each if they are too wide."""
        line = "  ".join(choices)
        self._write("\n".join(choices) if len(line) > self._width else line)
