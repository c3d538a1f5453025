"""Two stems that differ in only a word or two."""

from collections.abc import Iterator

from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.similarity import similar_texts
from clfcards.rules.words import normalized


def find(sources: Sources) -> Iterator[Finding]:
    questions = sources.bank.questions
    nearest: dict[int, tuple[float, int]] = {}
    for i, j, similarity in similar_texts(tuple(q.stem for q in questions)):
        if normalized(questions[i].stem) != normalized(questions[j].stem):  # equal stems are duplicate-text
            nearest[j] = max(nearest.get(j, (0.0, i)), (similarity, i))
    for j, (similarity, i) in sorted(nearest.items()):
        message = f"the stem shares {similarity:.0%} of its words with '{questions[i].id}'"
        yield Finding(questions[j].origin, ("stem",), message)


RULE = Rule(
    name="near-duplicate",
    severity="warning",
    reason="Two nearly equal questions test the same knowledge but count twice.",
    source="Haladyna, Downing & Rodriguez 2002",
    bad=(
        "- stem: A company keeps log files that nobody reads for months. Which storage class is cheapest?\n"
        "- stem: A hospital keeps log files that nobody reads for months. Which storage class is cheapest?"
    ),
    good=(
        "- stem: A company keeps log files that nobody reads for months. Which storage class is cheapest?\n"
        "- stem: A hospital reads its scans several times a day. Which storage class fits?"
    ),
    find=find,
)
