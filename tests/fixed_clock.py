"""A clock for whole commands: the test sets the time and the local zone, whatever they are on the machine."""

import datetime as dt
import importlib
import pkgutil
from types import ModuleType
from typing import Any

import pytest

from clfcards.model.instant import Instant


class _LocalTime(dt.datetime):
    """A local time that stays in its own zone where the machine's zone would be used."""

    def astimezone(self, tz: dt.tzinfo | None = None) -> Any:
        return self if tz is None else super().astimezone(tz)


class Clock:
    """The time `now`, with its local zone; each reading advances it by `step`."""

    def __init__(self, now: dt.datetime, step: dt.timedelta = dt.timedelta()) -> None:
        self.now = now
        self.step = step

    def read(self, tz: dt.tzinfo | None = None) -> dt.datetime:
        """The result of `datetime.now`."""
        now = self.now
        self.now += self.step
        if tz is not None:
            return now.astimezone(tz)
        return _LocalTime.combine(now.date(), now.time(), now.tzinfo)

    def install(self, monkeypatch: pytest.MonkeyPatch, *packages: str) -> None:
        """Replaces the clock in every module of these packages of `clfcards`, which are those that may read it."""
        clock = self

        class Frozen(dt.datetime):
            @classmethod
            def now(cls, tz: dt.tzinfo | None = None) -> Any:
                return clock.read(tz)

        class FrozenDate(dt.date):
            @classmethod
            def today(cls) -> Any:
                return clock.read().date()

        frozen = ModuleType("datetime")
        frozen.__dict__.update({**vars(dt), "datetime": Frozen, "date": FrozenDate})
        for module in _modules(packages):
            for name, value in list(vars(module).items()):
                if value is dt:
                    monkeypatch.setattr(module, name, frozen)


def clock_of_commands(now: dt.datetime, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of all commands, and of the sittings of exams, which would else count the time since the boot."""
    clock = Clock(now)
    clock.install(monkeypatch, "cli", "system")
    monkeypatch.setattr(
        "clfcards.cli.practice.read_instant",
        lambda: Instant(clock.now.astimezone(dt.UTC), clock.now.timestamp(), "boot"),
    )
    return clock


def _modules(packages: tuple[str, ...]) -> list[ModuleType]:
    """Every module of these packages, imported."""
    found = []
    for name in packages:
        package = importlib.import_module(f"clfcards.{name}")
        found.append(package)
        for module in pkgutil.walk_packages(package.__path__, f"clfcards.{name}."):
            found.append(importlib.import_module(module.name))
    return found
