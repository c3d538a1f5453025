"""Entries as YAML, laid out as the sources are: one key a line in the order of the fields, plain where possible."""

import re
from collections.abc import Iterable, Iterator

from clfcards.exchange.entry import Entry, EntryOption
from clfcards.model.bank import Import
from clfcards.model.citation import book_of

# A plain scalar begins with a letter, a digit or a bracket that YAML does not know, and has nothing in it that ends
# it or begins a comment. A few words would be read as nothing.
_PLAIN = re.compile(r"[^\W_](?:[^\n\t:#\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff\u2028\u2029]|:(?=\S)|(?<=\S)#)*+\Z")
_EMPTY = frozenset({"null", "Null", "NULL", "~"})
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_ESCAPED = re.compile('[\\\\"\x00-\x1f\x7f-\x9f\ufeff\u2028\u2029]')


def scalar(text: str) -> str:
    """The text as a YAML scalar on one line: plain if it can be read back, else in double quotes."""
    if _PLAIN.match(text) and text not in _EMPTY and not text.endswith((" ", ":")):
        return text
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04x}"


def item_yaml(entry: Entry) -> str:
    """The entry as an item with its dash at the left margin. What the entry does not have is left out."""
    lines = list(_lines(entry))
    return "".join(f"{'- ' if i == 0 else '  '}{line}\n" for i, line in enumerate(lines))


def _lines(entry: Entry) -> Iterator[str]:
    yield f"id: {entry.id}"
    if entry.is_question:
        yield from _given(entry, ("pool", "difficulty", "expected", "stem"))
        for name, is_right in (("correct", True), ("distractors", False)):
            if options := [option for option in entry.options if option.is_right == is_right]:
                yield f"{name}:"
                yield from (line for option in options for line in _option_lines(option))
        yield from _lists(entry, ("tests", "enemies"))
    else:
        yield from _given(entry, ("front", "back", "cloze"))
        if entry.reverse:
            yield "reverse: true"
        yield from _given(entry, ("why",))
    yield from _lists(entry, ("topics", "services"))
    if book := book_of(entry.source):
        yield "source:"
        yield from (f"  {key}: {scalar(value)}" for key, value in book.items())
    else:
        yield from _given(entry, ("source",))
    yield from _given(entry, ("verified", "priority"))
    if entry.waive:
        yield "waive:"
        yield from (f"  {rule}: {scalar(reason)}" for rule, reason in entry.waive)
    if entry.imported:
        yield "imported:"
        yield from (f"  {line}" for line in _import_lines(entry.imported))


def _given(entry: Entry, names: Iterable[str]) -> Iterator[str]:
    yield from (f"{name}: {scalar(value)}" for name in names if (value := getattr(entry, name)))


def _lists(entry: Entry, names: Iterable[str]) -> Iterator[str]:
    yield from (f"{name}: [{', '.join(map(scalar, value))}]" for name in names if (value := getattr(entry, name)))


def _option_lines(option: EntryOption) -> Iterator[str]:
    yield f"  - text: {scalar(option.text)}"
    if option.why:
        yield f"    why: {scalar(option.why)}"
    if option.fact:
        yield f"    fact: {scalar(option.fact)}"


def _import_lines(imported: Import) -> Iterator[str]:
    yield f"file: {scalar(imported.file)}"
    yield f"line: {imported.line}"
    for name in ("license", "author", "explanation"):
        if value := getattr(imported, name):
            yield f"{name}: {scalar(value)}"
    if imported.task_is_guess:
        yield "task_is_guess: true"
