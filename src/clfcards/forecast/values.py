"""What each card is worth: how many of the exam's questions are expected to ask for what it says.

The questions of the bank stand for those of the exam: a task's seats are spread evenly over its questions. So the
values are as good as the bank is a fair sample of the exam, and no item is worth nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from clfcards.compose.apportion import apportion
from clfcards.model.bank import Question
from clfcards.model.guide import Guide
from clfcards.model.study import StudyCard

BASE = 0.25
"""The part of a question's chance to be asked that every item of its task is worth, tested or not. Our assumption."""


def card_values(
    guide: Guide, shares: Mapping[str, int], questions: Iterable[Question], cards: Iterable[StudyCard]
) -> dict[str, float]:
    """The value of each card, by key; `shares` are the deck's shares of tasks, and `questions` those of the bank.

    A question's chance to be asked is divided evenly among the facts that it tests, and a fact's worth among its cards.
    A question that is a card is worth its own chance.
    """
    questions, cards = tuple(questions), tuple(cards)
    chances = question_chances(guide, shares, questions)
    worth: defaultdict[str, float] = defaultdict(float)
    for question in questions:
        worth[question.id] += chances[question.task]
        for fact in question.tests:
            worth[fact] += chances[question.task] / len(question.tests)
    siblings = Counter(card.note for card in cards)
    return {card.key: (BASE * chances[card.task] + worth[card.note]) / siblings[card.note] for card in cards}


def question_chances(guide: Guide, shares: Mapping[str, int], questions: Iterable[Question]) -> dict[str, float]:
    """The chance that one question of a task is asked, by task; for a task without questions, the mean of all.

    A task has its domain's scored questions in proportion to its share.
    """
    seats = apportion({domain.id: domain.weight for domain in guide.domains}, guide.format.scored)
    count = Counter(question.task for question in questions)
    mean = guide.format.scored / max(1, count.total())
    chances = {}
    for domain in guide.domains:
        total = sum(shares.get(task.id, 1) for task in domain.tasks)
        for task in domain.tasks:
            own = seats[domain.id] * shares.get(task.id, 1) / total
            chances[task.id] = min(1.0, own / count[task.id]) if count[task.id] else min(1.0, mean)
    return chances
