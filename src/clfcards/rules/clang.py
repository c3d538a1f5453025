"""A word of the stem that every right option repeats and no wrong one does."""

from collections.abc import Iterator

from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.words import content_words


def find(sources: Sources) -> Iterator[Finding]:
    names = frozenset[str]().union(*(content_words(s.name) for s in sources.guide.services.values()))
    vendor = content_words(sources.guide.exam.vendor)
    for question in sources.bank.questions:
        stem = content_words(question.stem) - vendor
        echoed = stem.intersection(*(content_words(o.text) for o in question.correct)) - names
        echoed -= frozenset[str]().union(*(content_words(o.text) for o in question.distractors))
        if echoed:
            message = f"'{min(echoed)}' stands in the stem and in the right option alone"
            yield Finding(question.origin, ("correct", 0, "text"), message)


RULE = Rule(
    "clang",
    "warning",
    "An echo of the stem points at the key.",
    "Haladyna, Downing & Rodriguez 2002; NBME item-writing guide",
    find,
)
