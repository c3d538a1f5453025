"""What became of a stopped sitting's questions in a bank that was edited meanwhile."""

from collections.abc import Iterable
from dataclasses import dataclass

from clfcards.exam.sitting import Sitting
from clfcards.model.bank import Question
from clfcards.render.grading import option_key, right_options


@dataclass(frozen=True, slots=True)
class BankChange:
    """Ids of questions that are gone or whose options or key differ, and of those whose stem alone was reworded."""

    void: tuple[str, ...]
    reworded: tuple[str, ...]

    def sentence(self) -> str:
        """What to tell the learner; empty where nothing changed."""
        parts = []
        if self.void:
            counts = "no longer counts" if len(self.void) == 1 else "no longer count"
            parts.append(f"{_count(self.void)} changed or removed and {counts}: {', '.join(self.void)}")
        if self.reworded:
            parts.append(f"{_count(self.reworded)} reworded: {', '.join(self.reworded)}")
        return f"The bank changed since you stopped: {'; '.join(parts)}." if parts else ""


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


def _count(ids: tuple[str, ...]) -> str:
    return "1 question was" if len(ids) == 1 else f"{len(ids)} questions were"
