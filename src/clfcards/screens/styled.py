"""Colors, and styled lines as Textual content."""

from collections.abc import Iterable

from textual.content import Content

from clfcards.words.lines import Line

THEME = "ansi-dark"
"""Textual's theme of the terminal's own colors, which keeps the learner's palette, dark or light."""

# The only names of Textual's color variables.
GOOD, BAD, ACCENT = "$text-success", "$text-error", "$text-accent"

_STYLES = {"": "", "title": "bold", "good": GOOD, "bad": BAD, "dim": "dim"}


def content(lines: Iterable[Line]) -> Content:
    """The lines with their styles, one below the other. Nothing in them is read as markup."""
    return Content("\n").join(Content.styled(line.text, _STYLES[line.style]) for line in lines)
