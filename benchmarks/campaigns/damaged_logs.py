"""Damages a log, repairs it without backups, and compares the result with a page-by-page reader's.

A fault is a repaired log that lacks an event which the reader finds, or that has one which is not as it was written
without naming it. More kinds, with their own tests, are in `tests/log/test_damaged_logs.py`.
"""

import shutil
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path
from random import Random

from tests.log.damages import FILE_DAMAGES, NAMESPACE, Damage, told, try_damage, write_log, write_version_1
from tests.log_events import NOW

from benchmarks.campaigns.campaign import Campaign, Outcome, attempt
from clfcards.log.log import Log
from clfcards.model.event import Event

_EVENTS = 1200


def attempts(folder: Path, dice: Random, *, of_version_1: bool = False) -> Iterator[Outcome]:
    """The kinds of damage in turn, each done to a copy of one log."""
    whole = write_log(folder / "whole", _EVENTS)
    with Log.open(whole.parent, NAMESPACE, NOW) as log:
        written = {one.id: one for one in log.events()}
    for number in count():
        damage = FILE_DAMAGES[number % len(FILE_DAMAGES)]
        copy = folder / "trial" / whole.name
        copy.parent.mkdir()
        if of_version_1:
            write_version_1(copy, written.values())
        else:
            shutil.copyfile(whole, copy)
        act = partial(_repaired, copy, damage, dice, written, has_checksums=not of_version_1)
        yield attempt(f"attempt {number}, {damage.__name__}", act)
        shutil.rmtree(copy.parent)


def _repaired(copy: Path, damage: Damage, dice: Random, written: dict[str, Event], *, has_checksums: bool) -> Outcome:
    """Without checksums, an altered event is noticed only if an index or a check contradicts it: that is no fault."""
    trial = try_damage(copy, damage, dice, written)
    fault = told(trial) if trial.missed or (trial.changed and has_checksums) else ""
    if trial.lost:
        return Outcome("lost as many as it said" if trial.lost == trial.said_lost else "lost some", fault)
    return Outcome("nothing lost", fault)


CAMPAIGN = Campaign("damaged logs without backups", short=4, long=1000, attempts=attempts)
