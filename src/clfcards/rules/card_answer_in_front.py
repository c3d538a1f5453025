"""A front that contains its own answer."""

from collections.abc import Iterator

from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.words import normalized


def find(sources: Sources) -> Iterator[Finding]:
    for fact in sources.bank.facts:
        if len(fact.back) > len(fact.front):
            continue
        answer = normalized(fact.back)
        if answer and f" {answer} " in f" {normalized(fact.front)} ":
            yield Finding(fact.origin, ("front",), f"the front contains the answer '{fact.back}'")


RULE = Rule(
    name="card-answer-in-front",
    severity="warning",
    reason="The learner only has to read the front, so nothing is recalled.",
    source="Matuschak, How to write good prompts",
    bad=(
        "front: Which feature, such as S3 Versioning, keeps older versions of an object in Amazon S3?\n"
        "back: S3 Versioning"
    ),
    good=("front: Which feature keeps older versions of an object in Amazon S3?\nback: S3 Versioning"),
    find=find,
)
