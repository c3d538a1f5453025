"""docs/fields.md has every field of the table, and its examples are valid."""

import runpy
from pathlib import Path
from typing import Any

import pytest

from clfcards.source.nodes import Mapping, parse
from clfcards.source.record import Field, Record
from clfcards.source.report import Report

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "fields.md").read_text(encoding="utf-8")
SCRIPT: dict[str, Any] = runpy.run_path(str(ROOT / "docs" / "fields.py"))
FIELDS: list[tuple[Record, Field]] = [
    (record, field)
    for top, _ in SCRIPT["FILES"].values()
    for _, record in SCRIPT["described"](top, "")
    for field in record.fields
]


def test_the_page_matches_the_table_of_fields() -> None:
    assert SCRIPT["page"]() == PAGE, "run docs/fields.py"


@pytest.mark.parametrize(("record", "field"), FIELDS, ids=lambda each: each.name)
def test_every_field_has_a_row_and_a_valid_example(record: Record, field: Field) -> None:
    assert f"`{field.name}`" in PAGE
    example = SCRIPT["example"](record, field)
    if not example:
        assert SCRIPT["record_in"](field.kind) is not None
        return
    root, faults = parse(f"{field.name}: {example}\n")
    assert not faults
    assert isinstance(root, Mapping)
    report = Report("x.yaml")
    assert field.kind.read(root.entries[field.name][1], report) is not None
    assert report.problems == []


def test_every_example_belongs_to_a_field() -> None:
    assert SCRIPT["EXAMPLES"].keys() <= {(record.name, field.name) for record, field in FIELDS}
