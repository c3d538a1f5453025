"""A card that can be answered with yes or no."""

from collections.abc import Iterator

from clfcards.model.language import language_of
from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.word_lists import YES_NO, is_yes_or_no


def find(sources: Sources) -> Iterator[Finding]:
    language = language_of(sources.guide.language).primary
    for fact in sources.bank.facts:
        if not fact.cloze and is_yes_or_no(fact.back, language):
            yield Finding(fact.origin, ("back",), "a yes or no answer can be guessed: ask what, which or who")


RULE = Rule(
    name="card-yes-no",
    severity="warning",
    reason="A guess is right half the time.",
    source="Matuschak, How to write good prompts",
    bad=("front: Is Amazon S3 a block store?\nback: No"),
    good=("front: Which kind of storage is Amazon S3?\nback: Object storage"),
    find=find,
    languages=frozenset(YES_NO),
)
