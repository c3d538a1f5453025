"""How many columns text takes up in a terminal."""

from rich.cells import cell_len, split_graphemes

_TAB = 8


def columns(text: str) -> int:
    """The columns of a line that begins at the left edge.

    Wide characters take two, combining ones none, and an emoji joined from several two. A tab extends to the
    next multiple of eight.
    """
    if text.isascii() and text.isprintable():
        return len(text)
    return cell_len(without_tabs(text))


def graphemes(text: str) -> list[tuple[str, int]]:
    """What a reader sees as single characters, each with its columns: a letter with combining marks is one."""
    if text.isascii() and text.isprintable():
        return [(character, 1) for character in text]
    return [(text[start:end], width) for start, end, width in split_graphemes(text)[0]]


def padded(text: str, width: int, align: str = "<") -> str:
    """The text padded with spaces to `width` columns: on the right, or for ">" on the left."""
    spaces = " " * (width - columns(text))
    return spaces + text if align == ">" else text + spaces


def without_tabs(text: str) -> str:
    """The line with its tabs expanded to spaces. This counts columns; `str.expandtabs` counts characters."""
    before, *rest = text.split("\t")
    for piece in rest:
        before += " " * (_TAB - cell_len(before) % _TAB) + piece
    return before
