"""Taking an item out of the sources, with what refers to it."""

from collections.abc import Mapping

from clfcards.model.bank import Bank
from clfcards.source.edit import FieldEdit, with_fields, without_items
from clfcards.source.locate import items_of, node_at
from clfcards.source.nodes import Mapping as MappingNode
from clfcards.source.nodes import parse


def without_item(texts: Mapping[str, str], bank: Bank, id_: str, successor: str) -> dict[str, str]:
    """The files that change, by path; an empty text is a file with no item left.

    References to the item go to the successor where that is a fact, else they go too.
    Raises LayoutError where a place has to be edited by hand.
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
