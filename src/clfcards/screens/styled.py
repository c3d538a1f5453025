"""Lines → Textual's content."""

from collections.abc import Iterable

from textual.content import Content

from clfcards.words.lines import Line

THEME = "ansi-dark"
"""Textual's theme of the terminal's own colours, so that dark, light and any palette stay the learner's."""

_STYLES = {"": "", "title": "bold", "good": "$text-success", "bad": "$text-error", "dim": "dim"}


def content(lines: Iterable[Line]) -> Content:
    """The lines with their styles, one below the other; nothing in them is read as markup."""
    return Content("\n").join(Content.styled(line.text, _STYLES[line.style]) for line in lines)
