"""What the pages of a log still hold: events' rows, links of the chain, and what the index says about events."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple

from clfcards.log.chain import LINK_BYTES
from clfcards.log.pages import Cell, Pages, layout_of
from clfcards.log.records import Header, UnreadableRecordError, kind_of, values_of
from clfcards.log.rows import Row
from clfcards.log.snapshot import Snapshot
from clfcards.log.write_ahead import page_size_of, possible_frames

# The kinds of the columns of an event's row. The first is its number, which is not stored in the record.
_MAYBE = ("integer", "null")
_EVENT = (("null",), ("text",), ("integer",), ("integer",), ("text",), ("text",), _MAYBE, _MAYBE, _MAYBE,
          ("text", "null"))  # fmt: skip
_LINK = (("null",), ("integer",), ("blob",))
_IDENTITY = (("text",),)
_INDEXED = (("integer",), ("text",), ("integer",))


class IndexEntry(NamedTuple):
    """What the index of the order says about an event."""

    at: int
    id: str


@dataclass(slots=True)
class Remains:
    """Everything that was found, in any order and more than once; any of it can be damaged.

    `rows` have the numbers under which they were found. `loose` rows were found on damaged pages, where no list
    names them; some have no number. `links` have the numbers of their events, by arrival. `index` has entries by
    number. `namespaces` are the decks that the file says it is about. `is_newer`: rows have more columns than this
    version knows.
    """

    rows: dict[Row, set[int]] = field(default_factory=dict)
    loose: dict[Row, set[int]] = field(default_factory=dict)
    links: dict[int, set[tuple[int, bytes]]] = field(default_factory=dict)
    index: dict[int, set[IndexEntry]] = field(default_factory=dict)
    namespaces: set[str] = field(default_factory=set)
    is_newer: bool = False

    def add_row(self, number: int | None, row: Row, *, is_listed: bool = True) -> None:
        """Adds an event's row."""
        numbers = (self.rows if is_listed else self.loose).setdefault(row, set())
        if number is not None:
            numbers.add(number)

    def add_link(self, arrival: int, number: int, link: bytes) -> None:
        """Adds a link of the chain."""
        self.links.setdefault(arrival, set()).add((number, link))

    def add_cells(self, cells: Iterable[Cell]) -> None:
        """Adds what is recognized by the types of its columns."""
        for cell in cells:
            with suppress(UnreadableRecordError):
                self._add_cell(cell)

    def _add_cell(self, cell: Cell) -> None:
        number, header, record, is_listed = cell
        columns = len(header.types)
        if columns >= len(_EVENT) and _fits(header, _EVENT):
            self.add_row(number, values_of(header, record)[1 : len(_EVENT)], is_listed=is_listed)
            self.is_newer = self.is_newer or (is_listed and columns > len(_EVENT))
        elif columns == len(_LINK) and number is not None and _fits(header, _LINK):
            _, event, link = values_of(header, record)
            if isinstance(event, int) and isinstance(link, bytes) and len(link) == LINK_BYTES:
                self.add_link(number, event, link)
        elif columns == len(_INDEXED) and number is None and _fits(header, _INDEXED):
            at, id_, event = values_of(header, record)
            if isinstance(at, int) and isinstance(id_, str) and isinstance(event, int):
                self.index.setdefault(event, set()).add(IndexEntry(at, id_))
        elif columns == len(_IDENTITY) and number is not None and _fits(header, _IDENTITY):
            self.namespaces.update(map(str, values_of(header, record)))


def _fits(header: Header, kinds: tuple[tuple[str, ...], ...]) -> bool:
    """Whether the first columns are of these kinds."""
    return all(kind_of(type_) in allowed for type_, allowed in zip(header.types, kinds, strict=False))


def remains_of(snapshot: Snapshot) -> Remains:
    """What the pages hold: those of the file, and those of its write-ahead log."""
    database = snapshot.database()
    layout = layout_of(database)
    pages = Pages(database, layout)
    remains = Remains()
    remains.add_cells(pages.cells())
    if page_size_of(snapshot.wal) == layout.page_size:
        # An older version of a page can hold rows that are damaged in the latest one.
        for page, number in {frame.page: frame.number for frame in possible_frames(snapshot.wal)}.items():
            remains.add_cells(pages.cells_on(page, is_first=number == 1))
    if snapshot.wal and snapshot.file != database:
        remains.add_cells(Pages(snapshot.file, layout).cells())
    return remains
