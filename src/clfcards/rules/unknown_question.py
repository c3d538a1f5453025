"""A question whose `enemies` name a question that does not exist, or itself."""

from collections.abc import Iterator

from clfcards.model.references import references
from clfcards.model.spelling import Suggestions
from clfcards.rules.rule import Finding, Rule, Sources


def find(sources: Sources) -> Iterator[Finding]:
    if sources.hides_items:  # the item may be in a file that could not be read
        return
    questions = {question.id for question in sources.bank.questions}
    known = questions | sources.broken
    suggestions = Suggestions(questions)
    for question in sources.bank.questions:
        named = (place for found in references(question) if found.kind == "question" for place in found.places())
        for path, id_ in named:
            if id_ not in known:
                message = f"unknown question '{id_}'{suggestions.for_word(id_)}"
                yield Finding(question.origin, path, message)
            elif id_ == question.id:
                yield Finding(question.origin, path, f"the question '{id_}' names itself as an enemy")


RULE = Rule(
    name="unknown-question",
    severity="error",
    reason="The two questions could appear in the same exam.",
    source="design of this project",
    bad="enemies: [q-s3-durabilty]",
    good="enemies: [q-s3-durability]",
    find=find,
)
