"""A number of options that the exam's questions do not have."""

from collections.abc import Iterator, Sequence

from clfcards.rules.rule import Finding, Rule, Sources


def find(sources: Sources) -> Iterator[Finding]:
    terms = sources.guide.format
    for question in sources.bank.questions:
        right = len(question.correct)
        allowed = terms.options if right == 1 else terms.options_of_several
        if (options := right + len(question.distractors)) not in allowed:
            which = "one right option has" if right == 1 else f"{right} right options has"
            message = f"in this exam, a question with {which} {_choice(allowed)} options, but this one has {options}"
            yield Finding(question.origin, ("distractors",), message)


def _choice(numbers: Sequence[int]) -> str:
    """ "4", "5 or 6" or "3, 4 or 5"."""
    *first, last = map(str, sorted(numbers))
    return f"{', '.join(first)} or {last}" if first else last


RULE = Rule(
    name="option-count",
    severity="error",
    reason="A learner who gets used to other questions than the exam's is slower there, and guesses differently.",
    source="exam guide, options of format",
    bad=("correct: [Amazon S3]\ndistractors: [Amazon EBS, Amazon EFS]"),
    good=("correct: [Amazon S3]\ndistractors: [Amazon EBS, Amazon EFS, Amazon FSx]"),
    find=find,
)
