"""Rows as JSON: the bytes that the chain hashes and the plain copy holds are those of Python's own encoder."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clfcards.log.rows import EVENT_COLUMNS, UnreadableRowError, row_bytes, row_text

NAMES = EVENT_COLUMNS.split(", ")
TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(['"\\\b\f\n\r\t\x00\x1f\x7f', "é😀\u2028"])
NUMBERS = st.integers(-(2**63), 2**63 - 1)
PAYLOADS = st.none() | st.dictionaries(TEXTS, TEXTS, min_size=1).map(lambda d: json.dumps(d, separators=(",", ":")))
ROWS = st.tuples(
    TEXTS, NUMBERS, NUMBERS, TEXTS, TEXTS, *(st.none() | NUMBERS for _ in range(3)), PAYLOADS
)  # fmt: skip


def encoded(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@given(ROWS)
def test_a_row_is_encoded_as_python_does(row: tuple[Any, ...]) -> None:
    assert row_bytes(row) == encoded(row).encode()
    values = {name: value for name, value in zip(NAMES[:-1], row, strict=False) if value is not None}
    if row[-1] is not None:
        values["payload"] = json.loads(row[-1])
    assert json.loads(row_text(row)) == values
    assert list(json.loads(row_text(row))) == list(values)


@given(st.lists(st.none() | st.booleans() | NUMBERS | st.floats(allow_nan=False, allow_infinity=False) | TEXTS))
def test_values_of_types_that_only_a_damaged_log_has_are_encoded_as_python_does(values: list[Any]) -> None:
    """A changed row must have another hash, and the same one whatever wrote the link."""
    assert row_bytes(tuple(values)) == encoded(values).encode()


def test_bytes_in_a_row_are_no_event() -> None:
    with pytest.raises(UnreadableRowError, match="event 'x'"):
        row_bytes(("x", b"1", 0, "review", "", None, None, None, None))
