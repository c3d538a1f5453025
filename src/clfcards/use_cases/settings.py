"""A learner's settings in the log: reading the current ones and changing them."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from clfcards.log.log import Log
from clfcards.memory.event_kinds import SET
from clfcards.memory.options import StudySettings, study_settings, with_setting
from clfcards.model.event import Event, Stamp, stamped
from clfcards.model.study import Outline
from clfcards.model.time import Timestamp


class Assignment(NamedTuple):
    """The name of a setting, and its new value."""

    name: str
    value: Any


def settings_in_force(log: Log, outline: Outline) -> StudySettings:
    """The learner's settings; the deck's where the learner has not set one."""
    return study_settings(log.settings(), outline.desired_retention)


def save_settings(
    log: Log, outline: Outline, assignments: Sequence[Assignment], stamp: Callable[[Timestamp], Stamp]
) -> None:
    """Saves settings; `stamp` returns an event's stamp, whose time is not before its argument.

    Raises ValueError with a message for the learner if one is not valid; then none is saved.
    """
    settings = settings_in_force(log, outline)
    events: list[Event] = []
    not_before = log.time_after((SET,))
    for name, value in assignments:
        settings = with_setting(settings, name, value)
        now = stamp(not_before)
        not_before = Timestamp(now.at + 1)
        events.append(stamped(now, SET, name, {"value": value}))
    if events:
        log.append(*events)
