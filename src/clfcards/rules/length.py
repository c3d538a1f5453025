"""A stem or an option that is too long to read quickly."""

from collections.abc import Iterator

from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.words import word_count

STEM_WORDS = 60
OPTION_WORDS = 25


def find(sources: Sources) -> Iterator[Finding]:
    for question in sources.bank.questions:
        if (count := word_count(question.stem)) > STEM_WORDS:
            yield Finding(question.origin, ("stem",), f"the stem has {count} words, more than {STEM_WORDS}")
        for name, options in (("correct", question.correct), ("distractors", question.distractors)):
            for i, option in enumerate(options):
                if (count := word_count(option.text)) > OPTION_WORDS:
                    message = f"the option has {count} words, more than {OPTION_WORDS}"
                    yield Finding(question.origin, (name, i, "text"), message)


RULE = Rule(
    name="length",
    severity="warning",
    reason="The exam does not test reading speed.",
    source="Haladyna, Downing & Rodriguez 2002",
    bad="a stem of more than 60 words, or an option of more than 25",
    good="only the details that the answer depends on",
    find=find,
)
