"""What every outcome of a diagnostic shows, so that whoever presents it only has to look it up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from clfcards.exam.diagnostic import share_interval, weakest_of
from clfcards.exam.few_answers import FewAnswer, FromFew, from_every_few
from clfcards.exam.form import Form, FormQuestion
from clfcards.exam.report import Part
from clfcards.exam.study_plan import study_plan
from clfcards.model.guide import Guide


@dataclass(frozen=True, slots=True)
class Outcome:
    """What so many right answers in each domain, in the order of the guide, show. `weakest` is an id, or None."""

    right: tuple[int, ...]
    few: FromFew
    weakest: str | None


@dataclass(frozen=True, slots=True)
class DiagnosisTable:
    """The outcomes of a diagnostic, in the order in which the last domain's right answers count up first.

    `shares` are the intervals of the share of questions known, by the number of right answers. `minutes` has the plan
    for every pattern of right answers, by task in the order of the guide; the pattern is the sum of two to the power of
    the places, from 0, of the questions answered right.
    """

    shares: tuple[tuple[float, float], ...]
    outcomes: tuple[Outcome, ...]
    minutes: tuple[tuple[int, ...], ...]


def diagnosis_table(guide: Guide, shares: Mapping[str, int], form: Form, minutes: int) -> DiagnosisTable:
    """Every outcome of this form, as `diagnose` would have it. `minutes` is the time that plans divide."""
    asked = form.questions
    few = from_every_few(guide, [FewAnswer(q.domain, q.difficulty, right=False) for q in asked])
    return DiagnosisTable(
        shares=tuple(share_interval(right, len(asked)) for right in range(len(asked) + 1)),
        outcomes=tuple(Outcome(right, shown, weakest_of(shown)) for right, shown in few.items()),
        minutes=tuple(
            _planned(guide, shares, asked, rights[::-1], few, minutes)
            for rights in product((False, True), repeat=len(asked))
        ),
    )


def _planned(
    guide: Guide,
    shares: Mapping[str, int],
    asked: Sequence[FormQuestion],
    rights: Sequence[bool],
    few: Mapping[tuple[int, ...], FromFew],
    minutes: int,
) -> tuple[int, ...]:
    """The minutes by task after these answers."""
    marked = list(zip(asked, rights, strict=True))
    counts = tuple(sum(right for q, right in marked if q.domain == domain.id) for domain in guide.domains)
    tasks = [
        Part(task, "", 0, sum(right for q, right in marked if q.task == task), sum(q.task == task for q in asked))
        for task in dict.fromkeys(q.task for q in asked)
    ]
    known = {domain.id: domain.share for domain in few[counts].domains}
    plan = study_plan(guide, shares, known, tasks, minutes)
    planned = {task.id: task.minutes for domain in plan for task in domain.tasks}
    return tuple(planned.get(task, 0) for task in guide.tasks)
