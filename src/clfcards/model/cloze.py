"""Cloze text: `{{of}}`, `{{of|a hint}}`, `{{2:of}}`.

Plain blanks of a text are hidden together on one card; numbered ones make a card a number.
"""

import re
from dataclasses import dataclass

_BLANK = re.compile(r"\{\{(?:(?P<number>[0-9]{1,3}):)?(?P<answer>[^{}|]*)(?:\|(?P<hint>[^{}|]*))?\}\}")
MAX_NUMBER = 500  # Anki makes no card of a larger one
_IN_A_LINK = re.compile(r"\]\([^)]*\Z")
_BRACES = re.compile(r"\{\{|\}\}")


@dataclass(frozen=True, slots=True)
class Blank:
    """What a cloze hides. `number` is the card it belongs to, from 1; plain blanks have 1."""

    number: int
    answer: str
    hint: str = ""


class ClozeError(ValueError):
    """A cloze text that cannot be read; `offset` is where in the text, from 0."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


def parse_cloze(text: str) -> list[str | Blank]:
    """The text as plain pieces and blanks, in order.

    Raises ClozeError where braces do not pair, a blank is empty, there is none, or plain and
    numbered blanks are mixed (the plain ones would then share a card with number 1).
    """
    pieces: list[str | Blank] = []
    numbered: set[bool] = set()
    end = 0
    for match in _BLANK.finditer(text):
        _refuse_braces(text, end, match.start())
        if not match["answer"].strip():
            raise ClozeError("a blank has no answer", match.start())
        number = int(match["number"] or 1)
        if not 1 <= number <= MAX_NUMBER:
            raise ClozeError(f"blanks are numbered from 1 to {MAX_NUMBER}", match.start())
        if _IN_A_LINK.search(text, 0, match.start()):
            raise ClozeError("a blank cannot stand in the address of a link", match.start())
        numbered.add(match["number"] is not None)
        if len(numbered) == 2:
            raise ClozeError("plain and numbered blanks are mixed", match.start())
        if match.start() > end:
            pieces.append(text[end : match.start()])
        pieces.append(Blank(number, match["answer"].strip(), (match["hint"] or "").strip()))
        end = match.end()
    _refuse_braces(text, end, len(text))
    if not numbered:
        raise ClozeError("no blank: write {{…}} around what is to be hidden", 0)
    if end < len(text):
        pieces.append(text[end:])
    return pieces


def _refuse_braces(text: str, start: int, end: int) -> None:
    if stray := _BRACES.search(text, start, end):
        raise ClozeError(f"{stray[0]!r} does not belong to a blank", stray.start())


def uncovered(text: str) -> str:
    """The sentence with every blank filled in. Raises ClozeError like `parse_cloze`."""
    return "".join(piece.answer if isinstance(piece, Blank) else piece for piece in parse_cloze(text))


def card_numbers(pieces: list[str | Blank]) -> list[int]:
    """The numbers of the cards a cloze makes, ascending."""
    return sorted({piece.number for piece in pieces if isinstance(piece, Blank)})
