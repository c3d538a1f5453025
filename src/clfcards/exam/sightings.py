"""What past sittings tell: how often each question was seen, and how its first sighting went."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from clfcards.exam.rasch import ability_at
from clfcards.exam.sitting import Sitting
from clfcards.render.grading import is_right


@dataclass(frozen=True, slots=True)
class FirstSighting:
    """A scored question answered without having been seen before."""

    question: str
    domain: str
    task: str
    right: bool
    at: dt.datetime


def sightings(sittings: Iterable[Sitting]) -> Counter[str]:
    """How many sittings showed each question, by id; stopped and abandoned ones count too."""
    counts = Counter[str]()
    for sitting in sittings:
        counts.update(_shown(sitting))
    return counts


def first_sightings(sittings: Iterable[Sitting]) -> list[FirstSighting]:
    """The scored first sightings of practice exams and domain exams, oldest first; a blank is wrong."""
    return [
        FirstSighting(q.id, q.domain, q.task, is_right(q.key, sitting.answers.get(q.id, ())), sitting.last.wall)
        for sitting, fresh in _with_fresh(sittings)
        if sitting.form.kind in ("exam", "domain")
        for q in sitting.questions
        if q.scored and q.id in fresh
    ]


def calibrating_answers(sittings: Iterable[Sitting]) -> dict[str, list[tuple[float, bool]]]:
    """For each question, the learner's ability (logits) and success at its first sighting in a practice exam.

    Unscored questions count too: that is what they are for. Blanks say nothing about a question.
    """
    found: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for sitting, fresh in _with_fresh(sittings):
        scored = [q for q in sitting.questions if q.scored]
        if sitting.form.kind != "exam" or not scored:
            continue
        raw = sum(is_right(q.key, sitting.answers.get(q.id, ())) for q in scored)
        ability = ability_at(min(max(raw, 0.5), len(scored) - 0.5), [q.difficulty for q in scored])
        for q in sitting.questions:
            if q.id in fresh and (chosen := sitting.answers.get(q.id)):
                found[q.id].append((ability, is_right(q.key, chosen)))
    return found


def missed(sittings: Iterable[Sitting]) -> list[str]:
    """Ids of questions that were wrong when they were last asked, those of the latest sitting first."""
    last: dict[str, bool] = {}
    for sitting in finished(sittings):
        for q in sitting.questions:
            last.pop(q.id, None)
            last[q.id] = is_right(q.key, sitting.answers.get(q.id, ()))
    return [id_ for id_, right in reversed(last.items()) if not right]


def finished(sittings: Iterable[Sitting]) -> list[Sitting]:
    """Those that were handed in, by the learner or by the clock."""
    return [sitting for sitting in sittings if sitting.is_handed_in]


def _shown(sitting: Sitting) -> frozenset[str]:
    """Ids of what the learner has seen of it: after the end all of it, because the review shows what was missed."""
    if sitting.is_handed_in:
        return frozenset(q.id for q in sitting.questions)
    return sitting.seen


def _with_fresh(sittings: Iterable[Sitting]) -> list[tuple[Sitting, frozenset[str]]]:
    """Finished sittings, each with the ids it showed for the first time."""
    known: set[str] = set()
    found = []
    for sitting in sittings:
        shown = _shown(sitting)
        if sitting.is_handed_in:
            found.append((sitting, shown - known))
        known |= shown
    return found
