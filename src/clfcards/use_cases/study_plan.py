"""The study plan that a learner's log keeps."""

from clfcards.exam.event_kinds import PLAN
from clfcards.exam.kept_plan import STUDY, RemainingPlan, remaining_plan
from clfcards.log.log import Log
from clfcards.model.bank import Bank
from clfcards.model.event_kind import UNDO


def remaining_study_plan(log: Log, bank: Bank) -> RemainingPlan | None:
    """What is left of the newest plan, by the minutes that each of its tasks was studied since; None without a plan."""
    plans = log.latest((PLAN,), 1)
    if not plans:
        return None
    since = log.events(kinds=(*STUDY, UNDO), since=plans[0].at)
    return remaining_plan([*plans, *since], {item.id: item.task for item in bank})
