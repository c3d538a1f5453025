"""What a plan promises of the exam's day is logged each morning, to say later whether it came true.

The policy behind it is logged too. The next morning's computation begins with it, so that a morning is the same on
every device with the same log, whatever was computed there before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from clfcards.exam.event_kinds import PROMISE
from clfcards.model.event import live, stamped
from clfcards.model.event_kind import UNDO
from clfcards.model.time import Timestamp

if TYPE_CHECKING:
    from pathlib import Path

    from clfcards.exam.exam_plan import Promise
    from clfcards.forecast.policy import Policy
    from clfcards.log.log import Log
    from clfcards.model.event import Event, Stamp
    from clfcards.use_cases.plan.plan_now import PlanNow

_DATE, _POLICY = "date", "policy"


def say_promise(log: Log, folder: Path, plan: PlanNow, stamp: Callable[[Timestamp], Stamp]) -> None:
    """Logs what this morning's outlook says of the exam's day, unless it is there already.

    `folder` is that of the exam.
    """
    today = plan.date.isoformat()
    if plan.minutes_left is None or any(event.payload.get(_DATE) == today for event in _promises(log, plan.id)):
        return
    from clfcards.exam.exam_plan import Promise  # once a day
    from clfcards.use_cases.plan.kept_outlook import kept_path, read_kept

    shares = plan.recall, plan.low, plan.high, plan.value
    promise = Promise(plan.id, plan.date, *shares, plan.minutes_left, plan.used_today)
    kept = read_kept(kept_path(log, folder))
    is_todays = kept is not None and (kept.made_from.plan, kept.made_from.date) == (plan.id, plan.date)
    made = log.event(plan.id)
    now = stamp(Timestamp(0 if made is None else made.at + 1))
    log.append(promise_event(now, promise, kept.policy if kept is not None and is_todays else None))


def promise_event(now: Stamp, promise: Promise, policy: Policy | None) -> Event:
    """The event of a promise, with the policy behind it if that is known."""
    from clfcards.codec import to_json
    from clfcards.exam.exam_plan import promise_to_json

    behind = {} if policy is None else {_POLICY: to_json(policy)}
    return stamped(now, PROMISE, promise.plan, {**promise_to_json(promise), **behind})


def policy_before(log: Log, plan: str, date: dt.date) -> Policy | None:
    """The policy with which a morning of the plan with this id begins: that of its newest promise of an earlier day.

    If there is none, it is that of its first promise, which was logged with the plan. None if an earlier version of the
    program logged it, or one that this version cannot read.
    """
    promises = [event.payload for event in _promises(log, plan)]
    earlier = [payload for payload in promises if str(payload.get(_DATE)) < date.isoformat()]
    last = max(earlier, key=lambda payload: str(payload.get(_DATE)), default=promises[0] if promises else {})
    return _policy_in(last)


def _policy_in(payload: Mapping[str, Any]) -> Policy | None:
    from clfcards.codec import from_json
    from clfcards.exam.exam_plan import MOST_DAYS
    from clfcards.forecast.policy import Policy

    with suppress(ValueError):
        policy = from_json(payload.get(_POLICY), Policy)
        is_possible = len(policy.prices) <= MOST_DAYS and all(0 <= price <= _MOST_VALUE for price in policy.prices)
        return policy if policy.prices and is_possible else None
    return None


_MOST_VALUE = 1e6  # of a second of study; a whole deck is worth less


def _promises(log: Log, plan: str) -> list[Event]:
    """What was promised of the plan with this id, oldest first."""
    found = log.events((PROMISE,), subject=plan)
    return [event for event in live([*found, *log.events((UNDO,))]) if event.kind == PROMISE] if found else []
