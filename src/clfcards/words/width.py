"""How many columns text takes up in a terminal."""

import re

# rich.cells is imported only for text with other characters: it takes 1.5 ms, and most texts need nothing of it.
_TAB = 8
_ONE_COLUMN_EACH = re.compile(r"[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2190-\u21ff\u2500-\u257f]*")
"""Matches text of printable ASCII, Latin letters, typographic punctuation, arrows and lines: one column each."""


def columns(text: str) -> int:
    """The columns of a line that begins at the left edge.

    Wide characters take two, combining ones none, and an emoji joined from several two. A tab extends to the
    next multiple of eight.
    """
    if _ONE_COLUMN_EACH.fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(without_tabs(text))


def graphemes(text: str) -> list[tuple[str, int]]:
    """What a reader sees as single characters, each with its columns: a letter with combining marks is one."""
    if _ONE_COLUMN_EACH.fullmatch(text):
        return [(character, 1) for character in text]
    from rich.cells import split_graphemes

    return [(text[start:end], width) for start, end, width in split_graphemes(text)[0]]


def shortened(text: str, width: int) -> str:
    """The beginning of the text with "…", in `width` columns; empty if there is no room for any of it."""
    kept: list[str] = []
    for character, taken in graphemes(text):
        width -= taken
        if width < 1:
            break
        kept.append(character)
    return f"{''.join(kept).rstrip()}…" if kept else ""


def padded(text: str, width: int, align: str = "<") -> str:
    """The text padded with spaces to `width` columns: on the right, or for ">" on the left."""
    spaces = " " * (width - columns(text))
    return spaces + text if align == ">" else text + spaces


def without_tabs(text: str) -> str:
    """The line with its tabs expanded to spaces. This counts columns; `str.expandtabs` counts characters."""
    first, *rest = text.split("\t")
    if not rest:
        return first
    pieces, width = [first], columns(first)
    for piece in rest:
        spaces = _TAB - width % _TAB
        pieces += [" " * spaces, piece]
        width += spaces + columns(piece)
    return "".join(pieces)
