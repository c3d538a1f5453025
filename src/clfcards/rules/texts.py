"""The texts of an item, and the pictures in them, `![alt](name)`."""

import re
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import Any

from clfcards.model.bank import Fact, Question
from clfcards.model.cloze import Blank, parse_cloze
from clfcards.source.item_fields import FACT, QUESTION
from clfcards.source.record import Record
from clfcards.source.text_paths import text_paths

# Nothing in it reaches into the next "[" or "](", and it never goes back: the time is in proportion to the text.
_PICTURE = re.compile(r"!\[[^\[\]]*+\]\(\s*+<?((?:[^)\s>\]]|\](?!\())*+)>?(?:[^)\]]|\](?!\())*+\)")
Path = tuple[str | int, ...]


def texts(item: Fact | Question) -> list[tuple[Path, str]]:
    """Every text that an author wrote for a reader of the item, with its path inside the item.

    Only the table of fields (`source/item_fields.py`) decides which fields are texts.
    """
    paths, values_of, lists = _QUESTION_TEXTS if isinstance(item, Question) else _FACT_TEXTS
    found: list[tuple[Path, str]] = [(path, text) for path, text in zip(paths, values_of(item), strict=True) if text]
    for name, keys in lists:
        for i, element in enumerate(getattr(item, name)):
            found += [((name, i, key), text) for key in keys if (text := getattr(element, key))]
    return found


_TextFields = tuple[tuple[Path, ...], Callable[[Any], tuple[str, ...]], tuple[tuple[str, tuple[str, ...]], ...]]


def _text_fields(record: Record) -> _TextFields:
    """The paths of a record's text fields, a function for their values, and the lists with their text fields."""
    lists: dict[str, tuple[str, ...]] = {}
    plain: list[str] = []
    for name, *keys in text_paths(record):
        if keys:
            lists[name] = (*lists.get(name, ()), *keys)
        else:
            plain.append(name)
    paths = tuple((name,) for name in plain)
    return paths, _values_of(plain), tuple(lists.items())


def _values_of(names: Sequence[str]) -> Callable[[Any], tuple[str, ...]]:
    """A function that gives the values of these attributes; every rule reads them, so it has to be fast."""
    if len(names) == 1:
        read = attrgetter(names[0])
        return lambda item: (read(item),)
    return attrgetter(*names)


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
