"""Guesses the task of a question from its words: the task whose words make them most likely.

Source: multinomial naive Bayes with Laplace smoothing (Manning, Raghavan & Schütze 2008, chapter 13), with all tasks
equally likely beforehand, because a bank's counts say nothing about the next question.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import log

from clfcards.model.bank import Bank, Fact, Question
from clfcards.model.guide import Guide
from clfcards.rules.words import words

_WEIGHT_OF_GUIDE = 3  # the guide's own words count as much as three items that use them


class TaskGuess:
    """What is known of the words of each task: those of the guide, and those of the bank's items."""

    def __init__(self, guide: Guide, bank: Bank) -> None:
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for task in guide.tasks.values():
            for text in (task.title, *task.topics.values()):
                for word in words(text):
                    counts[task.id][word] += _WEIGHT_OF_GUIDE
        for item in bank:
            if item.task in guide.tasks:
                counts[item.task].update(words(_text_of(item)))
        known = {word for of_task in counts.values() for word in of_task}
        self._known = known
        self._tasks = {task: of_task for task, of_task in counts.items() if task in guide.tasks}
        self._unseen = {task: -log(sum(of_task.values()) + len(known) + 1) for task, of_task in self._tasks.items()}
        self._default = next(iter(guide.tasks))
        # By word, only the tasks that have it: how much likelier the word is there than an unseen word would be.
        self._gains: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for id_, of_task in self._tasks.items():
            for word, count in of_task.items():
                self._gains[word].append((id_, log(count + 1)))

    def of(self, texts: Iterable[str]) -> str:
        """The id of the likeliest task for these texts; the first task if no word is known."""
        scores = dict.fromkeys(self._tasks, 0.0)
        number = 0
        for word in words(" ".join(texts)):
            if word in self._known:
                number += 1
                for task, gain in self._gains[word]:
                    scores[task] += gain
        if not number:
            return self._default
        return max(scores, key=lambda task: scores[task] + number * self._unseen[task])


def _text_of(item: Fact | Question) -> str:
    if isinstance(item, Question):
        return " ".join((item.stem, *(option.text for option in item.options)))
    return " ".join((item.front, item.back, item.cloze))
