"""An answer that nobody recalls."""

from collections.abc import Iterator

from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.texts import answers
from clfcards.rules.words import words

WORDS = 40


def find(sources: Sources) -> Iterator[Finding]:
    for fact in sources.bank.facts:
        for path, text in answers(fact):
            if (count := len(words(text))) > WORDS:
                yield Finding(fact.origin, path, f"the answer has {count} words: this is a page, not a card")


RULE = Rule(
    "card-maximum",
    "error",
    "A card of this size is read again and again, and never learned.",
    "Wozniak, rule 4",
    find,
)
