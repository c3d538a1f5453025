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
            found[question.id] = QuestionLinks(_asked_for(question, tested), wrong)
    return found


def _asked_for(question: Question, tested: Sequence[Fact]) -> str:
    """The fact that a question asks for: the first tested one whose answer is a right option, else the first one."""
    right = {normalized(option.text) for option in question.correct}
    named = (fact.id for fact in tested if not right.isdisjoint(map(normalized, answers(fact))))
    return next(named, tested[0].id)
