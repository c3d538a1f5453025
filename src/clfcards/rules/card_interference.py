"""Cards that get confused: fronts that look alike, and one answer that fits too many fronts."""

from collections import defaultdict
from collections.abc import Iterator

from clfcards.model.bank import Fact
from clfcards.rules.likeness import like_texts
from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.words import normalized

MAX_FRONTS = 8  # of one task with the same answer; more, and the answer is given without reading


def find(sources: Sources) -> Iterator[Finding]:
    facts = [fact for fact in sources.bank.facts if not fact.cloze]
    for i, j, _ in like_texts(tuple(fact.front for fact in facts)):
        one, other = facts[i], facts[j]
        fronts_differ = normalized(one.front) != normalized(other.front)  # if not: duplicate-text
        if fronts_differ and normalized(one.back) != normalized(other.back):
            message = f"the front is almost that of '{one.id}', and the answer another: put what differs first"
            yield Finding(other.origin, ("front",), message)

    by_answer: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        by_answer[fact.task, normalized(fact.back)].append(fact)
    for (_, answer), group in by_answer.items():
        if answer and len(group) > MAX_FRONTS:
            message = f"'{group[0].back}' answers {len(group)} fronts of this task: vary what is asked for"
            yield Finding(group[MAX_FRONTS].origin, ("back",), message)


RULE = Rule(
    "card-interference",
    "warning",
    "Cards that look alike are forgotten in turns, each pushing out the other.",
    "Wozniak, rule 11",
    find,
)
