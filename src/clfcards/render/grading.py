"""The only place that decides whether an answer is right. It uses option keys, never letters or positions."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # Today reads past answers without the questions; the notes' types take 5 ms to import
    from clfcards.model.bank import Option, Question


def option_key(question_id: str, text: str) -> str:
    """The identity of an option inside its question. It stays the same when options are added, moved or shuffled."""
    return hashlib.blake2b(f"{question_id}\0{text}".encode(), digest_size=4).hexdigest()


def options_by_key(question: Question) -> dict[str, Option]:
    """The question's options by their keys, right options first."""
    return {option_key(question.id, option.text): option for option in question.options}


def right_options(question: Question) -> frozenset[str]:
    """The keys of the right options."""
    return frozenset(option_key(question.id, option.text) for option in question.correct)


def is_right(key: Collection[str], chosen: Collection[str]) -> bool:
    """Whether exactly the right options were chosen: all or nothing, and a blank answer is wrong.

    If there is nothing to choose (the key of a fact is empty), choosing nothing is right.
    That there is no partial credit is our own rule: the CLF-C02 guide does not mention it (AWS states it
    for AIF-C01).
    """
    return set(chosen) == set(key)


def shuffled_options(question: Question, seed: int) -> tuple[str, ...]:
    """The option keys in the order in which to show them; the order depends only on the seed and the options."""
    keys = sorted(options_by_key(question))
    random.Random(f"{seed}/{question.id}").shuffle(keys)
    return tuple(keys)
