"""The table in ARCHITECTURE matches the keys."""

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
SCRIPT = runpy.run_path(str(ROOT / "docs" / "key_table.py"))


def test_the_table_matches_the_keys() -> None:
    assert SCRIPT["with_table"](ARCHITECTURE) == ARCHITECTURE, "run docs/key_table.py"


def test_a_page_without_the_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="marks"):
        SCRIPT["with_table"]("# Architecture\n")
