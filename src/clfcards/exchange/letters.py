"""The key of a question as other programs write it: letters, numbers, or the texts of the right options."""

import re
from collections.abc import Mapping

_AND = re.compile(r"[\s,;&/+|]+|\band\b", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Ta-t]{1,6}\Z")
_LETTERED = re.compile(r"([A-Ta-t])[.):] +(.+)", re.DOTALL)
_TEXTS = re.compile(r"\n|\|| ?; ")
_MARKS = "()[].:*_`\"' "


def chosen_options(key: str, options: Mapping[int, str]) -> frozenset[int]:
    """The numbers of the options that a key names: "B", "A and C", "AC", "1 3", or their texts.

    Raises ValueError, with a message for a person, for a key that names no option or one that does not exist.
    """
    if not key.strip():
        raise ValueError("the question has no answer")
    by_text = {_plain(text): number for number, text in options.items()}
    for texts in ([key], _TEXTS.split(key)):
        named = [by_text.get(_plain(text)) for text in texts if text.strip()]
        if named and all(number is not None for number in named):
            return frozenset(number for number in named if number is not None)
    lettered = _LETTERED.match(key.strip(_MARKS))
    if lettered and _plain(options.get(ord(lettered[1].lower()) - ord("a") + 1, "")) == _plain(lettered[2]):
        return frozenset({ord(lettered[1].lower()) - ord("a") + 1})
    words = [word.strip(_MARKS) for word in _AND.split(key)]
    words = [word for word in words if word]
    numbers: list[int] = []
    for word in words:
        if word.isdecimal() and len(word) < 3:
            numbers.append(int(word))
        elif _LETTERS.match(word) and (len(word) == 1 or word.isupper() or len(words) == 1):
            numbers += [ord(letter) - ord("a") + 1 for letter in word.lower()]
        else:
            raise ValueError(f"the answer '{key.strip()[:80]}' names no option")
    unknown = next((number for number in numbers if number not in options), None)
    if unknown is not None or not numbers:
        raise ValueError(f"the answer '{key.strip()[:80]}' names an option that is not there")
    return frozenset(numbers)


def _plain(text: str) -> str:
    return " ".join(text.lower().split()).rstrip(".")
