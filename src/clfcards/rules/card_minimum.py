"""An answer that is too long to be recalled as one unit."""

from collections.abc import Iterator

from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.texts import answers
from clfcards.rules.words import word_count

WORDS = 12


def find(sources: Sources) -> Iterator[Finding]:
    for fact in sources.bank.facts:
        path, longest = max(((path, word_count(text)) for path, text in answers(fact)), key=lambda found: found[1])
        if longest > WORDS:
            yield Finding(fact.origin, path, f"the answer has {longest} words, more than {WORDS}: split the card")


RULE = Rule(
    name="card-minimum",
    severity="warning",
    reason="Small cards are remembered; large cards are only reread.",
    source="Wozniak, rule 4",
    bad="back: The customer does, because AWS manages only the host and the layers below it",
    good=("back: The customer\nwhy: AWS manages only the host and the layers below it."),
    find=find,
)
