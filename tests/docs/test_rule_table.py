"""The table in CONTRIBUTING matches the rules."""

import runpy
from pathlib import Path

import pytest

from clfcards.rules import RULES

ROOT = Path(__file__).parents[2]
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
SCRIPT = runpy.run_path(str(ROOT / "docs" / "rule_table.py"))


def test_the_table_matches_the_rules() -> None:
    assert SCRIPT["with_table"](CONTRIBUTING) == CONTRIBUTING, "run docs/rule_table.py"


def test_every_rule_has_a_row_of_five_cells() -> None:
    table = CONTRIBUTING.split(SCRIPT["BEGIN"])[1].split(SCRIPT["END"])[0]
    _, _, *rows = table.splitlines()
    assert [row.split(" | ")[0] for row in rows] == [f"| {rule.name}" for rule in RULES]
    assert all(row.count(" | ") == 4 for row in rows)


def test_a_page_without_the_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="marks"):
        SCRIPT["with_table"]("# Contributing\n")
