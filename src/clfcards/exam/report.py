"""The report of a finished sitting: the score, its parts, and how the questions were worked through."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from clfcards.exam.form import FormQuestion, Kind
from clfcards.exam.score import FormScore, Score, has_score, score_form
from clfcards.exam.sitting import Sitting
from clfcards.model.guide import Guide
from clfcards.model.number import Number
from clfcards.render.grading import is_right

_SAMPLES: tuple[Kind, ...] = ("exam", "diagnostic", "more")  # the kinds whose questions are a sample of the exam


@dataclass(frozen=True, slots=True)
class Part:
    """The scored answers of a domain or a task. `weight` is the domain's percentage; it is 0 for a task."""

    id: str
    title: str
    weight: Number
    right: int
    of: int

    @property
    def share(self) -> float:
        """The share of right answers, in [0, 1]; 0 if nothing was asked."""
        return self.right / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds used in total, the limit in seconds (None: untimed), and the median seconds per viewed question."""

    seconds: float
    limit_seconds: float | None
    median_seconds: float


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a sitting.

    `result` is None where a score would be meaningless: for a single domain, or for questions selected because
    they were answered wrong before. It is also None if the form `is_short`: a score of so few questions would say
    more than they show, so that `exam.few_answers` estimates it. `passed` is None in these cases too. The tuples
    are question ids in the form's order; `wrong` includes unscored and unanswered questions, because they are
    worth reviewing as well.
    """

    sitting: Sitting
    raw: int
    scored: int
    result: FormScore | None
    is_short: bool
    domains: tuple[Part, ...]
    tasks: tuple[Part, ...]
    pace: Pace
    wrong: tuple[str, ...]
    unanswered: tuple[str, ...]
    flagged: tuple[str, ...]
    guessed: tuple[str, ...]
    lucky: tuple[str, ...]
    right_to_wrong: tuple[str, ...]
    wrong_to_right: tuple[str, ...]

    @property
    def score(self) -> Score | None:
        return self.result.score if self.result else None

    @property
    def passed(self) -> bool | None:
        return self.result.score.passed if self.result else None

    @property
    def to_review(self) -> tuple[str, ...]:
        """Ids of the questions worth reviewing: wrong, flagged, or guessed."""
        wanted = {*self.wrong, *self.flagged, *self.guessed}
        return tuple(q.id for q in self.sitting.questions if q.id in wanted)


def report_of(guide: Guide, sitting: Sitting) -> Report:
    """The report of an ended sitting, without its voided questions."""
    questions = sitting.questions
    right = {q.id for q in questions if sitting.is_right(q)}
    scored = [q for q in questions if q.scored]
    raw = sum(q.id in right for q in scored)
    is_sample = sitting.form.kind in _SAMPLES and bool(scored)
    is_scored = has_score(guide, sitting.form.kind, len(scored))
    guessed = tuple(q.id for q in questions if sitting.confidence.get(q.id) == "guess")
    return Report(
        sitting=sitting,
        raw=raw,
        scored=len(scored),
        result=score_form(guide, [q.difficulty for q in scored], raw) if is_scored else None,
        is_short=is_sample and not is_scored,
        domains=tuple(
            _part(d.id, d.title, d.weight, [q for q in scored if q.domain == d.id], right) for d in guide.domains
        ),
        tasks=tuple(
            _part(task.id, task.title, 0, asked, right)
            for task in guide.tasks.values()
            if (asked := [q for q in scored if q.task == task.id])
        ),
        pace=_pace(sitting),
        wrong=tuple(q.id for q in questions if q.id not in right),
        unanswered=sitting.unanswered,
        flagged=tuple(q.id for q in questions if q.id in sitting.flagged),
        guessed=guessed,
        lucky=tuple(id_ for id_ in guessed if id_ in right),
        right_to_wrong=tuple(q.id for q in questions if _last_change_was(sitting, q, to_right=False)),
        wrong_to_right=tuple(q.id for q in questions if _last_change_was(sitting, q, to_right=True)),
    )


def _part(id_: str, title: str, weight: Number, asked: Sequence[FormQuestion], right: set[str]) -> Part:
    return Part(id_, title, weight, sum(q.id in right for q in asked), len(asked))


def _pace(sitting: Sitting) -> Pace:
    from statistics import median  # takes 5 ms to import

    looked_at = [seconds for id_ in sitting.seen if (seconds := sitting.seconds_on.get(id_, 0.0)) > 0]
    return Pace(sitting.used_seconds, sitting.timing.limit_seconds, median(looked_at) if looked_at else 0.0)


def _last_change_was(sitting: Sitting, question: FormQuestion, *, to_right: bool) -> bool:
    """Whether the last change between complete answers was from wrong to right, or from right to wrong."""
    marks = [is_right(question.key, given) for given in sitting.revisions.get(question.id, ())]
    changes = [after for before, after in pairwise(marks) if before != after]
    return bool(changes) and changes[-1] is to_right and marks[-1] is to_right
