"""The whole exams that a bank fills one after another before a question is repeated, as the assembler makes them."""

from collections import Counter
from collections.abc import Mapping, Sequence

from clfcards.exam.assembly import Experience, Request, assemble
from clfcards.exam.difficulty import Estimate, estimates
from clfcards.exam.form import Form
from clfcards.exam.form_refused import FormRefused
from clfcards.exam.reference import cut_ability
from clfcards.model.bank import Question
from clfcards.model.guide import Guide


def forms_in_a_row(guide: Guide, shares: Mapping[str, int], questions: Sequence[Question], most: int) -> int:
    """The number of forms without a repeated question, at most `most`."""
    difficulties = estimates(questions, guide.practice, cut_ability(guide), {}, {})
    return len(forms_without_repeat(guide, shares, questions, difficulties, most))


def forms_without_repeat(
    guide: Guide,
    shares: Mapping[str, int],
    questions: Sequence[Question],
    difficulties: Mapping[str, Estimate],
    most: int,
) -> tuple[Form, ...]:
    """The forms of a learner who takes one after another, at most `most`, as long as no question is repeated.

    A task can run out of new questions while its domain still has some, and questions that test the same thing are
    kept out of one form, so there can be fewer than the questions of each domain allow.
    """
    seen = Counter[str]()
    forms: list[Form] = []
    while len(forms) < most:
        try:
            form = assemble(
                guide, shares, questions, Request("exam"), Experience(seen, difficulties), seed=len(forms)
            )  # fmt: skip
        except FormRefused:
            break
        if any(seen[question.id] for question in form.questions):
            break
        seen.update(question.id for question in form.questions)
        forms.append(form)
    return tuple(forms)
