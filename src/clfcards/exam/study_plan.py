"""A study plan: minutes by domain and task, in proportion to weight × the share not known yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clfcards.compose.apportion import apportion
from clfcards.exam.report import Part
from clfcards.model.guide import Guide

_RESOLUTION = 10_000  # turns shares into whole numbers for apportionment
_MIN_MINUTES = 5  # less is too short to learn anything useful


@dataclass(frozen=True, slots=True)
class TaskMinutes:
    """A task and its minutes."""

    id: str
    title: str
    minutes: int


@dataclass(frozen=True, slots=True)
class DomainMinutes:
    """A domain, the share of it estimated to be known, in (0, 1), and its tasks' minutes."""

    id: str
    title: str
    known: float
    minutes: int
    tasks: tuple[TaskMinutes, ...]


def study_plan(
    guide: Guide, shares: Mapping[str, int], known: Mapping[str, float], tasks: Sequence[Part], minutes: int
) -> tuple[DomainMinutes, ...]:
    """The plan that divides `minutes`, the domain with the most minutes first; `known` is the known share by domain.

    Domains get minutes in proportion to their weight times their unknown share, and tasks within a domain
    in proportion to their share times their unknown share. Minutes are multiples of five.
    """
    asked = {part.id: part for part in tasks}
    claims = {d.id: round(_RESOLUTION * d.weight * (1 - known[d.id])) for d in guide.domains}
    steps = apportion(claims, max(1, minutes // _MIN_MINUTES))
    plan = []
    for domain in guide.domains:
        task_claims = {}
        for task in domain.tasks:
            part = asked.get(task.id)
            # As the task's prior, the domain's estimate counts as two answers.
            right = 2 * known[domain.id] + (part.right if part else 0)
            unknown = 1 - right / (2 + (part.of if part else 0))
            task_claims[task.id] = round(_RESOLUTION * shares.get(task.id, 1) * unknown) + 1
        of_task = apportion(task_claims, steps[domain.id])
        rows = [TaskMinutes(t.id, t.title, of_task[t.id] * _MIN_MINUTES) for t in domain.tasks if of_task[t.id]]
        rows.sort(key=lambda row: -row.minutes)
        plan.append(
            DomainMinutes(domain.id, domain.title, known[domain.id], steps[domain.id] * _MIN_MINUTES, tuple(rows))
        )
    return tuple(sorted(plan, key=lambda row: -row.minutes))
