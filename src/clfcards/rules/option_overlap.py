"""An option that contains another option."""

from collections.abc import Iterator

from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.words import normalized

LEAST_WORDS = 3  # a shorter option is often just a noun of the longer one: "A user", "A user group"


def find(sources: Sources) -> Iterator[Finding]:
    names = {normalized(service.name) for service in sources.guide.services.values()}
    for question in sources.bank.questions:
        options = [
            (name, i, option.text)
            for name, group in (("correct", question.correct), ("distractors", question.distractors))
            for i, option in enumerate(group)
        ]
        for name, i, text in options:
            outer = normalized(text)
            for _, _, other in options:
                inner = normalized(other)
                # A product and its larger edition ("AWS Shield", "AWS Shield Advanced") are different options.
                if len(inner.split()) < LEAST_WORDS or inner == outer or inner in names:
                    continue
                if f" {inner} " in f" {outer} ":
                    message = f"the option contains the option '{other}'"
                    yield Finding(question.origin, (name, i, "text"), message)
                    break


RULE = Rule(
    name="option-overlap",
    severity="warning",
    reason="If one of the two options is right, the other is usually right too, so there are two keys or none.",
    source="Haladyna, Downing & Rodriguez 2002; NBME item-writing guide",
    bad=(
        "correct: [Encrypt the data at rest]\n"
        "distractors: [Encrypt the data at rest and in transit, Delete the data, Copy the data]"
    ),
    good=(
        "correct: [Encrypt the data at rest]\n"
        "distractors: [Encrypt the data in transit, Delete the data, Copy the data]"
    ),
    find=find,
)
