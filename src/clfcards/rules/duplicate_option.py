"""Two options of a question that read the same."""

from collections.abc import Iterator

from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.words import normalized


def find(sources: Sources) -> Iterator[Finding]:
    for question in sources.bank.questions:
        seen: set[str] = set()
        for name, options in (("correct", question.correct), ("distractors", question.distractors)):
            for i, option in enumerate(options):
                text = normalized(option.text) or option.text
                if text in seen:
                    yield Finding(question.origin, (name, i, "text"), f"the option '{option.text}' stands twice")
                seen.add(text)


RULE = Rule(
    "duplicate-option",
    "error",
    "One of the two would be scored wrong.",
    "Haladyna, Downing & Rodriguez 2002",
    find,
)
