"""The texts of an item, and the pictures in them, `![alt](name)`."""

import re
from collections.abc import Iterator

from clfcards.model.bank import Fact, Question
from clfcards.model.cloze import Blank, parse_cloze

_PICTURE = re.compile(r"!\[[^\]]*\]\(\s*<?([^)\s>]*)>?[^)]*\)")
Path = tuple[str | int, ...]


def texts(item: Fact | Question) -> Iterator[tuple[Path, str]]:
    """Every text of an item that is rendered, with its path inside the item."""
    if isinstance(item, Fact):
        for name, text in (
            ("front", item.front),
            ("back", item.back),
            ("cloze", item.cloze),
            ("why", item.why),
        ):
            if text:
                yield (name,), text
        return
    yield ("stem",), item.stem
    for name, options in (("correct", item.correct), ("distractors", item.distractors)):
        for i, option in enumerate(options):
            yield (name, i, "text"), option.text
            yield (name, i, "why"), option.why


def answers(item: Fact | Question) -> Iterator[tuple[Path, str]]:
    """What a learner has to come up with: the right options, the blanks, or the back."""
    if isinstance(item, Question):
        for i, option in enumerate(item.correct):
            yield ("correct", i, "text"), option.text
    elif item.cloze:
        for piece in parse_cloze(item.cloze):
            if isinstance(piece, Blank):
                yield ("cloze",), piece.answer
    else:
        yield ("back",), item.back


def without_pictures(text: str) -> str:
    """The text as it reads; the description of a picture is not part of it."""
    return _PICTURE.sub("", text) if "![" in text else text


def pictures(item: Fact | Question) -> Iterator[tuple[Path, str]]:
    """The name of every picture, with the path of the text it stands in."""
    for path, text in texts(item):
        if "![" in text:
            for match in _PICTURE.finditer(text):
                yield path, match[1]
