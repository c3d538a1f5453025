"""What a bank offers for practice exams, as the day needs it without the guide and the texts of the questions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from clfcards.exam.possible import Possible

if TYPE_CHECKING:  # the guide and the notes are needed only to compose; importing them takes a few milliseconds
    from clfcards.model.bank import Bank, Pool, Question
    from clfcards.model.guide import Guide


_MANY = 15  # exams; of a larger bank, nobody needs the exact number, and each takes 20 ms to assemble


class ExamForms:
    """The forms that the bank can fill, the number of questions `per_form` by domain, and the exam pool's questions:
    their domains by id."""

    def __init__(
        self, possible: Possible, per_form: Mapping[str, int], questions: Mapping[str, str], count: Callable[[], int]
    ) -> None:
        """`count` counts `in_a_row`, which takes 0.1 s, when that is first asked for."""
        self.possible, self.per_form, self.questions, self._count = possible, per_form, questions, count

    @cached_property
    def in_a_row(self) -> int:
        """How many whole exams the bank fills one after another without a repeated question."""
        return self._count()

    def unseen(self, met: Collection[str]) -> int:
        """How many whole exams can be filled with questions that are not in `met`.

        The questions of each domain are counted. Of a new bank they can allow more exams than the assembler makes, and
        as many are left out here.
        """
        lost = max(0, _allowed(self.per_form, self.questions, ()) - self.in_a_row)
        return max(0, _allowed(self.per_form, self.questions, met) - lost)


def _allowed(per_form: Mapping[str, int], questions: Mapping[str, str], met: Collection[str]) -> int:
    """For how many whole exams each domain has enough questions that are not in `met`."""
    left = dict.fromkeys(per_form, 0)
    for id_, domain in questions.items():
        left[domain] += id_ not in met
    return min((left[domain] // need if need else 0 for domain, need in per_form.items()), default=0)


def exam_pool(guide: Guide, bank: Bank) -> list[Question]:
    """The bank's questions for practice exams, each id once; those of tasks that the guide lacks do not count."""
    return _pool(guide, bank, "exam")


def _pool(guide: Guide, bank: Bank, name: Pool) -> list[Question]:
    return list({q.id: q for q in bank.questions if q.pool == name and q.task in guide.tasks}.values())


def exam_forms(guide: Guide, shares: Mapping[str, int], bank: Bank) -> ExamForms:
    """What the bank offers; questions of tasks that the guide lacks do not count. `shares` are those of the tasks."""
    from clfcards.exam.forms_in_a_row import forms_in_a_row
    from clfcards.exam.possible import possible_forms
    from clfcards.survey.forms import questions_per_form

    domains = guide.domain_of_task
    exam = exam_pool(guide, bank)
    possible = possible_forms(guide, exam, _pool(guide, bank, "study"))
    per_form, questions = questions_per_form(guide), {q.id: domains[q.task].id for q in exam}
    allowed = _allowed(per_form, questions, ())

    def count() -> int:
        return forms_in_a_row(guide, shares, exam, allowed) if allowed <= _MANY else allowed

    return ExamForms(possible, per_form, questions, count)
