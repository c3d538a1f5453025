"""Two options of a question that read the same."""

from collections.abc import Iterator

from clfcards.rules.rule import Finding, Rule, Sources

_MARKS = str.maketrans("", "", "*`_")


def find(sources: Sources) -> Iterator[Finding]:
    for question in sources.bank.questions:
        seen: set[str] = set()
        for name, options in (("correct", question.correct), ("distractors", question.distractors)):
            for i, option in enumerate(options):
                # Marks of Markdown do not count, but signs do: C++ is not C#.
                text = " ".join(option.text.lower().translate(_MARKS).split()).rstrip(".")
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
