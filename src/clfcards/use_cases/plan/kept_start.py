"""The plan as every start but the first of a day reads it, kept beside the log, and the folder where all of it is kept.

It is in `cache/`, where everything can be deleted and made again. What is kept is valid for exactly one key: with
another plan, day, set of weights or limits, or after a merge, it counts as absent.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from clfcards import codec
from clfcards.decks.derived_file import read_derived, write_derived
from clfcards.memory.study_day import date_of
from clfcards.use_cases.plan.plan_now import PlanNow

if TYPE_CHECKING:
    from pathlib import Path

    from clfcards.log.log import Log
    from clfcards.model.time import StudyDay

_NAME = "exam-plan-today"
_SHAPE = "exam-plan-today 2"  # to be raised when the fields change their meaning


def start_key(log: Log, plans: Sequence[str], day: StudyDay) -> bytes:
    """What a start's plan follows from; `plans` are the ids of the events that made, changed or ended one."""
    chosen = log.settings()
    limits = chosen.get("new_per_day"), chosen.get("reviews_per_day")
    return codec.encode((_SHAPE, plans, date_of(day), log.terms.weights, limits, merges(log)))


def merges(log: Log) -> int:
    """A number that changes whenever another device's events are merged: they are numbered below all others."""
    return min(0, log.mark().low)


def read_start(log: Log, folder: Path, key: bytes) -> PlanNow | None:
    """The plan that was kept for the exam in this folder under this key; None if there is none.

    It was made when the log had a certain event, so that one of another log is noticed.
    """
    body = read_derived(cache_folder(log, folder) / _NAME, key)
    if body is None:
        return None
    with suppress(ValueError):
        newest, plan = codec.decode(body, tuple[str, PlanNow])
        return plan if log.event(newest) is not None else None
    return None


def keep_start(log: Log, folder: Path, key: bytes, newest: str, plan: PlanNow) -> None:
    """Keeps the plan, which was made when the event `newest` was in the log."""
    keep(cache_folder(log, folder) / _NAME, key, codec.encode((newest, plan)))


def cache_folder(log: Log, folder: Path) -> Path:
    """Where everything is kept for the exam in this folder."""
    return log.path.parent / "cache" / folder.name


def keep(path: Path, key: bytes, body: bytes) -> None:
    """Keeps a file. On a full or read-only disk nothing is kept, and the next start makes it again."""
    if path.parent.parent.parent.is_dir():  # without a folder for the learner's data, there is no plan
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
        write_derived(path, key, body)
