"""Two items with the same id: both would claim the same review history."""

from collections.abc import Iterator

from clfcards.model.bank import Origin
from clfcards.rules.rule import Finding, Rule, Sources


def find(sources: Sources) -> Iterator[Finding]:
    first: dict[str, Origin] = {}
    for item in (*sources.bank, *sources.bank.drafts):
        origin = first.setdefault(item.id, item.origin)
        if origin != item.origin:
            where = "" if origin.path == item.origin.path else f" in {origin.path}"
            yield Finding(item.origin, ("id",), f"the id '{item.id}' is already used{where}")


RULE = Rule(
    name="duplicate-id",
    severity="error",
    reason="An id identifies the item in every learner's history.",
    source="design of this project",
    bad=("- id: s3-durability\n- id: s3-durability"),
    good=("- id: s3-durability\n- id: s3-availability"),
    find=find,
)
