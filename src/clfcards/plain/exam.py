"""The practice exam line by line: no cursor movement, for pipes, scripts and screen readers."""

from collections.abc import Callable
from typing import Literal

from clfcards.exam.steps import CONFIDENCES
from clfcards.system.line_input import ReadLine
from clfcards.use_cases.exam_session import ExamSession
from clfcards.words.lines import Line, minutes
from clfcards.words.question import LETTERS, option_lines, stem_lines

Say = Callable[[str], None]
Outcome = Literal["submitted", "stopped"]

_MOST_DIGITS = 9  # of a question's number; Python itself refuses to read more than 4,300
_LONGEST_ECHO = 30  # characters of what was typed that an answer repeats

HELP = """\
b         choose option b; the next question follows
a,c       choose options a and c
b guess   choose b, and say how sure you are: sure, unsure, guess
-         take the answer back
n  p      next question, previous question (also an empty line for the next)
12        go to question 12
f         flag this question, or take the flag away ('flag' where there is an option f)
x b       strike option b out, or take that back
sure      say how sure you are of this answer: sure, unsure, guess
u         undo: back to the question answered last, without its answer
l         list of all questions
submit    hand it in
q         leave; 'clfcards exam' goes on later
?         this help"""


class PlainExam:
    """Asks the questions of a session until it is handed in, left, or out of time."""

    def __init__(self, session: ExamSession, say: Say, read: ReadLine, width: int) -> None:
        self._session = session
        self._say = say
        self._read = read
        self._width = width
        self._answered: list[int] = []

    def run(self) -> Outcome:
        """Works the session; it is left stopped or handed in."""
        self._say("Answer with letters; '?' shows what else there is.")
        self._show()
        while True:
            try:
                line = self._read("> ", self._session.remaining_seconds())
            except TimeoutError:
                line = ""
            if self._session.time_is_up:
                self._say("The time is up: the exam is handed in.")
                return "submitted"
            if line is None or line.strip().lower() in ("q", "quit"):
                self._session.stop()
                return "stopped"
            if line.strip().lower() == "submit":
                if self._confirm_submission():
                    return "submitted"
                continue
            self._act(line.strip().lower())

    def _act(self, line: str) -> None:
        session = self._session
        words = line.replace(",", " ").split()
        if line == "?":
            self._say(HELP)
        elif line == "l":
            self._list()
        elif line in ("", "n", "next"):
            self._step()
        elif line in ("p", "back"):
            session.go(session.position - 1)
            self._show()
        elif line.isdecimal():
            self._jump(line)
        elif line == "u":
            self._undo()
        elif line == "-":
            session.choose(())
            self._say("Taken back.")
        elif line == "flag" or (line == "f" and len(session.current.options) < 6):
            session.flag()
            self._say("Flagged." if session.current.id in session.sitting.flagged else "The flag is gone.")
        elif line in CONFIDENCES:
            session.mark(line)
            self._say(f"Marked: {session.sitting.confidence.get(session.current.id) or 'nothing'}.")
        elif len(words) == 2 and words[0] == "x" and (key := self._option(words[1])):
            self._say(session.strike(key) or "Struck out, or back.")
        else:
            self._answer(words, line)

    def _answer(self, words: list[str], line: str) -> None:
        """Letters, and perhaps how sure."""
        confidence = words[-1] if words and words[-1] in CONFIDENCES else ""
        letters = "".join(words[:-1] if confidence else words)
        keys = [self._option(letter) for letter in dict.fromkeys(letters)]
        if not keys or None in keys:
            last = LETTERS[len(self._session.current.options) - 1]
            shown = line if len(line) <= _LONGEST_ECHO else f"{line[:_LONGEST_ECHO]}…"
            self._say(f"'{shown}' is no answer: write letters from a to {last}, or '?' for help.")
            return
        wanted = len(self._session.current.key)
        if sentence := self._session.choose(tuple(key for key in keys if key)):
            self._say(f"{sentence}.")
            return
        if confidence and self._session.sitting.confidence.get(self._session.current.id) != confidence:
            self._session.mark(confidence)
        if len(keys) < wanted:
            self._say(f"{len(keys)} of {wanted} chosen: write all {wanted} letters on one line.")
            return
        self._answered.append(self._session.position)
        self._step()

    def _option(self, letter: str) -> str | None:
        index = LETTERS.find(letter) if len(letter) == 1 else -1
        options = self._session.current.options
        return options[index] if 0 <= index < len(options) else None

    def _step(self) -> None:
        if self._session.position + 1 == len(self._session.asked):
            self._say("That was the last question. 'submit' hands the exam in, 'l' lists all questions.")
            return
        self._session.go(self._session.position + 1)
        self._show()

    def _jump(self, digits: str) -> None:
        if len(digits) > _MOST_DIGITS or not 1 <= int(digits) <= len(self._session.asked):
            self._say(f"There are questions 1 to {len(self._session.asked)}.")
            return
        self._session.go(int(digits) - 1)
        self._show()

    def _undo(self) -> None:
        if not self._answered:
            self._say("Nothing to undo.")
            return
        self._session.go(self._answered.pop())
        self._session.choose(())
        self._show()

    def _show(self) -> None:
        session = self._session
        left = session.remaining_seconds()
        clock = f" · {minutes(left)} left" if left is not None else ""
        flag = " · flagged" if session.current.id in session.sitting.flagged else ""
        if warning := session.warning():
            self._say(f"\n{warning}.")
        self._say(f"\nQuestion {session.position + 1} of {len(session.asked)}{clock}{flag}")
        lines = stem_lines(session.question, self._width)
        options = option_lines(session.current, session.question, session.chosen, session.sitting.struck, self._width)
        for line in [*lines, Line(), *(line for option in options for line in option)]:
            self._say(line.text)

    def _list(self) -> None:
        for number, asked in enumerate(self._session.asked, start=1):
            sitting = self._session.sitting
            notes = ["answered" if self._session.is_answered(asked) else "not answered"]
            notes += ["flagged"] if asked.id in sitting.flagged else []
            notes += [sitting.confidence[asked.id]] if sitting.confidence.get(asked.id) else []
            self._say(f"{number:>3}  {', '.join(notes)}")

    def _confirm_submission(self) -> bool:
        """Says what is unanswered or flagged, and asks."""
        numbers = {asked.id: str(i) for i, asked in enumerate(self._session.asked, start=1)}
        sitting = self._session.sitting
        for what, ids in (("Not answered", sitting.unanswered), ("Flagged", sitting.flagged)):
            if ids:
                listed = sorted((numbers[id_] for id_ in ids if id_ in numbers), key=int)
                self._say(f"{what}: {', '.join(listed)}")
        try:
            line = self._read("Hand it in? [y/N] ", self._session.remaining_seconds())
        except TimeoutError:
            return True
        return (line or "").strip().lower() in ("y", "yes")
