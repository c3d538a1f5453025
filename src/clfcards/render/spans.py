"""The Markdown subset of the sources → styled text for terminals."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from clfcards.render.blocks import code_lines, table_lines
from clfcards.render.html import markdown_parser
from clfcards.visible import on_one_line, visible

if TYPE_CHECKING:
    from markdown_it.token import Token

Style = Literal["", "em", "strong", "code", "link", "picture"]
_MARKUP = re.compile(r"[*_`\[\]!\\\n&]")
_CODE_INDENT = "    "


class Span(NamedTuple):
    """A piece of text in one style. A line break is "\\n" inside the text."""

    text: str
    style: Style = ""


def spans(text: str, pictures: Mapping[str, Path]) -> list[Span]:
    """The text as a list of spans. A picture becomes its alternative text and its path on disk.

    Characters that a terminal would obey become escapes.
    """
    text = visible(text)
    if not _MARKUP.search(text):
        return [Span(text)]
    markdown = markdown_parser()
    tokens = markdown.parse(text, {"media": {}}) if "\n" in text else markdown.parseInline(text, {"media": {}})
    return list(_blocks(tokens, pictures))


def plain(pieces: Iterable[Span]) -> str:
    return "".join(piece.text for piece in pieces)


def without_markup(text: str) -> str:
    """Source text as plain text: lists keep their bullets and numbers, and links keep their address."""
    return plain(spans(text, {}))


def _blocks(tokens: "list[Token]", pictures: Mapping[str, Path]) -> Iterator[Span]:
    numbers: list[int | None] = []
    rows: list[list[str]] | None = None  # of the table that is open
    has_text = False  # whether the current list item or paragraph has text, so that more begins a new line
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            numbers.append(int(token.attrGet("start") or 1) if token.type == "ordered_list_open" else None)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            numbers.pop()
        elif token.type == "list_item_open":
            number = numbers[-1]
            mark = "•" if number is None else f"{number}."
            yield Span(("\n" if has_text else "") + "  " * (len(numbers) - 1) + mark + " ")
            if number is not None:
                numbers[-1] = number + 1
            has_text = False
        elif token.type == "table_open":
            rows = []
        elif token.type == "tr_open" and rows is not None:
            rows.append([])
        elif token.type == "table_close" and rows is not None:
            yield Span(("\n" if has_text else "") + "\n".join(table_lines(rows)))
            rows, has_text = None, True
        elif token.type == "inline" and rows is not None:
            rows[-1].append(" ".join(plain(_inline(token.children or [], pictures)).split()))
        elif token.type in ("fence", "code_block"):
            lines = "\n".join(f"{_CODE_INDENT}{line}".rstrip() for line in code_lines(token))
            yield Span(("\n" if has_text else "") + lines, "code")
            has_text = True
        elif token.type == "inline":
            if has_text:
                yield Span("\n")
            yield from _inline(token.children or [], pictures)
            has_text = True


def _inline(tokens: "list[Token]", pictures: Mapping[str, Path]) -> Iterator[Span]:
    style: Style = ""
    url = ""
    for token in tokens:
        if token.type == "text":
            yield Span(token.content, "link" if url else style)
        elif token.type == "math":
            yield Span(token.content, style)
        elif token.type == "code_inline":
            yield Span(token.content, "code")
        elif token.type in ("softbreak", "hardbreak"):
            yield Span("\n")
        elif token.type == "image":
            name = str(token.attrGet("src") or "")
            where = f" ({on_one_line(str(pictures[name]))})" if name in pictures else ""
            yield Span(f"[picture: {token.content}{where}]", "picture")
        elif token.type == "link_open":
            url = str(token.attrGet("href") or "")
        elif token.type == "link_close":
            yield Span(f" ({url})")
            url = ""
        elif token.type in ("em_open", "strong_open"):
            style = "em" if token.type == "em_open" else "strong"
        elif token.type in ("em_close", "strong_close"):
            style = ""
