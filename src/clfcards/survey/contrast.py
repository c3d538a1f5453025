"""Cards that contrast two facts: they say what the one is and what the other is, so that both are seen together."""

from collections.abc import Iterable, Mapping
from functools import cache

from clfcards.model.bank import Fact
from clfcards.model.fact_answers import answers, statement
from clfcards.rules.words import normalized


class Contrasts:
    """Finds contrasting facts. A fact contrasts two others, or itself and another, if it names an answer of both."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        """`facts` are all that there are."""
        self._facts: Mapping[str, Fact] = {fact.id: fact for fact in facts}
        self._texts = {fact.id: f" {normalized(statement(fact))} " for fact in self._facts.values()}
        self._naming = cache(self._facts_naming)

    def between(self, one: str, other: str) -> tuple[str, ...]:
        """The ids of the facts that name different answers of these two; empty if none does."""
        first, second = self._answers(one), self._answers(other)
        found = {fact for a in first for b in second if a != b for fact in self._naming(a) & self._naming(b)}
        return tuple(sorted(found))

    def _answers(self, fact: str) -> list[str]:
        return [text for text in map(normalized, answers(self._facts[fact])) if text]

    def _facts_naming(self, answer: str) -> frozenset[str]:
        return frozenset(fact for fact, text in self._texts.items() if f" {answer} " in text)
