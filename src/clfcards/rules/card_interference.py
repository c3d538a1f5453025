"""Cards that are easily confused: similar fronts, or one answer for too many fronts."""

from collections import defaultdict
from collections.abc import Iterator

from clfcards.model.bank import Fact
from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.similarity import similar_texts
from clfcards.rules.words import normalized

MAX_FRONTS = 8  # of one task with the same answer; with more, learners give the answer without reading


def find(sources: Sources) -> Iterator[Finding]:
    facts = [fact for fact in sources.bank.facts if not fact.cloze]
    for i, j, _ in similar_texts(tuple(fact.front for fact in facts)):
        one, other = facts[i], facts[j]
        fronts_differ = normalized(one.front) != normalized(other.front)  # if not: duplicate-text
        if fronts_differ and normalized(one.back) != normalized(other.back):
            message = f"the front is very similar to '{one.id}', but the answer differs: put the deciding words first"
            yield Finding(other.origin, ("front",), message)

    by_answer: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        by_answer[fact.task, normalized(fact.back)].append(fact)
    for (_, answer), group in by_answer.items():
        if answer and len(group) > MAX_FRONTS:
            message = f"'{group[0].back}' is the answer to {len(group)} cards of this task: ask for other things"
            yield Finding(group[MAX_FRONTS].origin, ("back",), message)


RULE = Rule(
    name="card-interference",
    severity="warning",
    reason="Similar cards interfere with each other in memory.",
    source="Wozniak, rule 11",
    bad=(
        "- front: Which AWS service keeps for the auditors of an account a record of every call?\n"
        "  back: AWS CloudTrail\n"
        "- front: Which AWS service keeps for the auditors of an account a record of every configuration?\n"
        "  back: AWS Config"
    ),
    good=(
        "- front: Which AWS service records who called an API?\n"
        "  back: AWS CloudTrail\n"
        "- front: Which AWS service records how a resource was configured?\n"
        "  back: AWS Config"
    ),
    find=find,
)
