"""Which fields of a question name other items."""

import datetime as dt

from clfcards.model.bank import Option, Origin, Question
from clfcards.model.references import references
from clfcards.source.collection_kinds import ListOf
from clfcards.source.item_fields import QUESTION
from clfcards.source.record import Record
from clfcards.source.word_kinds import Id

NAMES_NO_ITEM = {"id", "topics", "services"}


def reference_fields(record: Record) -> set[str]:
    """The fields of the table that have ids of other items."""
    found: set[str] = set()
    for field in record.fields:
        inner = field.kind.item if isinstance(field.kind, ListOf) else field.kind
        if isinstance(inner, Record):
            found |= reference_fields(inner)
        elif isinstance(inner, Id) and field.name not in NAMES_NO_ITEM:
            found.add(field.name)
    return found


EVERY_REFERENCE = Question(
    origin=Origin("q.yaml", 0),
    id="q",
    task="1.1",
    source="https://example.org",
    verified=dt.date(2026, 1, 1),
    priority=2,
    pool="exam",
    difficulty="easy",
    stem="Which?",
    correct=(Option("a", "because"),),
    distractors=(Option("b", "because"), Option("c", "because", fact="f2")),
    tests=("f0", "f1"),
    enemies=("r",),
)


def test_every_field_that_names_an_item_is_a_reference() -> None:
    assert {str(found.field[-1]) for found in references(EVERY_REFERENCE)} == reference_fields(QUESTION)


def test_every_id_has_its_kind_and_place() -> None:
    places = [(found.kind, *place) for found in references(EVERY_REFERENCE) for place in found.places()]
    assert places == [
        ("fact", ("tests", 0), "f0"),
        ("fact", ("tests", 1), "f1"),
        ("fact", ("distractors", 1, "fact"), "f2"),
        ("question", ("enemies", 0), "r"),
    ]
