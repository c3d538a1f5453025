"""Writes the table of rules in CONTRIBUTING.md, from the rules themselves.

Run it in the project's folder after changing a rule. A test fails if you forget:

    .venv/bin/python docs/rule_table.py
"""

from pathlib import Path

from clfcards.rules import RULES
from clfcards.words.rule import rule_table

PAGE = Path(__file__).parent.parent / "CONTRIBUTING.md"
BEGIN = "<!-- rules: written by docs/rule_table.py -->\n"
END = "<!-- end of the rules -->\n"


def with_table(text: str) -> str:
    """The page with a new table. Raises ValueError if the marks around the table are missing."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError("the marks around the table are missing")
    return f"{before}{BEGIN}{rule_table(RULES)}\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
