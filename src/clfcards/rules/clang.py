"""A word of the stem that every right option repeats and no wrong option does."""

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
            message = (
                f"'{min(echoed)}' is in the stem and in every right option, but in no wrong one: rephrase one of them"
            )
            yield Finding(question.origin, ("correct", 0, "text"), message)


RULE = Rule(
    name="clang",
    severity="warning",
    reason="A word repeated from the stem points to the key.",
    source="Haladyna, Downing & Rodriguez 2002; NBME item-writing guide",
    bad=(
        "stem: Which benefit of the cloud keeps an application scalable?\n"
        "correct: [Scalable capacity]\n"
        "distractors: [Lower latency, Fixed costs, Physical access]"
    ),
    good=(
        "stem: Which benefit of the cloud keeps an application scalable?\n"
        "correct: [Elasticity]\n"
        "distractors: [Lower latency, Fixed costs, Physical access]"
    ),
    find=find,
)
