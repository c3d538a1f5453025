"""Edits of a facts or questions file that keep its comments and layout.

An item consists of the lines from its dash to the next item's dash, and the comment lines right above it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from clfcards.source.locate import items_of
from clfcards.source.nodes import Mapping, Node, Scalar, Sequence, parse

_BREAKS = "\r\n"
_COMMENT = re.compile(r"^\s*#.*|\s+#.*")


class LayoutError(ValueError):
    """The layout of a file does not allow an automatic edit; the file must be edited by hand."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a file: those before the items, those of each item, and those after the items.

    `dash` is the column of the items' dashes, from 0.
    """

    head: tuple[str, ...]
    items: tuple[tuple[str, ...], ...]
    tail: tuple[str, ...]
    dash: int


def layout(text: str) -> Layout:
    """The file's lines by item. Raises LayoutError if the list is on one line or the text is not valid YAML."""
    root, faults = parse(text)
    nodes = items_of(root)
    if faults or not isinstance(root, Mapping) or not nodes:
        raise LayoutError("the file has no list of items")
    lines = text.splitlines(keepends=True)
    if not lines[-1].endswith("\n"):
        lines[-1] += _newline(lines[0])
    dash_lines = [_dash_line(lines, node) for node in nodes]
    if len(set(dash_lines)) < len(nodes):
        raise LayoutError("two items are on the same line")
    dash = lines[dash_lines[0]].index("-")
    starts = [_first_comment_line(lines, line) for line in dash_lines]
    after = [key.line - 1 for key, _ in root.entries.values() if key.line - 1 > dash_lines[-1]]
    end = _first_comment_line(lines, min(after)) if after else len(lines)
    bounds = [*starts, end]
    items = tuple(tuple(lines[a:b]) for a, b in pairwise(bounds))
    return Layout(tuple(lines[: starts[0]]), items, tuple(lines[end:]), dash)


def _dash_line(lines: list[str], node: Node) -> int:
    """The index of the line with the item's dash. Raises LayoutError if there is no such line."""
    line = node.line - 1
    if lines[line][: node.column - 1].strip() == "-":
        return line
    while line > 0:  # the dash may be on a line of its own above the item
        line -= 1
        if (stripped := lines[line].split("#")[0].strip()) == "-":
            return line
        if stripped:
            break
    raise LayoutError(f"the item on line {node.line} does not begin with a dash on its own line")


def _first_comment_line(lines: list[str], line: int) -> int:
    """The index of the first comment line directly above a line, or of the line itself."""
    while line > 0 and lines[line - 1].lstrip().startswith("#"):
        line -= 1
    return line


def without_items(text: str, indices: frozenset[int]) -> str:
    """The file without the items at these indices, or an empty text if no item is left: a list cannot be empty."""
    parts = layout(text)
    kept = [item for i, item in enumerate(parts.items) if i not in indices]
    if not kept:
        return ""
    return "".join((*parts.head, *(line for item in kept for line in item), *parts.tail))


def item_texts(text: str, indices: Iterable[int]) -> list[str]:
    """The lines of some items in file order, each moved so that its dash is at the left margin."""
    parts = layout(text)
    return ["".join(_shifted(parts.items[index], -parts.dash)) for index in sorted(indices)]


def with_items(text: str, items: list[str]) -> str:
    """The file with these items (as `item_texts` returns them) added after its last item."""
    parts = layout(text)
    newline = _newline(text)
    added = [f"{line.rstrip(_BREAKS)}{newline}" for item in items for line in _moved_lines(item, parts.dash)]
    own = [line for item in parts.items for line in item]
    return "".join((*parts.head, *own, *added, *parts.tail))


def new_file(task: str, kind: str, items: list[str]) -> str:
    """A new file for a task, with the line ends of its items; `kind` is `facts` or `questions`."""
    lines = [line for item in items for line in _moved_lines(item, 2)]
    newline = _newline("".join(lines))
    return f'task: "{task}"{newline}{kind}:{newline}{"".join(lines)}'


def _moved_lines(item: str, by: int) -> list[str]:
    return _shifted(item.splitlines(keepends=True), by)


def _newline(text: str) -> str:
    """The end of the first line; a line feed if there is no line end."""
    return "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"


def _shifted(lines: tuple[str, ...] | list[str], by: int) -> list[str]:
    """The lines moved to the right by `by` columns, or to the left if it is negative. No line loses text."""
    if by >= 0:
        return [" " * by + line if line.strip() else line for line in lines]
    return [line[min(-by, len(line) - len(line.lstrip(" "))) :] for line in lines]


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """New source text for one field of a record, or None to remove the field."""

    record: Mapping
    key: str
    source: str | None


def with_fields(text: str, edits: list[FieldEdit]) -> str:
    """The text with some fields rewritten, each on one line. Their comments are kept.

    Raises LayoutError if a field does not begin its line or if its last bracket has a line of its own, or if it must
    be removed but is on the line of its item's dash.
    """
    lines = text.splitlines(keepends=True)
    for edit in sorted(edits, key=lambda e: e.record.entries[e.key][0].line, reverse=True):
        key, value = edit.record.entries[edit.key]
        before = lines[key.line - 1][: key.column - 1]
        if before.strip(" ") not in ("", "-") or (edit.source is None and before.strip()):
            raise LayoutError(f"'{edit.key}' on line {key.line} is not on a line of its own")
        end = _last_line(value)
        if end < len(lines) and lines[end].lstrip().startswith(("]", "}")):
            raise LayoutError(f"'{edit.key}' on line {key.line} ends with a bracket on a line of its own")
        old = lines[key.line - 1 : end]
        lines[key.line - 1 : end] = _rewritten(old, _comments(old, key, value), before, edit)
    return "".join(lines)


def _rewritten(old: list[str], comments: list[str], before: str, edit: FieldEdit) -> list[str]:
    """The new lines of a field. A comment stays at the end of a field on one line; others get lines of their own."""
    newline = _newline(old[0])
    if edit.source is not None and len(old) == 1:
        return [f"{before}{edit.key}: {edit.source}{''.join(comments)}{newline}"]
    indent = " " * len(before)
    kept = [f"{indent}{comment.strip()}{newline}" for comment in comments]
    return [*([] if edit.source is None else [f"{before}{edit.key}: {edit.source}{newline}"]), *kept]


def _comments(lines: list[str], key: Scalar, value: Node) -> list[str]:
    """The comments in the lines of a field, each with the spaces before it."""
    ends = [0] * len(lines)
    for scalar in (key, *_scalars(value)):
        at = scalar.line - key.line
        ends[at] = max(ends[at], _end(lines[at], scalar))
    found = [_COMMENT.search(line, end) for line, end in zip(lines, ends, strict=True)]
    return [match[0].rstrip() for match in found if match]


def _end(line: str, scalar: Scalar) -> int:
    """The column after a scalar on its line, from 0. An escaped scalar ends at its last quote."""
    start = scalar.column - 1
    if scalar.plain:
        return start + len(scalar.text)
    quote = line[start]
    end = start + 1
    while end < len(line) and line[end] != quote:
        end += 2 if (line[end] == "\\" and quote == '"') or line[end : end + 2] == "''" else 1
    return end + 1


def _scalars(node: Node) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    inner = node.items if isinstance(node, Sequence) else [value for _, value in node.entries.values()]
    keys = [] if isinstance(node, Sequence) else [key for key, _ in node.entries.values()]
    return [*keys, *(scalar for child in inner for scalar in _scalars(child))]


def _last_line(node: Node) -> int:
    """The last line on which one of the node's scalars begins, from 1. Raises LayoutError for a folded scalar."""
    if isinstance(node, Scalar):
        if "\n" in node.text:
            raise LayoutError(f"the text on line {node.line} is folded")
        return node.line
    inner = node.items if isinstance(node, Sequence) else [value for _, value in node.entries.values()]
    return max([node.line, *(_last_line(child) for child in inner)])


@dataclass(frozen=True, slots=True)
class Replacement:
    """New source text for one scalar, which must be on one line."""

    scalar: Scalar
    source: str


def with_scalars(text: str, replacements: list[Replacement]) -> str:
    """The text with some scalars rewritten. Raises LayoutError if one of them is folded or escaped."""
    lines = text.splitlines(keepends=True)
    for replacement in sorted(replacements, key=lambda r: (r.scalar.line, r.scalar.column), reverse=True):
        scalar = replacement.scalar
        line = lines[scalar.line - 1]
        start = scalar.column - 1
        written = scalar.text if scalar.plain else f"{line[start : start + 1]}{scalar.text}{line[start : start + 1]}"
        if not line.startswith(written, start):
            raise LayoutError(f"the text on line {scalar.line} is folded or escaped")
        lines[scalar.line - 1] = line[:start] + replacement.source + line[start + len(written) :]
    return "".join(lines)


def scalar_source(text: str, like: Scalar) -> str:
    """The text as YAML: plain if `like` is plain and the text can be read back, else in double quotes."""
    return text if like.plain and _reads_back(text) else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _reads_back(text: str) -> bool:
    root, faults = parse(f"k: {text}\n")
    if faults or not isinstance(root, Mapping):
        return False
    value = root.entries["k"][1]
    return isinstance(value, Scalar) and value.plain and value.text == text
