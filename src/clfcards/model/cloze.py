"""Cloze text: `{{of}}`, `{{of|a hint}}`, `{{2:of}}`.

The plain blanks of a text are hidden together on one card; numbered blanks make one card per number.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from clfcards.model.characters import is_blank

_BLANK = re.compile(r"\{\{(?:(?P<number>[0-9]{1,3}):)?(?P<answer>[^{}|]*)(?:\|(?P<hint>[^{}|]*))?\}\}")
MAX_NUMBER = 500  # Anki makes no card for a larger number
_BRACES = re.compile(r"\{\{|\}\}")


@dataclass(frozen=True, slots=True)
class Blank:
    """A piece of text that a cloze hides. `number` is the card it belongs to, from 1; plain blanks have 1."""

    number: int
    answer: str
    hint: str = ""


class ClozeError(ValueError):
    """A cloze text that cannot be read; `offset` is the position of the error in the text, from 0."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


@lru_cache(maxsize=10_000)  # a build needs the pieces of each text five times
def parse_cloze(text: str) -> tuple[str | Blank, ...]:
    """The text as plain pieces and blanks, in order.

    Raises ClozeError if braces do not match, a blank is empty, there is no blank, or plain and
    numbered blanks are mixed (the plain ones would then share a card with number 1).
    """
    pieces: list[str | Blank] = []
    numbered: set[bool] = set()
    end = 0
    link, link_end = -1, -1  # where the last address of a link began and where the last parenthesis closed
    for match in _BLANK.finditer(text):
        _check_for_stray_braces(text, end, match.start())
        if is_blank(match["answer"]):
            raise ClozeError("a blank has no answer", match.start())
        number = int(match["number"] or 1)
        if not 1 <= number <= MAX_NUMBER:
            raise ClozeError(f"'{number}' is not a valid blank number: use 1 to {MAX_NUMBER}", match.start())
        link = max(link, text.rfind("](", max(end - 1, 0), match.start()))
        link_end = max(link_end, text.rfind(")", end, match.start()))
        if link > link_end:
            raise ClozeError("a blank cannot be inside the address of a link", match.start())
        numbered.add(match["number"] is not None)
        if len(numbered) == 2:
            raise ClozeError("plain and numbered blanks are mixed: number all of them or none", match.start())
        if match.start() > end:
            pieces.append(text[end : match.start()])
        pieces.append(Blank(number, match["answer"].strip(), (match["hint"] or "").strip()))
        end = match.end()
    _check_for_stray_braces(text, end, len(text))
    if not numbered:
        raise ClozeError("the cloze has no blank: write {{…}} around the text to hide", 0)
    if end < len(text):
        pieces.append(text[end:])
    return tuple(pieces)


def _check_for_stray_braces(text: str, start: int, end: int) -> None:
    if stray := _BRACES.search(text, start, end):
        message = f"'{stray[0]}' is not part of a blank: write {{{{…}}}} around the text to hide"
        raise ClozeError(message, stray.start())


def with_blanks_filled(text: str) -> str:
    """The sentence with every blank filled in. Raises ClozeError like `parse_cloze`."""
    return "".join(piece.answer if isinstance(piece, Blank) else piece for piece in parse_cloze(text))


def card_numbers(pieces: Iterable[str | Blank]) -> list[int]:
    """The numbers of the cards a cloze makes, ascending."""
    return sorted({piece.number for piece in pieces if isinstance(piece, Blank)})
