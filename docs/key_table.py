"""Writes the table of keys in ARCHITECTURE.md, from the table that the screens use.

Run it in the project's folder after changing a key. A test fails if you forget:

    .venv/bin/python docs/key_table.py
"""

from pathlib import Path

from clfcards.words.keys import key_table

PAGE = Path(__file__).parent.parent / "ARCHITECTURE.md"
BEGIN = "<!-- keys: written by docs/key_table.py -->\n"
END = "<!-- end of the keys -->\n"


def with_table(text: str) -> str:
    """The page with a new table. Raises ValueError if the marks around the table are missing."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError("the marks around the table are missing")
    return f"{before}{BEGIN}{key_table()}\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
