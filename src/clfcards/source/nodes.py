"""YAML text → a tree of nodes that know their place, read from libyaml's events.

Scalars stay text: the field that reads a scalar decides whether `no` is a word, `010` a number or
`1.10` a version. PyYAML's own `compose` and `load` crash the process on deep nesting and accept
duplicate keys. This walk over the events is iterative, and it rejects both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from clfcards.source.slip import Slip

MAX_DEPTH = 32
MAX_CHARACTERS = 64_000_000

# The characters that YAML 1.2 allows (section 5.1), except surrogates, which Python cannot encode.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


_SECOND_DOCUMENT = "a second document starts here, but a file can contain only one: remove this line, or split the file"


class Scalar:
    """A piece of text. `plain` is true if it is not quoted; `line` and `column` count from 1."""

    __slots__ = ("_end", "_mark", "plain", "text")

    def __init__(self, text: str, mark: Any, end: Any, plain: bool) -> None:
        """`mark` and `end` are libyaml's positions. They are kept as they are, because most are never needed."""
        self.text = text
        self.plain = plain
        self._mark = mark
        self._end = end

    @property
    def line(self) -> int:
        return int(self._mark.line) + 1

    @property
    def column(self) -> int:
        return int(self._mark.column) + 1

    @property
    def end(self) -> tuple[int, int]:
        """The line and the column after its last character; both count from 1."""
        return int(self._end.line) + 1, int(self._end.column) + 1

    @property
    def width(self) -> int:
        """The number of characters in the source, if the scalar is on one line and has no escapes."""
        return max(len(self.text) + (0 if self.plain else 2), 1)


@dataclass(slots=True)
class Sequence:
    line: int
    column: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Entries by key, in order. Each entry also has the node of its key.

    `is_merged` means that its first key is set twice: a second entry follows, but its '- ' is missing.
    """

    line: int
    column: int
    entries: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    is_merged: bool = False


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Fault:
    """An error in a text as YAML, found before any field reads it."""

    line: int
    column: int
    width: int
    message: str
    rule: str


def parse(text: str) -> tuple[Node | None, list[Fault]]:
    """The document's tree, and its faults. After a syntax error there is no tree."""
    if len(text) > MAX_CHARACTERS:
        message = f"the file has {len(text):,} characters, more than {MAX_CHARACTERS:,}: split it"
        return None, [Fault(1, 1, 1, message, "file-size")]
    if bad := _FORBIDDEN.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        column = bad.start() - text.rfind("\n", 0, bad.start())
        return None, [
            Fault(line, column, 1, f"the character U+{ord(bad[0]):04X} is not allowed: remove it", "yaml-character")
        ]
    if ("<<<<<<<" in text or ">>>>>>>" in text) and (fault := _conflict(text)):
        return None, [fault]
    faults: list[Fault] = []
    try:
        return _build(text, faults), faults
    except yaml.MarkedYAMLError as error:
        from clfcards.source.broken_yaml import BrokenYaml  # like all that explains slips, not needed for most files
        from clfcards.source.slips import slip_in

        return None, [*faults, _fault(slip_in(BrokenYaml.of(text, error)))]
    except _StopError as stop:
        return None, [*faults, stop.fault]


def _conflict(text: str) -> Fault | None:
    """The fault of a line that git left where two versions differ."""
    from clfcards.source.slips import conflict_marker

    slip = conflict_marker(text)
    return _fault(slip) if slip else None


def _fault(slip: Slip) -> Fault:
    return Fault(slip.at.line + 1, slip.at.column + 1, slip.width, slip.message, slip.rule)


class _StopError(Exception):
    """A fault after which the text cannot be read any further."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def _build(text: str, faults: list[Fault]) -> Node | None:
    """Make the tree in one pass over the events; open containers are on a list instead of the call stack."""
    root: Node | None = None
    documents = 0
    parents: list[Mapping | Sequence] = []
    keys: list[Scalar | None] = []  # for each open container, the key that has no value yet
    # These local names avoid attribute look-ups in the hottest loop of a build.
    scalar_event, mapping_event, sequence_event = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent

    # Any: the type stubs have one event class for all kinds, and it has no marks.
    event: Any
    # PyYAML's own `parse` makes the same two calls in a generator, which costs a third of the time of this loop.
    loader = yaml.CBaseLoader(text)
    for event in iter(loader.get_event, None):
        kind = type(event)
        node: Node
        if kind is scalar_event:
            node = Scalar(event.value, event.start_mark, event.end_mark, not event.style)
            if event.tag is not None or event.anchor is not None:
                _reject_tag_and_anchor(event, node.line, node.column, faults)
        elif kind is mapping_event or kind is sequence_event:
            node = _container(Mapping if kind is mapping_event else Sequence, event, len(parents), faults)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            parents.pop()
            keys.pop()
            continue
        elif kind is yaml.AliasEvent:
            message = f"'*{event.anchor}' is an alias in YAML: put the text in quotes, or write the value out"
            raise _stop_at(event, len(event.anchor) + 1, message, "yaml-alias")
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents == 2:
                raise _stop_at(event, 3, _SECOND_DOCUMENT, "yaml-documents")
            continue
        else:
            continue

        if not parents:
            root = node
        elif type(parent := parents[-1]) is Sequence:
            parent.items.append(node)
        elif (key := keys[-1]) is None:
            if kind is not scalar_event:
                raise _StopError(_not_a_key(node, parent))  # type: ignore[arg-type]  # not a Sequence
            keys[-1] = node  # type: ignore[assignment]  # a scalar event made a Scalar
            continue
        else:
            keys[-1] = None
            first = parent.entries.setdefault(key.text, (key, node))  # type: ignore[union-attr]  # not a Sequence
            if first[0] is not key:
                _report_duplicate(key, first[0], parent, faults)  # type: ignore[arg-type]  # not a Sequence
        if kind is not scalar_event:
            parents.append(node)  # type: ignore[arg-type]  # a container event made a container
            keys.append(None)
    return root


def _not_a_key(node: Node, parent: Mapping) -> Fault:
    """The fault of a list or a mapping in the place of a key, as in a text that begins with '{{'."""
    from clfcards.source.broken_yaml import Spot
    from clfcards.source.slips import must_be_quoted

    if not parent.entries and (node.line, node.column) == (parent.line, parent.column + 1):
        return _fault(must_be_quoted(Spot(parent.line - 1, parent.column - 1), "{"))
    return Fault(node.line, node.column, 1, "a key must be a word: put a text that contains ': ' in quotes", "yaml-key")


def _report_duplicate(key: Scalar, first: Scalar, parent: Mapping, faults: list[Fault]) -> None:
    """Report that a key is set twice; once for a whole entry that is merged with the one above it."""
    message = f"'{key.text}' is already set on line {first.line}"
    first_key = next(iter(parent.entries))
    if key.text == first_key:
        message += f": begin a new entry with '- {key.text}', or remove one of the two"
        parent.is_merged = True
    elif parent.is_merged:
        return
    faults.append(Fault(key.line, key.column, key.width, message, "duplicate-key"))


def _container(kind: type[Mapping] | type[Sequence], event: Any, depth: int, faults: list[Fault]) -> Mapping | Sequence:
    """The empty mapping or sequence that an event opens, nested inside `depth` others."""
    mark = event.start_mark
    node = kind(mark.line + 1, mark.column + 1)
    if event.tag is not None or event.anchor is not None:
        _reject_tag_and_anchor(event, node.line, node.column, faults)
    if depth == MAX_DEPTH:
        raise _stop_at(event, 1, f"the nesting is deeper than {MAX_DEPTH} levels", "yaml-depth")
    return node


def _stop_at(event: Any, width: int, message: str, rule: str) -> _StopError:
    """The exception for a fault at an event after which the text cannot be read any further."""
    mark = event.start_mark
    return _StopError(Fault(mark.line + 1, mark.column + 1, width, message, rule))


def _reject_tag_and_anchor(event: Any, line: int, column: int, faults: list[Fault]) -> None:
    if event.tag is not None:
        faults.append(
            Fault(
                line,
                column,
                1,
                f"'{event.tag}' is a tag in YAML: put the text in quotes, or remove the tag",
                "yaml-tag",
            )
        )
    if event.anchor is not None:
        faults.append(
            Fault(
                line,
                column,
                len(event.anchor) + 1,
                f"'&{event.anchor}' is an anchor in YAML: put the text in quotes, or remove the anchor",
                "yaml-alias",
            )
        )
