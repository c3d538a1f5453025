"""The results of a finished sitting: one answer per question. A wrong answer and a guess bring cards forward."""

from collections.abc import Mapping
from dataclasses import dataclass

from clfcards.exam.sitting import Sitting
from clfcards.model.bank import Bank, Fact, Question
from clfcards.model.card import card_keys
from clfcards.render.grading import is_right, options_by_key


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question. `milliseconds` is the time spent on it; `pulled` are keys of cards to review soon.

    `confidence` is what the learner said, or empty.
    """

    question: str
    chosen: tuple[str, ...]
    right: bool
    milliseconds: int
    pulled: tuple[str, ...]
    confidence: str = ""


def answers_of(sitting: Sitting, bank: Bank) -> list[Answer]:
    """One answer for each question that counts, in the form's order."""
    facts = {fact.id: fact for fact in bank.facts}
    questions = {question.id: question for question in bank.questions}
    found = []
    for q in sitting.questions:
        chosen = sitting.answers.get(q.id, ())
        right = is_right(q.key, chosen)
        question = questions.get(q.id)
        confidence = sitting.confidence.get(q.id, "")
        is_known = right and confidence != "guess"
        pulled = () if is_known or question is None else _pulled(question, chosen, facts)
        milliseconds = round(1000 * sitting.seconds_on.get(q.id, 0))
        found.append(Answer(q.id, chosen, right, milliseconds, pulled, confidence))
    return found


def facts_named(question: Question, chosen: tuple[str, ...], facts: Mapping[str, Fact]) -> list[Fact]:
    """The facts behind an answer: those the question tests, then those that refute the chosen options.

    `facts` are by id.
    """
    options = options_by_key(question)
    named = [*question.tests, *(options[key].fact for key in chosen if key in options)]
    return [facts[id_] for id_ in dict.fromkeys(named) if id_ in facts]


def _pulled(question: Question, chosen: tuple[str, ...], facts: Mapping[str, Fact]) -> tuple[str, ...]:
    """The keys of the cards of the question and of the facts behind it."""
    cards = list(card_keys(question))
    for fact in facts_named(question, chosen, facts):
        cards += card_keys(fact)
    return tuple(dict.fromkeys(cards))
