"""Remove an item and the references to it from the sources."""

from collections.abc import Mapping

from clfcards.model.bank import Bank
from clfcards.source.edit import FieldEdit, with_fields, without_items
from clfcards.source.locate import items_of, node_at
from clfcards.source.nodes import Mapping as MappingNode
from clfcards.source.nodes import parse


def without_item(texts: Mapping[str, str], bank: Bank, id_: str, successor: str) -> dict[str, str]:
    """The changed files by path; an empty text means that the file has no item left.

    References to the item are changed to the successor if that is a fact; otherwise, they are removed.
    Raises LayoutError if something must be edited by hand.
    """
    replacement = successor if any(fact.id == successor for fact in bank.facts) else ""
    changed: dict[str, str] = {}
    for path, text in texts.items():
        edits: list[FieldEdit] = []
        items = items_of(parse(text)[0])
        for question in bank.questions:
            if question.origin.path != path:
                continue
            record = items[question.origin.index]
            if id_ in question.tests and isinstance(record, MappingNode):
                kept = dict.fromkeys(replacement if test == id_ else test for test in question.tests)
                listed = ", ".join(test for test in kept if test)
                edits.append(FieldEdit(record, "tests", f"[{listed}]" if listed else None))
            for i, option in enumerate(question.distractors):
                distractor = node_at(record, ("distractors", i))
                if option.fact == id_ and isinstance(distractor, MappingNode):
                    edits.append(FieldEdit(distractor, "fact", replacement or None))
        if edits:
            changed[path] = with_fields(text, edits)
    for item in bank:
        if item.id == id_:
            path = item.origin.path
            changed[path] = without_items(changed.get(path, texts[path]), frozenset({item.origin.index}))
    return changed
