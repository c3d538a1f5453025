"""An answer that is too long for anyone to recall."""

from collections.abc import Iterator

from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.texts import answers
from clfcards.rules.words import word_count

WORDS = 40


def find(sources: Sources) -> Iterator[Finding]:
    for fact in sources.bank.facts:
        if len(fact.back) + len(fact.cloze) <= 2 * WORDS:  # a word and the space after it have two characters at least
            continue
        for path, text in answers(fact):
            if (count := word_count(text)) > WORDS:
                yield Finding(fact.origin, path, f"the answer has {count} words, more than {WORDS}: split the card")


RULE = Rule(
    name="card-maximum",
    severity="error",
    reason="A card of this size is reread many times but never learned.",
    source="Wozniak, rule 4",
    bad="an answer of more than 40 words, such as a paragraph of the documentation",
    good="the few words that matter, with the rest under `why`",
    find=find,
)
