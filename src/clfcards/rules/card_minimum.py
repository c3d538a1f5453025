"""An answer too long to be recalled as one thing."""

from collections.abc import Iterator

from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.texts import answers
from clfcards.rules.words import words

WORDS = 12


def find(sources: Sources) -> Iterator[Finding]:
    for fact in sources.bank.facts:
        path, longest = max(((path, len(words(text))) for path, text in answers(fact)), key=lambda found: found[1])
        if longest > WORDS:
            yield Finding(fact.origin, path, f"the answer has {longest} words, more than {WORDS}: split the card")


RULE = Rule("card-minimum", "warning", "Small cards are remembered; large ones are reread.", "Wozniak, rule 4", find)
