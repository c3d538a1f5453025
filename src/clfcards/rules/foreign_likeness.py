"""A text that is similar to a text of another bank."""

from collections.abc import Iterator

from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.similarity import similar_pairs
from clfcards.rules.texts import texts
from clfcards.rules.words import words

LEAST_WORDS = 8  # shorter texts are often similar by chance: a definition can be worded in only a few ways
SIMILARITY = 0.7


def find(sources: Sources) -> Iterator[Finding]:
    if not sources.foreign:
        return
    foreign = [(passage, frozenset(words(passage.text))) for passage in sources.foreign]
    foreign = [(passage, used) for passage, used in foreign if len(used) >= LEAST_WORDS]
    own = [(item.origin, path, frozenset(words(text))) for item in sources.bank for path, text in texts(item)]
    own = [entry for entry in own if len(entry[2]) >= LEAST_WORDS]
    sets = [used for _, used in foreign] + [used for _, _, used in own]
    seen: set[int] = set()
    for i, j, similarity in similar_pairs(sets, SIMILARITY):
        if i < len(foreign) <= j and j not in seen:
            seen.add(j)
            origin, path, _ = own[j - len(foreign)]
            message = f"the text shares {similarity:.0%} of its words with {foreign[i][0].place}"
            yield Finding(origin, path, message)


RULE = Rule(
    name="foreign-likeness",
    severity="warning",
    reason="Every sentence must be original: other banks are copyrighted, and real exam items are confidential.",
    source="decision: provenance; the texts to compare with",
    bad="someone else's sentence with a word or two replaced",
    good="close the page, then write the sentence in your own words",
    find=find,
)
