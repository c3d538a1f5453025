"""How many of a sitting's questions the learner had met before: the condition under which its score means something."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from clfcards.exam.sightings import FORGOTTEN_DAYS, Reviews, last_review, questions_shown
from clfcards.exam.sitting import Sitting


@dataclass(frozen=True, slots=True)
class Seen:
    """How many `of` the questions had been met before the sitting began.

    `exam` counts those that an earlier exam or diagnostic had shown, and `review` those met only as cards. `lately`
    counts those met in the FORGOTTEN_DAYS before.
    """

    of: int
    exam: int
    review: int
    lately: int

    @property
    def total(self) -> int:
        return self.exam + self.review

    @property
    def mostly_lately(self) -> bool:
        """Whether half of the questions or more were met lately, so that the attempt does not show much."""
        return 2 * self.lately >= self.of


def seen_before(questions: Collection[str], began: dt.datetime, earlier: Iterable[Sitting], reviews: Reviews) -> Seen:
    """What was met of these questions before `began`, in `earlier` sittings and in reviews."""
    met: dict[str, dt.datetime] = {}
    for sitting in earlier:
        met.update(dict.fromkeys(questions_shown(sitting), sitting.last.wall))
    since = began - dt.timedelta(days=FORGOTTEN_DAYS)
    in_exam = in_review = lately = 0
    for id_ in questions:
        reviewed = last_review(reviews, id_, began)
        in_exam += id_ in met
        in_review += id_ not in met and reviewed is not None
        lately += any(at is not None and at > since for at in (met.get(id_), reviewed))
    return Seen(len(questions), in_exam, in_review, lately)
