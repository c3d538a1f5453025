"""Update the references of questions to items that are removed from the sources."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from clfcards.model.bank import Question
from clfcards.model.references import ItemKind, References, references
from clfcards.source.edit import FieldEdit
from clfcards.source.locate import node_at
from clfcards.source.nodes import Mapping as MappingNode
from clfcards.source.nodes import Node


@dataclass(frozen=True, slots=True)
class LostReferences:
    """A field of a question that names removed items (`lost`), and the ids that it has without them (`kept`)."""

    before: References
    lost: tuple[str, ...]
    kept: tuple[str, ...]

    @property
    def name(self) -> str:
        """The field's name in the sources."""
        return str(self.before.field[-1])

    def edit(self, question: Node) -> FieldEdit:
        """The edit that writes `kept`, or removes the field if nothing is left. `question` is the question's node."""
        record = node_at(question, self.before.field[:-1])
        assert isinstance(record, MappingNode)
        listed = ", ".join(self.kept)
        source = f"[{listed}]" if self.before.is_list else listed
        return FieldEdit(record, self.name, source if self.kept else None)


def lost_references(
    question: Question, removed: Collection[str], successors: Mapping[ItemKind, str] | None = None
) -> Iterator[LostReferences]:
    """The fields of a question that name `removed` items.

    A removed id is replaced by the successor of the kind that the field names. It is dropped if there is
    none, or if the successor is the question itself.
    """
    for before in references(question):
        lost = tuple(id_ for id_ in before.ids if id_ in removed)
        if lost:
            successor = (successors or {}).get(before.kind, "")
            new_ids = dict.fromkeys(successor if id_ in removed else id_ for id_ in before.ids)
            yield LostReferences(before, lost, tuple(id_ for id_ in new_ids if id_ not in ("", question.id)))
