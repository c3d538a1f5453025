"""Keys that are not in the table of fields: what to say about one, and which known key it probably means."""

import re
from collections.abc import Callable, Iterable

from clfcards.model.characters import INVISIBLE
from clfcards.model.spelling import closest, known_words
from clfcards.source.nodes import Node, Scalar

_WIDE_SPACE = re.compile(r"[^\S\t\n\r ]")


def unknown_key(key: Scalar, value: Node, known: Iterable[str], describe: Callable[[str], str] | None = None) -> str:
    """The message for a key that is not in the table of fields. `describe` gives what a known key means."""
    name = key.text
    if not name.isascii() and (bad := INVISIBLE.search(name) or _WIDE_SPACE.search(name)):
        return f"the invisible character U+{ord(bad[0]):04X} is in the key '{name}': remove it"
    if type(value) is Scalar and not value.text and (value.line, value.column) == key.end:  # no colon follows
        return f"'{name}' is read as a key: if it belongs to a text with a comma, put the whole text in quotes"
    known = tuple(known)
    meant = closest(name, known)
    if meant and describe is not None:
        return f"unknown key '{name}', did you mean '{meant}' ({describe(meant)})?"
    return f"unknown key '{name}'{known_words(name, known, 'key')}"


def meant_keys(entries: Iterable[str], known: Iterable[str]) -> frozenset[str]:
    """The known keys that the unknown ones among the entries probably mean, so that these are not also missing."""
    known = tuple(known)
    return frozenset(
        key for name in entries if name not in known and (key := closest(INVISIBLE.sub("", name).strip(), known))
    )
