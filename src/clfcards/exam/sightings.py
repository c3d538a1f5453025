"""Questions in past sittings: how often each was seen, and how it was answered the first time."""

import datetime as dt
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from clfcards.exam.form import FormQuestion
from clfcards.exam.rasch import ability_at
from clfcards.exam.sitting import Sitting
from clfcards.render.grading import is_right

FORGOTTEN_DAYS = 60.0
"""A question that was last met this long ago counts as if it had not been met: the answer is no longer remembered."""

Reviews = Mapping[str, Sequence[dt.datetime]]
"""When each question was answered as a card, earliest first, by the question's id."""
NO_REVIEWS: Reviews = {}


@dataclass(frozen=True, slots=True)
class SatQuestion:
    """A question in a sitting that was handed in. It `is_fresh` if it was not met in the FORGOTTEN_DAYS before."""

    id: str
    domain: str
    difficulty: float
    right: bool
    is_fresh: bool


@dataclass(frozen=True, slots=True)
class SatSitting:
    """A sitting that was handed in, with all its questions, the unscored ones included; a blank answer is wrong."""

    at: dt.datetime
    questions: tuple[SatQuestion, ...]

    @property
    def fresh(self) -> int:
        return sum(question.is_fresh for question in self.questions)


def sightings(sittings: Iterable[Sitting]) -> Counter[str]:
    """The number of sittings that showed each question, by id; stopped and abandoned sittings count too."""
    counts = Counter[str]()
    for sitting in sittings:
        counts.update(questions_shown(sitting))
    return counts


def sat_sittings(sittings: Iterable[Sitting], reviews: Reviews = NO_REVIEWS) -> list[SatSitting]:
    """The sittings that were handed in, oldest first, except those that repeat missed questions on purpose."""
    sittings = list(sittings)
    return [
        SatSitting(sitting.last.wall, tuple(_sat(q, sitting, q.id in fresh) for q in sitting.questions))
        for sitting, fresh in zip(sittings, fresh_questions(sittings, reviews), strict=True)
        if sitting.is_handed_in and sitting.form.kind != "redo"
    ]


def fresh_questions(sittings: Iterable[Sitting], reviews: Reviews = NO_REVIEWS) -> list[frozenset[str]]:
    """For each sitting (oldest first), the ids of its questions that were not met in the FORGOTTEN_DAYS before it.

    A question can be met in an earlier sitting and in a review before this one began.
    """
    met: dict[str, dt.datetime] = {}
    found = []
    for sitting in sittings:
        since = sitting.last.wall - dt.timedelta(days=FORGOTTEN_DAYS)
        last = {q.id: (met.get(q.id), last_review(reviews, q.id, sitting.began.wall)) for q in sitting.questions}
        found.append(frozenset(id_ for id_, times in last.items() if all(at is None or at <= since for at in times)))
        met.update(dict.fromkeys(questions_shown(sitting), sitting.last.wall))
    return found


def _sat(question: FormQuestion, sitting: Sitting, is_fresh: bool) -> SatQuestion:
    return SatQuestion(question.id, question.domain, question.difficulty, sitting.is_right(question), is_fresh)


def met_lately(sittings: Iterable[Sitting], now: dt.datetime, reviews: Reviews = NO_REVIEWS) -> frozenset[str]:
    """Ids of the questions that a sitting or a review met in the FORGOTTEN_DAYS before `now`."""
    since = now - dt.timedelta(days=FORGOTTEN_DAYS)
    shown = {id_ for sitting in sittings if sitting.last.wall > since for id_ in questions_shown(sitting)}
    return frozenset(shown | {id_ for id_ in reviews if (at := last_review(reviews, id_, now)) and at > since})


def last_review(reviews: Reviews, question: str, before: dt.datetime) -> dt.datetime | None:
    """When the question was last answered as a card before a moment."""
    times = reviews.get(question, ())
    place = bisect_left(times, before)
    return times[place - 1] if place else None


def calibrating_answers(
    sittings: Iterable[Sitting], after: dt.date = dt.date.min
) -> dict[str, list[tuple[float, bool]]]:
    """For each question, the learner's ability (logits) and whether the first answer in a practice exam was right.

    Unscored questions are included, since that is their purpose. Blanks are not: they say nothing about a question.
    Only exams that ended on a day `after` this one count.
    """
    found: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for sitting, fresh in _with_first_shown(sittings):
        scored = [q for q in sitting.questions if q.scored]
        if sitting.form.kind != "exam" or not scored or sitting.last.wall.date() <= after:
            continue
        raw = sum(sitting.is_right(q) for q in scored)
        ability = ability_at(min(max(raw, 0.5), len(scored) - 0.5), [q.difficulty for q in scored])
        for q in sitting.questions:
            if q.id in fresh and (chosen := sitting.answers.get(q.id)):
                found[q.id].append((ability, is_right(q.key, chosen)))
    return found


def missed(sittings: Iterable[Sitting]) -> list[str]:
    """Ids of the questions that were answered wrong when last asked, those of the latest sitting first."""
    last: dict[str, bool] = {}
    for sitting in finished(sittings):
        for q in sitting.questions:
            last.pop(q.id, None)
            last[q.id] = sitting.is_right(q)
    return [id_ for id_, right in reversed(last.items()) if not right]


def finished(sittings: Iterable[Sitting]) -> list[Sitting]:
    """The sittings that were handed in, by the learner or by the clock."""
    return [sitting for sitting in sittings if sitting.is_handed_in]


def questions_shown(sitting: Sitting) -> frozenset[str]:
    """Ids of the questions the learner has seen; all of them after the end, because the review shows missed ones."""
    if sitting.is_handed_in:
        return frozenset(q.id for q in sitting.questions)
    return sitting.seen


def _with_first_shown(sittings: Iterable[Sitting]) -> list[tuple[Sitting, frozenset[str]]]:
    """Finished sittings, each with the ids of the questions it showed for the first time."""
    known: set[str] = set()
    found = []
    for sitting in sittings:
        shown = questions_shown(sitting)
        if sitting.is_handed_in:
            found.append((sitting, shown - known))
        known |= shown
    return found
