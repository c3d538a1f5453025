"""How many whole exams a bank fills one after another before a question is repeated, as the assembler makes them."""

from collections import Counter
from collections.abc import Mapping, Sequence

from clfcards.exam.assembly import Experience, Request, assemble
from clfcards.exam.difficulty import estimates
from clfcards.exam.form_refused import FormRefused
from clfcards.exam.reference import cut_ability
from clfcards.model.bank import Question
from clfcards.model.guide import Guide


def forms_in_a_row(guide: Guide, shares: Mapping[str, int], questions: Sequence[Question], most: int) -> int:
    """The number of forms without a repeated question, at most `most`.

    A task can run out of new questions while its domain still has some, and questions that test the same thing are
    kept out of one form, so it can be less than the questions of each domain allow.
    """
    difficulties = estimates(questions, guide.practice, cut_ability(guide), {}, {})
    seen = Counter[str]()
    for made in range(most):
        try:
            form = assemble(guide, shares, questions, Request("exam"), Experience(seen, difficulties), seed=made)
        except FormRefused:
            return made
        if any(seen[question.id] for question in form.questions):
            return made
        seen.update(question.id for question in form.questions)
    return most
