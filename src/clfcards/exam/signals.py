"""The usual signal of readiness: several good full attempts in a row, with questions that were mostly new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clfcards.exam.score import has_score, score_value
from clfcards.exam.sightings import SatSitting
from clfcards.exam.sitting import Sitting
from clfcards.model.guide import Guide
from clfcards.model.number import Number
from clfcards.model.pass_rule import PercentPass, RawPass, ScaledPass

# "At least 750" in several attempts in a row is no luck: AWS Cloud Practitioner Passing Score Explained, 30 June 2026.
SIGNAL_ATTEMPTS = 5
SIGNAL_MARGIN = 1 / 6  # a sixth of the way from the passing score to the maximum

_MOSTLY_FRESH = 0.5


@dataclass(frozen=True, slots=True)
class Signals:
    """`attempts` full timed attempts had mostly questions not met before; the last `streak` reached the `mark`.

    The mark is in the unit of the exam's scores.
    """

    mark: int
    streak: int
    attempts: int


def signals_of(guide: Guide, sittings: Sequence[Sitting], sat: Sequence[SatSitting]) -> Signals:
    """The signals of finished sittings (oldest first), which are also in `sat`.

    Attempts with questions met lately do not count either way. Only as many are scored as the streak takes.
    """
    mark = signal_mark(guide)
    fresh = {sitting.at: sitting.fresh / len(sitting.questions) for sitting in sat if sitting.questions}
    full = [one for one in sittings if is_full_attempt(guide, one) and fresh.get(one.last.wall, 0.0) > _MOSTLY_FRESH]
    streak = 0
    for attempt in reversed(full):
        value = _value(guide, attempt)
        if value is None or value < mark:
            break
        streak += 1
    return Signals(mark, streak, len(full))


def signal_mark(guide: Guide) -> int:
    """The score, in the unit of the exam, that several attempts in a row should reach."""
    match guide.pass_rule:
        case ScaledPass(_, most, cut):
            return round(cut + (most - cut) * SIGNAL_MARGIN)
        case RawPass(cut):
            return round(cut + (guide.format.scored - cut) * SIGNAL_MARGIN)
        case PercentPass(cut):
            return round(cut + (100 - cut) * SIGNAL_MARGIN)


def is_full_attempt(guide: Guide, sitting: Sitting) -> bool:
    """Whether it is at a whole form, with its unscored part, taken within the exam's time limit.

    The limit includes the extra minutes that some candidates are granted.
    """
    form, limit = sitting.form, sitting.timing.limit_seconds
    is_whole = form.kind == "exam" and len(form) == guide.format.questions and form.scored == guide.format.scored
    return is_whole and limit is not None and limit <= 60 * (guide.format.minutes + guide.format.extra_minutes)


def _value(guide: Guide, sitting: Sitting) -> Number | None:
    """The score as its report has it; None if it has none."""
    scored = [q for q in sitting.questions if q.scored]
    if not has_score(guide, sitting.form.kind, len(scored)):
        return None
    raw = sum(sitting.is_right(q) for q in scored)
    return score_value(guide, [q.difficulty for q in scored], raw)
