"""The table of settings in CONTRIBUTING names settings that exist, and says the same as the schema."""

import re
from pathlib import Path

import pytest

from clfcards.source.deck_fields import DECK
from clfcards.source.guide_fields import GUIDE
from clfcards.source.record import Field, Record

CONTRIBUTING = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (deck|guide)\.yaml \| (?:`(\w+): )?`?(\w+)`(?:, `(\w+)`)? \| (.+) \|$", re.MULTILINE)
ROWS = ROW.findall(CONTRIBUTING)


def field_of(record: Record, name: str) -> Field:
    return next(field for field in record.fields if field.name == name)


@pytest.mark.parametrize(("file", "group", "first", "second", "text"), ROWS)
def test_a_setting_exists_and_has_an_effect_unless_the_schema_says_otherwise(
    file: str, group: str, first: str, second: str, text: str
) -> None:
    record = {"deck": DECK, "guide": GUIDE}[file]
    if group:
        kind = field_of(record, group).kind
        assert isinstance(kind, Record)
        record = kind
    for name in filter(None, (first, second)):
        assert ("not used yet" in field_of(record, name).doc) == ("without effect yet" in text)


def test_every_setting_that_is_not_used_yet_has_a_row() -> None:
    unused = {field.name for record in (DECK, GUIDE) for field in record.fields if "not used yet" in field.doc}
    assert unused <= {first for _, _, first, _, _ in ROWS}
