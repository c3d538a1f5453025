"""Code blocks and tables of the Markdown subset, as HTML and as lines of text.

The HTML has its own styles, because a note's page in Anki has none for them: code keeps its lines and its indents,
and a wide block scrolls by itself.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

_PRE = "text-align:left;overflow-x:auto"
_CODE_IN_PRE = "background:none;padding:0;font-weight:400"
_TABLE = "margin:.5em 0;border-collapse:collapse;text-align:left"
_CELL = "border:1px solid;padding:.2em .5em"
_TABS = 4


def code_html(renderer: object, tokens: Sequence[Token], index: int, options: object, environment: object) -> str:
    """A code block; the language after its fence is left out."""
    lines = html.escape("\n".join(code_lines(tokens[index])), quote=False)
    return f'<pre style="{_PRE}"><code style="{_CODE_IN_PRE}">{lines}</code></pre>\n'


def code_lines(token: Token) -> list[str]:
    """The lines of a code block, with spaces instead of tabs."""
    return token.content.expandtabs(_TABS).rstrip("\n").split("\n")


def table_open(renderer: object, tokens: Sequence[Token], index: int, options: object, environment: object) -> str:
    return f'<table style="{_TABLE}">\n'


def cell_open(renderer: object, tokens: Sequence[Token], index: int, options: object, environment: object) -> str:
    """The beginning of a cell; its alignment is set by the colons below the table's head."""
    token = tokens[index]
    alignment = token.attrGet("style")
    return f'<{token.tag} style="{_CELL}{f";{alignment}" if alignment else ""}">'


def table_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """A table as lines of text with columns of equal width; the first row is its head."""
    widths = [max(_columns(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [" │ ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return [lines[0], "─┼─".join("─" * width for width in widths), *lines[1:]]


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - _columns(cell))


def _columns(text: str) -> int:
    """The columns of a text in a terminal: wide characters take two, marks on a letter and joiners none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
