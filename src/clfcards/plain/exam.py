"""The practice exam line by line, without moving the cursor, for pipes, scripts and screen readers."""

from collections.abc import Callable
from typing import Literal

from clfcards.exam.form import LETTERS
from clfcards.system.line_input import ReadLine
from clfcards.use_cases.sitting import OpenSitting
from clfcards.words.keys import confidence_of, moved, option_index, plain_action
from clfcards.words.lines import Line, minutes
from clfcards.words.question import option_lines, stem_lines
from clfcards.words.sitting import (
    TIME_IS_UP,
    leaving_help,
    open_questions,
    question_notes,
    refusal_sentence,
    warning_sentence,
)

Say = Callable[[str], None]
Outcome = Literal["submitted", "stopped"]

_MOST_DIGITS = 9  # in a question's number; Python itself refuses to read more than 4,300
_LONGEST_ECHO = 30  # a message repeats at most this many characters of the input

HELP = """\
b  2      choose option b; the next question follows
a,c  1,3  choose options a and c
b guess   choose b, and say how sure you are: sure, unsure, guess
7 8 9     sure, unsure, a guess of the answer to this question, on its own or behind an answer
-         remove your answer
n  p      next question, previous question (also an empty line for the next)
go 12     go to question 12
F         flag this question, or remove the flag
x b       strike out option b, or undo that
u         undo: return to the last question you answered, and remove its answer
l         list of all questions
s         hand it in
q         {leaving}
?         this help"""


class PlainExam:
    """Asks the questions of a sitting until it is handed in, left, or out of time."""

    def __init__(self, sitting: OpenSitting, say: Say, read: ReadLine, width: int) -> None:
        self._sitting = sitting
        self._say = say
        self._read = read
        self._width = width
        self._answered: list[int] = []
        self._actions: dict[str | None, Callable[[], None]] = {
            "next": self._step,
            "previous": self._back,
            "flag": self._flag,
            "list": self._list,
            "help": self._help,
        }

    def run(self) -> Outcome:
        """Runs the sitting until the learner stops or wants to hand it in, or the time is up."""
        self._say("Answer with letters; '?' shows all commands.")
        self._show()
        while True:
            try:
                line = self._read("> ", self._sitting.remaining_seconds())
            except TimeoutError:
                line = ""
            if self._sitting.time_is_up:
                self._say(TIME_IS_UP)
                return "submitted"
            action = None if line is None else plain_action(line.strip(), "exam")
            if line is None or action == "leave":
                self._sitting.stop()
                return "stopped"
            if action == "submit":
                if self._confirm_submission():
                    return "submitted"
                continue
            self._act(line.strip(), action)

    def _act(self, line: str, action: str | None) -> None:
        """Does what a line asks for; `action` is what it means as a whole, by the table of keys."""
        sitting = self._sitting
        words = line.lower().replace(",", " ").split()
        if action in self._actions:
            self._actions[action]()
        elif line == "":
            self._step()
        elif line.lower() == "u":
            self._undo()
        elif line == "-":
            sitting.choose(())
            self._say("Answer removed.")
        elif len(words) == 1 and (confidence := confidence_of(words[0])):
            sitting.mark(confidence)
            self._say(f"Marked: {sitting.state.confidence.get(sitting.current.id) or 'nothing'}.")
        elif len(words) == 2 and words[0] == "x" and (key := self._option(words[1])):
            self._strike(key)
        elif len(words) == 2 and words[0] == "go" and words[1].isdecimal():
            self._jump(words[1])
        elif line.isdecimal() and self._option(line) is None:
            self._say(f"To open a question, write 'go {line[:_MOST_DIGITS]}'.")
        elif sentence := moved(line, "exam") if self._option(line) is None else "":
            self._say(f"{sentence}.")
        else:
            self._answer(words, line)

    def _help(self) -> None:
        self._say(HELP.format(leaving=leaving_help(self._sitting.state.form.kind)))

    def _back(self) -> None:
        self._sitting.go(self._sitting.position - 1)
        self._show()

    def _flag(self) -> None:
        self._sitting.flag()
        is_flagged = self._sitting.current.id in self._sitting.state.flagged
        self._say("Flagged: F removes the flag." if is_flagged else "Flag removed.")

    def _answer(self, words: list[str], line: str) -> None:
        """Answers with letters, and optionally a word for how sure the learner is."""
        confidence = confidence_of(words[-1]) if words else ""
        letters = "".join(words[:-1] if confidence else words)
        keys = [self._option(letter) for letter in dict.fromkeys(letters)]
        if not keys or None in keys:
            last = LETTERS[len(self._sitting.current.options) - 1]
            shown = line if len(line) <= _LONGEST_ECHO else f"{line[:_LONGEST_ECHO]}…"
            self._say(f"'{shown}' is not a valid answer: write letters from a to {last}, or '?' for help.")
            return
        wanted = len(self._sitting.current.key)
        if refusal := self._sitting.choose(tuple(key for key in keys if key)):
            self._say(refusal_sentence(refusal, self._sitting.question))
            return
        if confidence and self._sitting.state.confidence.get(self._sitting.current.id) != confidence:
            self._sitting.mark(confidence)
        if len(keys) < wanted:
            self._say(f"{len(keys)} of {wanted} chosen: write all {wanted} letters on one line.")
            return
        if line in tuple("123456"):  # a number used to open the question
            self._say(f"Answered with option {LETTERS[int(line) - 1]}; 'go {line}' opens question {line}.")
        self._answered.append(self._sitting.position)
        self._step()

    def _strike(self, key: str) -> None:
        sitting = self._sitting
        if refusal := sitting.strike(key):
            self._say(refusal_sentence(refusal, sitting.question))
            return
        is_struck = (sitting.current.id, key) in sitting.state.struck
        self._say("Struck out." if is_struck else "No longer struck out.")

    def _option(self, letter: str) -> str | None:
        options = self._sitting.current.options
        index = option_index(letter, len(options))
        return None if index is None else options[index]

    def _step(self) -> None:
        if self._sitting.position + 1 == len(self._sitting.asked):
            self._say("That was the last question. 's' hands the exam in, 'l' lists all questions.")
            return
        self._sitting.go(self._sitting.position + 1)
        self._show()

    def _jump(self, digits: str) -> None:
        if len(digits) > _MOST_DIGITS or not 1 <= int(digits) <= len(self._sitting.asked):
            self._say(f"There are questions 1 to {len(self._sitting.asked)}.")
            return
        self._sitting.go(int(digits) - 1)
        self._show()

    def _undo(self) -> None:
        if not self._answered:
            self._say("There is nothing to undo.")
            return
        self._sitting.go(self._answered.pop())
        self._sitting.choose(())
        self._show()

    def _show(self) -> None:
        sitting = self._sitting
        left = sitting.remaining_seconds()
        clock = f" · {minutes(left)} left" if left is not None else ""
        flag = " · flagged" if sitting.current.id in sitting.state.flagged else ""
        if warning := sitting.time_warning():
            self._say(f"\n{warning_sentence(warning)}")
        self._say(f"\nQuestion {sitting.position + 1} of {len(sitting.asked)}{clock}{flag}")
        lines = stem_lines(sitting.question, self._width)
        options = option_lines(sitting.current, sitting.question, sitting.chosen, sitting.state.struck, self._width)
        for line in [*lines, Line(), *(line for option in options for line in option)]:
            self._say(line.text)

    def _list(self) -> None:
        state = self._sitting.state
        for number, asked in enumerate(state.questions, start=1):
            self._say(f"{number:>3}  {', '.join(question_notes(state, asked))}")

    def _confirm_submission(self) -> bool:
        """Lists what is unanswered or flagged, and asks for confirmation."""
        for what, numbers in open_questions(self._sitting.state):
            if numbers:
                self._say(f"{what}: {numbers}")
        try:
            line = self._read("Hand it in? [y/N] ", self._sitting.remaining_seconds())
        except TimeoutError:
            return True
        return (line or "").strip().lower() in ("y", "yes")
