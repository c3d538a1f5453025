"""A short text that holds the answers of a sitting, for when no file can be moved: it can be copied, or typed.

It has what the report needs: the form, the options chosen, how sure the learner was, what was flagged, and the times,
coarsely. Symbols are those of Crockford's base 32, which has no letter that looks like a digit. Each line has a check
of its own, so that a mistake in typing is found in its line, and the whole has another.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clfcards.codec import encode
from clfcards.exam.answer_bits import Bits, BitsRead
from clfcards.exam.form import Form
from clfcards.model.confidence import CONFIDENCES

BEGINNING = "clfcards answers"
SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
TIMES = (
    0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 22, 27, 33, 40, 48, 58, 70, 85, 103, 125, 150, 180, 220, 270, 330, 400, 500,
    750, 1200, 3600,
)  # fmt: skip
"""The seconds on a question that the text can hold: about a fifth apart, which is enough for a pace."""

_FORMAT = 1
_MARK_SYMBOLS = 6
_LINE, _GROUP = 32, 4  # symbols
_LINE_CHECK, _WHOLE_CHECK = (2, 1021), (4, 1_048_573)  # symbols of a check, and the largest prime that they hold
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SEPARATORS = re.compile(r"[\s\-–—.]+")
_SYMBOL_LINE = re.compile(r"\s*(?:[0-9A-Za-z]{4} ){4,8}")
_MOST_LINES = 1000


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """What was done with one question: the places of the options chosen, and the seconds spent on it, coarsely.

    `confidence` is empty if the learner did not say how sure they were.
    """

    chosen: tuple[int, ...]
    confidence: str
    flagged: bool
    seconds: int


@dataclass(frozen=True, slots=True)
class Answers:
    """A sitting that was handed in, as a short text holds it.

    `sitting` is its id. It began `began` milliseconds after 1970, at a place `utc_offset` minutes east of UTC.
    `limit_minutes` is None if it was untimed. It took `seconds`, and `by_clock` says that the time ran out.
    """

    sitting: str
    began: int
    utc_offset: int
    limit_minutes: int | None
    strict: bool
    seconds: int
    by_clock: bool
    questions: tuple[AnsweredQuestion, ...]


def form_mark(form: Form) -> str:
    """Six symbols that identify a form: another question, option, key or difficulty gives another mark."""
    digest = hashlib.blake2b(encode(form), digest_size=8).digest()
    return _symbols(int.from_bytes(digest) >> (64 - 5 * _MARK_SYMBOLS), _MARK_SYMBOLS)


def answer_text(name: str, form: Form, answers: Answers) -> str:
    """The text of these answers to a form; `name` says in its first line what they are."""
    bits = Bits()
    bits.add(_FORMAT, 5)
    for symbol in form_mark(form):
        bits.add(SYMBOLS.index(symbol), 5)
    bits.add(int(answers.sitting, 16), 64)
    bits.add(answers.began, 45)
    bits.add(answers.utc_offset // 15 + 64, 7)
    bits.add(answers.limit_minutes or 0, 12)
    bits.add(answers.strict, 1)
    bits.add(answers.seconds, 20)
    bits.add(answers.by_clock, 1)
    for asked, given in zip(form.questions, answers.questions, strict=True):
        for place in range(len(asked.options)):
            bits.add(place in given.chosen, 1)
        bits.add(CONFIDENCES.index(given.confidence) + 1 if given.confidence else 0, 2)
        bits.add(given.flagged, 1)
        bits.add(_nearest_time(given.seconds), 5)
    values = bits.groups_of(5)
    values += [*map(SYMBOLS.index, _check(values, 7, _WHOLE_CHECK))]
    return "\n".join([f"{BEGINNING} {name}", *_lines(values)]) + "\n"


def is_answer_text(beginning: str) -> bool:
    """Whether a text with this beginning holds answers; whoever typed it may have left out the first line."""
    return beginning.lstrip().lower().startswith(BEGINNING) or bool(_SYMBOL_LINE.match(beginning))


def mark_in(values: Sequence[int]) -> str:
    """The mark of the form that the values of `values_of` answer. Raises ValueError if a newer program wrote them."""
    if values[0] != _FORMAT:
        raise ValueError("a newer clfcards wrote it: update the program")
    return "".join(SYMBOLS[value] for value in values[1 : 1 + _MARK_SYMBOLS])


def values_of(text: str) -> list[int]:
    """The values of the text's symbols, without checks.

    Raises ValueError, with a message for the user, for a symbol that does not exist, and for a line or a whole that
    its check does not fit.
    """
    body = [line for line in text.splitlines() if not line.lstrip().lower().startswith(BEGINNING)]
    symbols = _SEPARATORS.sub("", "".join(body)).upper().translate(_LOOKALIKES)
    width = _LINE + _LINE_CHECK[0]
    if len(symbols) > width * _MOST_LINES:
        raise ValueError("it is far too long for the answers of one exam")
    values: list[int] = []
    for number, start in enumerate(range(0, len(symbols), width), start=1):
        line = symbols[start : start + width]
        if unknown := next((symbol for symbol in line if symbol not in SYMBOLS), None):
            raise ValueError(f"line {number} has '{unknown}', which is not one of its letters and digits")
        found, check = [*map(SYMBOLS.index, line[: -_LINE_CHECK[0]])], line[-_LINE_CHECK[0] :]
        if _check(found, number, _LINE_CHECK) != check:
            raise ValueError(f"line {number} has a mistake, or something is missing before its end: '{_grouped(line)}'")
        values += found
    size = _WHOLE_CHECK[0]
    if len(values) <= size + _MARK_SYMBOLS or _check(values[:-size], 7, _WHOLE_CHECK) != _text(values[-size:]):
        raise ValueError("a line is missing, or belongs to other answers")
    return values[:-size]


def answers_in_text(values: Sequence[int], form: Form) -> Answers:
    """The answers to the form whose mark is in the values. Raises ValueError if they do not fit it."""
    bits = BitsRead(values, 5)
    bits.take(5 + 5 * _MARK_SYMBOLS)
    sitting = f"{bits.take(64):016x}"
    began, offset, minutes = bits.take(45), bits.take(7), bits.take(12)
    strict, seconds, by_clock = bool(bits.take(1)), bits.take(20), bool(bits.take(1))
    questions = []
    for asked in form.questions:
        chosen = tuple(place for place in range(len(asked.options)) if bits.take(1))
        if len(chosen) > len(asked.key):
            raise ValueError(f"more options are chosen of '{asked.id}' than it asks for")
        confidence = ("", *CONFIDENCES)[bits.take(2)]
        questions.append(AnsweredQuestion(chosen, confidence, bool(bits.take(1)), TIMES[bits.take(5)]))
    if bits.left >= 5:
        raise ValueError("it has more answers than the exam has questions")
    offset_minutes = 15 * (offset - 64)
    return Answers(sitting, began, offset_minutes, minutes or None, strict, seconds, by_clock, tuple(questions))


def _nearest_time(seconds: float) -> int:
    """The place in TIMES of the nearest one; of two, the shorter."""
    return min(range(len(TIMES)), key=lambda place: abs(TIMES[place] - seconds))


def _lines(values: Sequence[int]) -> Iterator[str]:
    for number, start in enumerate(range(0, len(values), _LINE), start=1):
        line = values[start : start + _LINE]
        yield _grouped(_text(line) + _check(line, number, _LINE_CHECK))


def _grouped(line: str) -> str:
    """A line with its check, in groups: "2CDE 0F1G -7K"."""
    body, check = line[: -_LINE_CHECK[0]], line[-_LINE_CHECK[0] :]
    return " ".join([*(body[at : at + _GROUP] for at in range(0, len(body), _GROUP)), f"-{check}"])


def _check(values: Sequence[int], start: int, kind: tuple[int, int]) -> str:
    """The check of values: it notices every single mistake, and every two neighbors that changed places."""
    symbols, prime = kind
    found = start
    for value in values:
        found = (found * 37 + value + 1) % prime
    return _symbols(found, symbols)


def _symbols(number: int, count: int) -> str:
    return "".join(SYMBOLS[number >> 5 * place & 31] for place in reversed(range(count)))


def _text(values: Sequence[int]) -> str:
    return "".join(SYMBOLS[value] for value in values)
