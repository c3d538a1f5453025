"""Two questions that ask the same thing, but an option is right in one and wrong in the other."""

from collections.abc import Iterator

from clfcards.model.bank import Option
from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.similarity import similar_texts
from clfcards.rules.words import normalized


def find(sources: Sources) -> Iterator[Finding]:
    questions = sources.bank.questions
    for i, j, _ in similar_texts(tuple(q.stem for q in questions)):
        one, other = questions[i], questions[j]
        if normalized(one.stem) != normalized(other.stem) and not _ask_of_one_thing(one.options, other.options):
            continue  # one word of the stem may change the answer
        disputed = _texts(other.correct) & _texts(one.distractors)
        for at, option in enumerate(other.correct):
            if normalized(option.text) in disputed:
                message = f"'{option.text}' is right here but wrong in '{one.id}', which asks the same thing"
                yield Finding(other.origin, ("correct", at, "text"), message)


def _ask_of_one_thing(one: tuple[Option, ...], other: tuple[Option, ...]) -> bool:
    """Whether the options alone say that two questions ask about the same thing. True and false do not."""
    return len(one) > 2 and _texts(one) == _texts(other)


def _texts(options: tuple[Option, ...]) -> set[str]:
    return {normalized(option.text) for option in options}


RULE = Rule(
    name="contradiction",
    severity="error",
    reason="One of the two questions teaches something wrong.",
    source="Haladyna, Downing & Rodriguez 2002",
    bad=(
        "- stem: Which service stores objects?\n"
        "  correct: [Amazon S3]\n"
        "  distractors: [Amazon EBS, Amazon EFS, Amazon FSx]\n"
        "- stem: Which service stores objects?\n"
        "  correct: [Amazon EBS]\n"
        "  distractors: [Amazon S3, Amazon EFS, Amazon FSx]"
    ),
    good=(
        "- stem: Which service stores objects?\n"
        "  correct: [Amazon S3]\n"
        "  distractors: [Amazon EBS, Amazon EFS, Amazon FSx]\n"
        "- stem: Which service gives an Amazon EC2 instance a disk?\n"
        "  correct: [Amazon EBS]\n"
        "  distractors: [Amazon S3, Amazon EFS, Amazon FSx]"
    ),
    find=find,
    protects_answers=True,
    is_judgment=True,
)
