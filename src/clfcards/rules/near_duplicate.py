"""Two stems that differ in a word or two."""

from collections.abc import Iterator

from clfcards.rules.likeness import like_texts
from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.words import normalized


def find(sources: Sources) -> Iterator[Finding]:
    questions = sources.bank.questions
    nearest: dict[int, tuple[float, int]] = {}
    for i, j, likeness in like_texts(tuple(q.stem for q in questions)):
        if normalized(questions[i].stem) != normalized(questions[j].stem):  # that is duplicate-text
            nearest[j] = max(nearest.get(j, (0.0, i)), (likeness, i))
    for j, (likeness, i) in sorted(nearest.items()):
        message = f"the stem shares {likeness:.0%} of its words with '{questions[i].id}'"
        yield Finding(questions[j].origin, ("stem",), message)


RULE = Rule(
    "near-duplicate",
    "warning",
    "Who has seen one of the two has seen the other: they count twice and test once.",
    "Haladyna, Downing & Rodriguez 2002",
    find,
)
