"""Two questions that ask the same and mark the same option right in one and wrong in the other."""

from collections.abc import Iterator

from clfcards.model.bank import Option
from clfcards.rules.likeness import like_texts
from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.words import normalized


def find(sources: Sources) -> Iterator[Finding]:
    questions = sources.bank.questions
    for i, j, _ in like_texts(tuple(q.stem for q in questions)):
        one, other = questions[i], questions[j]
        same_stem = normalized(one.stem) == normalized(other.stem)
        if not same_stem and _texts(one.options) != _texts(other.options):
            continue  # one word of the stem may turn the answer, if the choice differs too
        disputed = _texts(other.correct) & _texts(one.distractors)
        for at, option in enumerate(other.correct):
            if normalized(option.text) in disputed:
                message = f"'{option.text}' is right here and wrong in '{one.id}', which asks the same"
                yield Finding(other.origin, ("correct", at, "text"), message)


def _texts(options: tuple[Option, ...]) -> set[str]:
    return {normalized(option.text) for option in options}


RULE = Rule(
    "contradiction",
    "error",
    "One of the two teaches something wrong.",
    "Haladyna, Downing & Rodriguez 2002",
    find,
    is_judgement=True,
)
