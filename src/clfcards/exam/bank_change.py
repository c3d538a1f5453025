"""Changes to a stopped sitting's questions in a bank that was edited in the meantime."""

from collections.abc import Iterable
from dataclasses import dataclass

from clfcards.exam.sitting import Sitting
from clfcards.model.bank import Question
from clfcards.render.grading import option_key, right_options


@dataclass(frozen=True, slots=True)
class BankChange:
    """Ids of changed questions.

    `void` questions are gone, or their options or key differ. In `reworded` questions only the stem differs.
    """

    void: tuple[str, ...]
    reworded: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether anything changed that the learner should know about."""
        return bool(self.void or self.reworded)


def bank_change(sitting: Sitting, questions: Iterable[Question]) -> BankChange:
    """How the questions that still count in `sitting` differ from the bank's."""
    known = {question.id: question for question in questions}
    void, reworded = [], []
    for q in sitting.questions:
        question = known.get(q.id)
        if question is None or not _same_options(question, q.options, q.key):
            void.append(q.id)
        elif option_key(question.id, question.stem) != q.stem:
            reworded.append(q.id)
    return BankChange(tuple(void), tuple(reworded))


def _same_options(question: Question, options: tuple[str, ...], key: frozenset[str]) -> bool:
    return right_options(question) == key and {option_key(question.id, o.text) for o in question.options} == set(
        options
    )
