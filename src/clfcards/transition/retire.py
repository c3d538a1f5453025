"""Remove an item and the references to it from the sources."""

from collections import defaultdict
from collections.abc import Mapping

from clfcards.model.bank import Bank
from clfcards.model.references import ItemKind
from clfcards.source.edit import with_fields, without_items
from clfcards.source.locate import items_of
from clfcards.source.nodes import parse
from clfcards.transition.references import LostReferences, lost_references


def without_item(texts: Mapping[str, str], bank: Bank, id_: str, successor: str) -> dict[str, str]:
    """The changed files by path; an empty text means that the file has no item left.

    References to the item are changed to the successor if it is an item of the kind that the field names,
    and not the question with the reference; otherwise, they are removed.
    Raises LayoutError if something must be edited by hand.
    """
    lost = _lost_by_path(bank, id_, _successors(bank, successor))
    changed: dict[str, str] = {}
    for path, text in ((path, text) for path, text in texts.items() if path in lost):
        items = items_of(parse(text)[0])
        changed[path] = with_fields(text, [each.edit(items[index]) for index, each in lost[path]])
    for item in bank:
        if item.id == id_:
            path = item.origin.path
            changed[path] = without_items(changed.get(path, texts[path]), frozenset({item.origin.index}))
    return changed


def _lost_by_path(
    bank: Bank, id_: str, successors: Mapping[ItemKind, str]
) -> dict[str, list[tuple[int, LostReferences]]]:
    """The references to the item by file, each with the place of its question in that file."""
    found: dict[str, list[tuple[int, LostReferences]]] = defaultdict(list)
    for question in bank.questions:
        for lost in lost_references(question, (id_,), successors):
            found[question.origin.path].append((question.origin.index, lost))
    return found


def _successors(bank: Bank, successor: str) -> dict[ItemKind, str]:
    """The successor under its kind, or nothing if there is no such item."""
    if any(fact.id == successor for fact in bank.facts):
        return {"fact": successor}
    if any(question.id == successor for question in bank.questions):
        return {"question": successor}
    return {}
