"""An answer so long that nobody recalls it."""

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
    name="card-maximum",
    severity="error",
    reason="A card of this size is read again and again, and never learned.",
    source="Wozniak, rule 4",
    bad="an answer of more than 40 words, such as a paragraph of the documentation",
    good="the few words it depends on, and the rest under `why`",
    find=find,
)
