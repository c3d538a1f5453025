"""What a plan promises of the exam's day is logged each morning, to say later whether it came true."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from clfcards.exam.event_kinds import PROMISE
from clfcards.model.event import stamped
from clfcards.model.time import Timestamp

if TYPE_CHECKING:
    from clfcards.log.log import Log
    from clfcards.model.event import Stamp
    from clfcards.use_cases.plan.plan_now import PlanNow


def say_promise(log: Log, plan: PlanNow, stamp: Callable[[Timestamp], Stamp]) -> None:
    """Logs what this morning's outlook says of the exam's day, unless it is there already."""
    if plan.minutes_left is None or _is_said(log, plan):
        return
    from clfcards.exam.exam_plan import Promise, promise_to_json  # once a day

    promise = Promise(plan.id, plan.date, plan.recall, plan.low, plan.high, plan.value, plan.minutes_left)
    made = log.event(plan.id)
    now = stamp(Timestamp(0 if made is None else made.at + 1))
    log.append(stamped(now, PROMISE, plan.id, promise_to_json(promise)))


def _is_said(log: Log, plan: PlanNow) -> bool:
    today = plan.date.isoformat()
    return any(event.payload.get("date") == today for event in log.events((PROMISE,), subject=plan.id))
