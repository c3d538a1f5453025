"""A text that resembles one of another bank."""

from collections.abc import Iterator

from clfcards.rules.likeness import like_pairs
from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.texts import texts
from clfcards.rules.words import words

LEAST_WORDS = 8  # shorter ones are alike by chance: there are few ways to say a definition
LIKENESS = 0.7


def find(sources: Sources) -> Iterator[Finding]:
    if not sources.foreign:
        return
    foreign = [(passage, frozenset(words(passage.text))) for passage in sources.foreign]
    foreign = [(passage, said) for passage, said in foreign if len(said) >= LEAST_WORDS]
    own = [(item.origin, path, frozenset(words(text))) for item in sources.bank for path, text in texts(item)]
    own = [entry for entry in own if len(entry[2]) >= LEAST_WORDS]
    sets = [said for _, said in foreign] + [said for _, _, said in own]
    seen: set[int] = set()
    for i, j, likeness in like_pairs(sets, LIKENESS):
        if i < len(foreign) <= j and j not in seen:
            seen.add(j)
            origin, path, _ = own[j - len(foreign)]
            message = f"the text shares {likeness:.0%} of its words with {foreign[i][0].place}"
            yield Finding(origin, path, message)


RULE = Rule(
    name="foreign-likeness",
    severity="warning",
    reason="Every sentence must be our own: other banks are copyrighted, and real exam items are confidential.",
    source="decision: provenance; texts given with --against",
    bad="a sentence that follows someone else's, with a word exchanged here and there",
    good="close the page, then write",
    find=find,
)
