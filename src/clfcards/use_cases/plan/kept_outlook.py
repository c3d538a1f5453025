"""The whole outlook of this morning, kept beside the log: the next morning begins with its policy."""

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from clfcards import codec
from clfcards.decks.derived_file import read_derived
from clfcards.exam.plan_history import PlanMade
from clfcards.forecast.policy import Policy
from clfcards.log.log import Log
from clfcards.memory.study_day import date_of
from clfcards.model.time import StudyDay
from clfcards.use_cases.plan.kept_start import cache_folder, keep, merges
from clfcards.use_cases.plan.outlook import Gain, Outlook

_NAME = "exam-plan"
_SHAPE = b"exam-plan 2"  # to be raised when the fields change their meaning


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """What an outlook was made from; it holds only while all of this is so.

    `plan` is the id of the plan's event, `weights` are those of the memory model, and `limits` those that the learner
    has set for new cards and for reviews, None if not. `merged` changes whenever another device's events are merged.
    """

    plan: str
    date: dt.date
    weights: tuple[float, ...]
    limits: tuple[int | None, int | None]
    merged: int


@dataclass(frozen=True, slots=True)
class KeptOutlook:
    """An outlook, what it was made from, and the event that was the log's `newest` then, so that an outlook of another
    log is noticed.

    `policy` is where the next morning's computation begins. Before today, `done` minutes of review were studied since
    the plan began, and `planned` were planned.
    """

    made_from: MadeFrom
    newest: str
    done: float
    planned: float
    outlook: Outlook
    policy: Policy
    gains: tuple[Gain, ...] = ()


def made_from(log: Log, version: PlanMade, day: StudyDay) -> MadeFrom:
    """What an outlook made now is made from."""
    chosen = log.settings()
    limits = chosen.get("new_per_day"), chosen.get("reviews_per_day")
    return MadeFrom(version.id, date_of(day), log.terms.weights, limits, merges(log))


def kept_path(log: Log, folder: Path) -> Path:
    """The file of the exam in this folder."""
    return cache_folder(log, folder) / _NAME


def read_kept(path: Path) -> KeptOutlook | None:
    """What is kept, whatever it was made from; None if there is nothing that can be read."""
    body = read_derived(path, _SHAPE)
    if body is None:
        return None
    with suppress(ValueError):
        return codec.decode(body, KeptOutlook)
    return None


def write_kept(path: Path, kept: KeptOutlook) -> None:
    """Keeps an outlook."""
    keep(path, _SHAPE, codec.encode(kept))
