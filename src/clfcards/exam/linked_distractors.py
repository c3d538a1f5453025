"""The links of a bank: which fact each distractor stands for, from its `fact` and the facts that its question tests."""

from collections.abc import Sequence

from clfcards.exam.confusion_links import QuestionLinks
from clfcards.model.bank import Bank, Fact, Question
from clfcards.model.fact_answers import answers
from clfcards.render.grading import option_key
from clfcards.rules.words import normalized


def linked_distractors(bank: Bank) -> dict[str, QuestionLinks]:
    """The links of every question. A distractor that a tested fact itself refutes stands for no other fact."""
    facts = {fact.id: fact for fact in bank.facts}
    found = {}
    for question in bank.questions:
        tested = [facts[id_] for id_ in question.tests if id_ in facts]
        linked = (option for option in question.distractors if option.fact in facts)
        wrong = {option_key(question.id, o.text): o.fact for o in linked if o.fact not in question.tests}
        if tested and wrong:
            asked, text = _asked_for(question, tested)
            key = option_key(question.id, text) if text and len(question.correct) > 1 else ""
            found[question.id] = QuestionLinks(asked, wrong, key)
    return found


def _asked_for(question: Question, tested: Sequence[Fact]) -> tuple[str, str]:
    """The fact that a question asks for, and the right option that is its answer.

    It is the first tested one that has such an option, else the first one, and the text is empty.
    """
    right = {normalized(option.text): option.text for option in question.correct}
    named = ((fact.id, right[name]) for fact in tested for name in map(normalized, answers(fact)) if name in right)
    return next(named, (tested[0].id, ""))
