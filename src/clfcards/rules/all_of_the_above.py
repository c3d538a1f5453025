"""An option such as 'All of the above': test-wise candidates exploit it, and shuffling breaks it."""

from collections.abc import Iterator

from clfcards.model.language import language_of
from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.word_lists import OF_OPTIONS


def find(sources: Sources) -> Iterator[Finding]:
    pattern = OF_OPTIONS[language_of(sources.guide.language).primary]
    for question in sources.bank.questions:
        for name, options in (("correct", question.correct), ("distractors", question.distractors)):
            for i, option in enumerate(options):
                if match := pattern.search(option.text):
                    message = f"'{match[0]}' refers to other options, but options are shuffled"
                    yield Finding(question.origin, (name, i, "text"), message)


RULE = Rule(
    name="all-of-the-above",
    severity="error",
    reason="Options are shuffled, and knowing that two of them are right would give the answer away.",
    source="Haladyna, Downing & Rodriguez 2002",
    bad="distractors: [Amazon EBS, Amazon EFS, All of the above]",
    good="distractors: [Amazon EBS, Amazon EFS, Amazon FSx]",
    find=find,
    languages=frozenset(OF_OPTIONS),
)
