"""The texts of an item, and the pictures in them, `![alt](name)`."""

import re
from collections.abc import Iterator

from clfcards.model.bank import Fact, Question
from clfcards.model.cloze import Blank, parse_cloze
from clfcards.source.fields import FACT, QUESTION, text_paths
from clfcards.source.kinds import Record

# Nothing in it reaches into the next "[" or "](", and it never goes back: the time is in proportion to the text.
_PICTURE = re.compile(r"!\[[^\[\]]*+\]\(\s*+<?((?:[^)\s>\]]|\](?!\())*+)>?(?:[^)\]]|\](?!\())*+\)")
Path = tuple[str | int, ...]


def texts(item: Fact | Question) -> Iterator[tuple[Path, str]]:
    """Every text that an author wrote for a reader of the item, with its path inside the item.

    Only the table of fields (`source/fields.py`) decides which fields are texts.
    """
    plain, lists = _QUESTION_TEXTS if isinstance(item, Question) else _FACT_TEXTS
    for name in plain:
        if text := getattr(item, name):
            yield (name,), text
    for name, keys in lists:
        for i, element in enumerate(getattr(item, name)):
            for key in keys:
                if text := getattr(element, key):
                    yield (name, i, key), text


def _text_fields(record: Record) -> tuple[tuple[str, ...], tuple[tuple[str, tuple[str, ...]], ...]]:
    """The names of a record's text fields, and the names of its lists with the text fields of their elements."""
    lists: dict[str, tuple[str, ...]] = {}
    plain: list[str] = []
    for name, *keys in text_paths(record):
        if keys:
            lists[name] = (*lists.get(name, ()), *keys)
        else:
            plain.append(name)
    return tuple(plain), tuple(lists.items())


_FACT_TEXTS, _QUESTION_TEXTS = _text_fields(FACT), _text_fields(QUESTION)


def answers(item: Fact | Question) -> Iterator[tuple[Path, str]]:
    """The texts that a learner has to recall: the right options, the blanks, or the back."""
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
    """The text without its pictures and their descriptions."""
    return _PICTURE.sub("", text) if "![" in text else text


def pictures(item: Fact | Question) -> Iterator[tuple[Path, str]]:
    """The name of every picture, with the path of the text that contains it."""
    for path, text in texts(item):
        if "![" in text:
            for match in _PICTURE.finditer(text):
                yield path, match[1]
