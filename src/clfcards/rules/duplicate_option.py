"""Two options of a question with the same text."""

from collections.abc import Iterator

from clfcards.rules.rule import Finding, Rule, Sources

_MARKS = str.maketrans("", "", "*`_")


def find(sources: Sources) -> Iterator[Finding]:
    for question in sources.bank.questions:
        seen: set[str] = set()
        for name, options in (("correct", question.correct), ("distractors", question.distractors)):
            for i, option in enumerate(options):
                # Markdown markup is ignored, but other symbols count: C++ is not C#.
                text = " ".join(option.text.lower().translate(_MARKS).split()).rstrip(".。")
                if text in seen:
                    yield Finding(question.origin, (name, i, "text"), f"the option '{option.text}' appears twice")
                seen.add(text)


RULE = Rule(
    name="duplicate-option",
    severity="error",
    reason="One of two equal options would be marked wrong.",
    source="Haladyna, Downing & Rodriguez 2002",
    bad=("correct: [Amazon S3]\ndistractors: [Amazon EBS, amazon s3, Amazon EFS]"),
    good=("correct: [Amazon S3]\ndistractors: [Amazon EBS, Amazon FSx, Amazon EFS]"),
    find=find,
)
