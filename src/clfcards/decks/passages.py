"""Text from other banks, in any format: each paragraph and each line of a file is a passage."""

from pathlib import Path

from clfcards.decks.contents import decode
from clfcards.errors import ClfcardsError
from clfcards.rules.rule import Passage
from clfcards.system.files import read_bytes, shown

MAX_BYTES = 200_000_000


def read_passages(path: Path) -> list[Passage]:
    """The lines of a text file (YAML, JSON, Markdown, CSV …), and its paragraphs of several lines.

    Raises ClfcardsError for a file that is not text, or larger than 200 MB.
    """
    data = read_bytes(path, MAX_BYTES, pipe=True)
    if b"\0" in data[:8192]:
        raise ClfcardsError(f"'{shown(path)}' is not a text file: export it as text first")
    passages: list[Passage] = []
    paragraph: list[str] = []
    first = 1
    for number, line in enumerate([*decode(data)[0].splitlines(), ""], start=1):
        if line.strip():
            if not paragraph:
                first = number
            paragraph.append(line)
            passages.append(Passage(f"{shown(path)}:{number}", line))
        elif paragraph:
            if len(paragraph) > 1:
                passages.append(Passage(f"{shown(path)}:{first}", " ".join(paragraph)))
            paragraph = []
    return passages
