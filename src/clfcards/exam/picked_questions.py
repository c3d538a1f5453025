"""The questions that were picked for a form so far, and which others can join them.

Two questions that test the same thing should not be in one form: one may give the other away, and their subject would
count twice. Source: AERA, APA & NCME, "Standards for Educational and Psychological Testing", on enemy items.
"""

from collections import defaultdict
from collections.abc import Iterable

from clfcards.model.bank import Question
from clfcards.rules.words import words

_NEAR_DUPLICATE = 0.6
"""From this share of common words on (Jaccard), two stems ask nearly the same. On the shipped bank, every pair
above it but two is of questions about one subject; the rule `near-duplicate` warns from 0.8 on."""


class PickedQuestions:
    """The questions picked so far, by what they keep out: their enemies, the facts they test, and their stems."""

    def __init__(self, questions: Iterable[Question]) -> None:
        """`questions` are all that can be picked."""
        self._enemies: dict[str, set[str]] = defaultdict(set)
        for question in questions:
            for enemy in question.enemies:  # it is enough that one of the two names the other
                self._enemies[question.id].add(enemy)
                self._enemies[enemy].add(question.id)
        self._kept_out: set[str] = set()
        self._tested: set[str] = set()
        self._stems: list[frozenset[str]] = []

    def add(self, question: Question) -> None:
        self._kept_out |= self._enemies[question.id]
        self._tested.update(question.tests)
        self._stems.append(_words(question))

    def has_no_enemy_of(self, question: Question) -> bool:
        """Whether no author named this question and one of these as enemies."""
        return question.id not in self._kept_out

    def tests_nothing_of(self, question: Question) -> bool:
        """Whether it is also true that none of these tests a fact that this question tests."""
        return question.id not in self._kept_out and self._tested.isdisjoint(question.tests)

    def has_near_duplicate_of(self, question: Question) -> bool:
        """Whether one of these asks nearly the same in nearly the same words."""
        own = _words(question)
        return any(len(own & other) >= _NEAR_DUPLICATE * len(own | other) for other in self._stems if own or other)


def _words(question: Question) -> frozenset[str]:
    return frozenset(words(question.stem))
