"""An answer too long to be recalled as one thing."""

from collections.abc import Iterator

from clfcards.model.cloze import Blank, parse_cloze
from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.words import words

WORDS = 12
FAR_TOO_MANY = 40  # nobody recalls these; an error


def find(sources: Sources) -> Iterator[Finding]:
    for fact in sources.bank.facts:
        if len((fact.cloze or fact.back).split()) <= WORDS:
            continue
        if fact.cloze:
            longest = max(len(words(p.answer)) for p in parse_cloze(fact.cloze) if isinstance(p, Blank))
        else:
            longest = len(words(fact.back))
        if longest > WORDS:
            path = "cloze" if fact.cloze else "back"
            message = f"the answer has {longest} words, more than {WORDS}: split the card"
            yield Finding(fact.origin, (path,), message, "error" if longest > FAR_TOO_MANY else None)


RULE = Rule("card-minimum", "warning", "Small cards are remembered; large ones are reread.", "Wozniak, rule 4", find)
