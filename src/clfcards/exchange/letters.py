"""The key of a question as other programs write it: letters, numbers, or the texts of the right options."""

import re
from collections.abc import Mapping

_AND = re.compile(r"[\s,;&/+|]+|\band\b", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Ta-t]{1,6}\Z")
_LETTERED = re.compile(r"([A-Ta-t])[.):] +(.+)", re.DOTALL)
_TEXTS = re.compile(r"\n|\|| ?; ")
_MARKS = "()[].:*_`\"' "


def chosen_options(key: str, options: Mapping[int, str], *, first: int = 1) -> frozenset[int]:
    """The numbers of the options that a key names: "B", "A and C", "AC", "1 3", or their texts.

    `first` is the number that the key has for option 1. Raises ValueError, with a message for a person, for a key that
    names no option or one that does not exist, and for one that can be read in two ways.
    """
    if not key.strip():
        raise ValueError("the question has no answer")
    with_text = _with_text(key, options)
    if with_text:
        return with_text
    texts = _by_text(key, options)
    try:
        numbers = numbered_options(key, options, first=first)
    except ValueError:
        if texts:
            return texts
        raise
    if texts and texts != numbers:
        raise ValueError(
            f"the answer '{key.strip()[:80]}' is the text of one option and the letter or number of another: "
            "write the letter and the text, such as 'B. 5'"
        )
    return numbers


def numbered_options(key: str, options: Mapping[int, str], *, first: int = 1) -> frozenset[int]:
    """The options that a key names by letters or numbers. Raises ValueError as `chosen_options` does."""
    words = [word.strip(_MARKS) for word in _AND.split(key)]
    words = [word for word in words if word]
    numbers: list[int] = []
    for word in words:
        if word.isdecimal() and len(word) < 3:
            numbers.append(int(word) - first + 1)
        elif _LETTERS.match(word) and (len(word) == 1 or word.isupper() or len(words) == 1):
            numbers += [ord(letter) - ord("a") + 1 for letter in word.lower()]
        else:
            raise ValueError(f"the answer '{key.strip()[:80]}' names no option")
    unknown = next((number for number in numbers if number not in options), None)
    if unknown is not None or not numbers:
        raise ValueError(f"the answer '{key.strip()[:80]}' names an option that is not there")
    return frozenset(numbers)


def is_numeric(key: str) -> bool:
    """Whether a key consists of numbers alone."""
    words = [word.strip(_MARKS) for word in _AND.split(key)]
    return any(words) and all(word.isdecimal() for word in words if word)


def _with_text(key: str, options: Mapping[int, str]) -> frozenset[int]:
    """The option that a key such as "B. ice" names by its letter and its text, or nothing."""
    lettered = _LETTERED.match(key.strip(_MARKS))
    if lettered is None:
        return frozenset()
    number = ord(lettered[1].lower()) - ord("a") + 1
    return frozenset({number}) if _plain(options.get(number, "")) == _plain(lettered[2]) else frozenset()


def _by_text(key: str, options: Mapping[int, str]) -> frozenset[int]:
    """The options whose texts a key repeats, or nothing if a part of it is no text or that of several options."""
    for texts in ([key], _TEXTS.split(key)):
        named = [_number_of(text, options) for text in texts if text.strip()]
        if named and all(number is not None for number in named):
            return frozenset(number for number in named if number is not None)
    return frozenset()


def _number_of(text: str, options: Mapping[int, str]) -> int | None:
    """The option with this text; the case counts only where it tells options from each other."""
    for same in (str.strip, _plain):
        numbers = [number for number, option in options.items() if same(option) == same(text)]
        if numbers:
            return numbers[0] if len(numbers) == 1 else None
    return None


def _plain(text: str) -> str:
    return " ".join(text.lower().split()).rstrip(".")
