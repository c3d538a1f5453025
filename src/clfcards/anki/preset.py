"""The options that our deck should have in Anki, in the names of Anki's preset (its "deck config"). Pure."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

_LOWEST_POSITION = 1  # Anki's NewCardGatherPriority: "Ascending position"

Value = int | float | bool
Values = Mapping[str, Value]
"""Options by their places in a preset, such as `new.perDay`."""

SIBLINGS = ("new.bury", "rev.bury", "buryInterdayLearning")
GATHER = "newGatherPriority"
NEW_PER_DAY = "new.perDay"
RETENTION = "desiredRetention"


def wanted_values(desired_retention: float, new_per_day: int | None) -> dict[str, Value]:
    """New cards in the order of the deck, siblings on different days, and the deck's retention; `new_per_day` only if
    it is given. Retention works with FSRS, which is a switch of the whole collection and in no preset."""
    values: dict[str, Value] = {GATHER: _LOWEST_POSITION, **dict.fromkeys(SIBLINGS, True)}
    values[RETENTION] = desired_retention
    return values if new_per_day is None else {**values, NEW_PER_DAY: new_per_day}


def value_at(preset: Mapping[str, Any], place: str) -> Value | None:
    """The option at a place; None if this Anki does not have it."""
    found: Any = preset
    for name in place.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found if isinstance(found, int | float) else None


def values_of(preset: Mapping[str, Any], places: Iterable[str]) -> dict[str, Value]:
    """The options at these places; those that this Anki does not have are left out."""
    found = ((place, value_at(preset, place)) for place in places)
    return {place: value for place, value in found if value is not None}


def is_same(one: Value, other: Value) -> bool:
    """Whether two values of an option are the same to Anki, which keeps shares as 32-bit numbers."""
    return abs(one - other) < 1e-5


def are_same(some: Values, others: Values) -> bool:
    """Whether these are the same options with the same values."""
    return some.keys() == others.keys() and all(is_same(value, others[place]) for place, value in some.items())


def with_values(preset: Mapping[str, Any], values: Values) -> dict[str, Any]:
    """The preset with these options, and everything else as it is."""
    new = deepcopy(dict(preset))
    for place, value in values.items():
        *groups, name = place.split(".")
        inside = new
        for group in groups:
            inside = inside[group]
        inside[name] = value
    return new
