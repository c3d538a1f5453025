"""Tables of aligned columns."""

import pytest

from clfcards.words.table import RULE, aligned


def test_cells_are_aligned_in_columns_and_numbers_to_the_right() -> None:
    rows = [("Tea", "Cups", ""), RULE, ("green", "7", "hot"), ("Earl Grey", "120", "")]
    assert aligned(rows, "<>") == [
        "Tea        Cups",
        "────────────────────",
        "green         7  hot",
        "Earl Grey   120",
    ]


def test_wide_characters_keep_the_columns() -> None:
    assert aligned([("緑茶", "a"), ("tea", "b")]) == ["緑茶  a", "tea   b"]
    assert aligned([("緑茶", "a"), ("tea", "b")], ">") == ["緑茶  a", " tea  b"]


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="same number of cells"):
        aligned([("a", "b"), ("c",)])


def test_no_rows_give_no_lines() -> None:
    assert aligned([]) == []
