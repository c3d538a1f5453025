"""Options that are numbers but are not sorted by size."""

import re
from collections.abc import Iterator
from itertools import pairwise

from clfcards.model.scripts import in_ascii_digits
from clfcards.rules.rule import Finding, Rule, Sources

_NUMBER_FIRST = re.compile(r"[$€£¥₹₩]?\s*([0-9][0-9,]*(?:\.[0-9]+)?)\s*(.*)", re.DOTALL)


def find(sources: Sources) -> Iterator[Finding]:
    for question in sources.bank.questions:
        read = [_number_and_unit(option.text) for option in question.options]
        if None in read or len({unit for number_unit in read if number_unit for unit in number_unit[1:]}) > 1:
            continue
        for name, options in (("correct", question.correct), ("distractors", question.distractors)):
            numbers = [number_unit[0] for o in options if (number_unit := _number_and_unit(o.text))]
            for i, (before, after) in enumerate(pairwise(numbers), start=1):
                if after < before:
                    message = f"'{options[i].text}' comes after '{options[i - 1].text}': sort the numbers by size"
                    yield Finding(question.origin, (name, i, "text"), message)
                    break


def _number_and_unit(text: str) -> tuple[float, str] | None:
    """'8 hours' as (8.0, 'hour'), so that '1 hour' has the same unit; None if the text does not begin with a number."""
    match = _NUMBER_FIRST.fullmatch(text.strip() if text.isascii() else in_ascii_digits(text.strip()))
    return (float(match[1].replace(",", "")), match[2].strip().lower().rstrip("s.")) if match else None


RULE = Rule(
    name="option-order",
    severity="warning",
    reason="In a sorted list, a missing or repeated value is easy to see.",
    source="Haladyna, Downing & Rodriguez 2002; NBME item-writing guide",
    bad=("correct: [8 hours]\ndistractors: [4 hours, 1 hour, 12 hours]"),
    good=("correct: [8 hours]\ndistractors: [1 hour, 4 hours, 12 hours]"),
    find=find,
)
