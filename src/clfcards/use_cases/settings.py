"""A learner's settings in the log: reading the current ones, changing them, and going back to the defaults."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from clfcards.errors import UsageError
from clfcards.log.log import Log
from clfcards.memory.event_kinds import SET
from clfcards.memory.options import NAMES, StudySettings, study_settings, value_of, with_setting
from clfcards.model.event import Event, Stamp, stamped
from clfcards.model.study import Outline
from clfcards.model.time import Timestamp


class Assignment(NamedTuple):
    """The name of a setting, and its new value."""

    name: str
    value: Any


class SettingInForce(NamedTuple):
    """A setting with its value, and with the default: the deck's where it sets one, else the program's."""

    name: str
    value: Any
    default: Any

    @property
    def is_changed(self) -> bool:
        return bool(self.value != self.default)


def known_setting(name: str) -> str:
    """The name itself. Raises UsageError if there is no such setting."""
    if name not in NAMES:
        from clfcards.model.spelling import did_you_mean

        near = did_you_mean(name, NAMES) or f": the settings are {', '.join(NAMES)}"
        raise UsageError(f"unknown setting '{name}'{near}")
    return name


def settings_list(log: Log, outline: Outline) -> list[SettingInForce]:
    """Every setting as it is now."""
    now, default = settings_in_force(log, outline), study_settings({}, outline.desired_retention)
    return [SettingInForce(name, value_of(now, name), value_of(default, name)) for name in NAMES]


def reset_settings(log: Log, names: Sequence[str], stamp: Callable[[Timestamp], Stamp]) -> None:
    """Goes back to the defaults of these settings. Raises UsageError if one is not known; then none is changed.

    It is saved as a setting without a value, which every version reads as the default.
    """
    known = [known_setting(name) for name in dict.fromkeys(names)]
    _save(log, [Assignment(name, None) for name in known], stamp)


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
    for name, value in assignments:
        settings = with_setting(settings, name, value)
    _save(log, assignments, stamp)


def _save(log: Log, assignments: Sequence[Assignment], stamp: Callable[[Timestamp], Stamp]) -> None:
    events: list[Event] = []
    not_before = log.time_after((SET,))
    for name, value in assignments:
        now = stamp(not_before)
        not_before = Timestamp(now.at + 1)
        events.append(stamped(now, SET, name, {"value": value}))
    if events:
        log.append(*events)
