"""A study plan as the log stores it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clfcards.codec import from_json, to_json

if TYPE_CHECKING:  # Today reads a plan and makes none
    from clfcards.exam.study_plan import DomainMinutes

_MOST_MINUTES = 100_000  # more than a plan can be asked to have in all


@dataclass(frozen=True, slots=True)
class PlannedTask:
    """A task of a plan and its minutes."""

    task: str
    minutes: int


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """A plan as the log stores it: its tasks in the order in which they should be studied."""

    tasks: tuple[PlannedTask, ...]


def plan_to_json(plan: Sequence[DomainMinutes]) -> dict[str, Any]:
    """The payload of a plan's event: the tasks with the most minutes first; ties are in the order of the plan."""
    tasks = [PlannedTask(task.id, task.minutes) for domain in plan for task in domain.tasks]
    return dict(to_json(PlanRecord(tuple(sorted(tasks, key=lambda planned: -planned.minutes)))))


def plan_from_json(payload: Mapping[str, Any]) -> PlanRecord:
    """The plan in an event's payload. Raises ValueError if it is not valid."""
    plan = from_json(payload, PlanRecord)
    if not all(0 < planned.minutes <= _MOST_MINUTES for planned in plan.tasks):
        raise ValueError(f"a planned task must have minutes, at most {_MOST_MINUTES:,}")
    if len({planned.task for planned in plan.tasks}) < len(plan.tasks):
        raise ValueError("a task is planned twice")
    return plan
