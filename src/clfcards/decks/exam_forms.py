"""What a bank offers for practice exams, as the day needs it without the guide and the texts of the questions."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, NamedTuple

from clfcards.exam.possible import Possible

if TYPE_CHECKING:  # the guide and the notes are needed only to compose; importing them takes a few milliseconds
    from clfcards.model.bank import Bank, Pool, Question
    from clfcards.model.guide import Guide


class ExamForms(NamedTuple):
    """The forms that the bank can fill, the number of questions `per_form` by domain, and the exam pool's questions:
    their domains by id."""

    possible: Possible
    per_form: Mapping[str, int]
    questions: Mapping[str, str]

    def unseen(self, met: Collection[str]) -> int:
        """How many whole exams can be filled with questions that are not in `met`."""
        left = dict.fromkeys(self.per_form, 0)
        for id_, domain in self.questions.items():
            left[domain] += id_ not in met
        return min((left[domain] // need if need else 0 for domain, need in self.per_form.items()), default=0)


def exam_pool(guide: Guide, bank: Bank) -> list[Question]:
    """The bank's questions for practice exams, each id once; those of tasks that the guide lacks do not count."""
    return _pool(guide, bank, "exam")


def _pool(guide: Guide, bank: Bank, name: Pool) -> list[Question]:
    return list({q.id: q for q in bank.questions if q.pool == name and q.task in guide.tasks}.values())


def exam_forms(guide: Guide, bank: Bank) -> ExamForms:
    """What the bank offers; questions of tasks that the guide lacks do not count."""
    from clfcards.exam.possible import possible_forms
    from clfcards.survey.forms import questions_per_form

    domains = guide.domain_of_task
    exam = exam_pool(guide, bank)
    possible = possible_forms(guide, exam, _pool(guide, bank, "study"))
    return ExamForms(possible, questions_per_form(guide), {q.id: domains[q.task].id for q in exam})
