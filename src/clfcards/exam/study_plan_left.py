"""What study has left of the newest study plan in the log."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clfcards.exam.event_kinds import ANSWER, PLAN
from clfcards.exam.first_answers import first_answers
from clfcards.exam.study_plan_record import plan_from_json
from clfcards.memory.event_kinds import ANSWERS
from clfcards.model.card import note_of
from clfcards.model.event import Event, live

STUDY = (*ANSWERS, ANSWER)
"""The kinds of event whose time counts as study of a task."""

_LONGEST_MILLISECONDS = 5 * 60_000  # a card left open during a meal is no study


@dataclass(frozen=True, slots=True)
class TaskLeft:
    """A task of the plan, and how many of its `minutes` were studied since the plan was made."""

    task: str
    minutes: int
    studied: float

    @property
    def left(self) -> float:
        """The minutes left, never below 0."""
        return max(0.0, self.minutes - self.studied)


@dataclass(frozen=True, slots=True)
class RemainingPlan:
    """The newest plan: its tasks in its order, the finished ones included."""

    tasks: tuple[TaskLeft, ...]

    @property
    def following(self) -> TaskLeft | None:
        """The first task with time left; None if the plan is finished."""
        return next((task for task in self.tasks if task.left > 0), None)

    @property
    def minutes_left(self) -> float:
        return sum(task.left for task in self.tasks)


def remaining_plan(events: Iterable[Event], task_of: Mapping[str, str]) -> RemainingPlan | None:
    """What is left of the newest plan among the events, which can be in any order; None if there is no plan.

    Plans and the answers of STUDY count unless an undo among the events cancels them. `task_of` gives the task of a
    note. A plan's task that no note is about is left out: it could not be studied.
    """
    kept = live(events)
    plan = next((event for event in reversed(kept) if event.kind == PLAN), None)
    if plan is None:
        return None
    spent = Counter[str]()
    for event in first_answers(kept):
        if event.kind in STUDY and event.at > plan.at:  # the answers that led to the plan have its time
            note = event.subject if event.kind == ANSWER else note_of(event.subject)
            spent[task_of.get(note, "")] += min(event.duration or 0, _LONGEST_MILLISECONDS)
    known = set(task_of.values())
    tasks = (planned for planned in plan_from_json(plan.payload).tasks if planned.task in known)
    return RemainingPlan(tuple(TaskLeft(t.task, t.minutes, spent[t.task] / 60_000) for t in tasks))
