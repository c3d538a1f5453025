"""A question whose `enemies` name a question that does not exist, or itself."""

from collections.abc import Iterator

from clfcards.model.spelling import did_you_mean
from clfcards.rules.rule import Finding, Rule, Sources


def find(sources: Sources) -> Iterator[Finding]:
    questions = {question.id for question in sources.bank.questions}
    known = questions | sources.broken
    for question in sources.bank.questions:
        for i, id_ in enumerate(question.enemies):
            if id_ not in known:
                message = f"unknown question '{id_}'{did_you_mean(id_, questions)}"
                yield Finding(question.origin, ("enemies", i), message)
            elif id_ == question.id:
                yield Finding(question.origin, ("enemies", i), f"the question '{id_}' names itself as an enemy")


RULE = Rule(
    name="unknown-question",
    severity="error",
    reason="The two questions could appear in the same exam.",
    source="design of this project",
    bad="enemies: [q-s3-durabilty]",
    good="enemies: [q-s3-durability]",
    find=find,
)
