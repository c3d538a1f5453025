"""Reads a database page by page, without its schema or any page above: what can be read when SQLite cannot.

Source: "Database File Format", section 1.6, sqlite.org/fileformat2.html.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from clfcards.log.records import Header, UnreadableRecordError, signed, varint

HEADER_BYTES = 100
USUAL_PAGE_SIZE = 4096  # bytes; what SQLite chooses for a new database
_SIZES = tuple(2**power for power in range(9, 17))
_INDEX_INTERIOR, _TABLE_INTERIOR, _INDEX_LEAF, _TABLE_LEAF = 2, 5, 10, 13
_WITH_RECORDS = (_INDEX_INTERIOR, _INDEX_LEAF, _TABLE_LEAF)
_LIST_AT = {_INDEX_INTERIOR: 12, _TABLE_INTERIOR: 12, _INDEX_LEAF: 8, _TABLE_LEAF: 8}  # the list of cells, by type
_LEAST_USABLE = 480  # bytes
_SAMPLE = 200  # pages
# A row of a table in which one column stands for the row's number: that column is first, and is stored as NULL.
# The header of such a record has at least 3 bytes; with 10 columns and a text of up to 16 kB, at most 40.
_ROW = re.compile(rb"(?=[\x03-\x28]\x00)")


class Cell(NamedTuple):
    """A row of a table with its number, or an entry of an index without one, as a record.

    `is_listed`: the page lists it. Otherwise its bytes were found on a damaged page; they may be remains of a row
    that was moved, and partly overwritten.
    """

    number: int | None
    header: Header
    record: bytes
    is_listed: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """The size of the pages in bytes, and how many bytes at the end of each are left unused."""

    page_size: int
    reserved: int = 0

    @property
    def usable(self) -> int:
        return self.page_size - self.reserved

    def local(self, payload: int, *, is_table: bool) -> int:
        """How many bytes of a payload are in the cell itself; the rest is on overflow pages."""
        most = self.usable - 35 if is_table else (self.usable - 12) * 64 // 255 - 23
        if payload <= most:
            return payload
        least = (self.usable - 12) * 32 // 255 - 23
        size = least + (payload - least) % (self.usable - 4)
        return size if size <= most else least


def layout_of(database: bytes) -> Layout:
    """The layout that fits the pages best, whatever the header says."""
    size = max(_SIZES, key=lambda size: (_fitting(database, size), size == USUAL_PAGE_SIZE))
    reserved = database[20] if len(database) > 20 else 0
    ends = (database[start + size - reserved : start + size] for start in range(0, len(database) - size + 1, size))
    if not reserved or size - reserved < _LEAST_USABLE or any(map(any, ends)):
        reserved = 0
    return Layout(size, reserved)


def _fitting(database: bytes, size: int) -> float:
    """The share of pages that would be b-tree pages with cells in their second half, if pages had this size."""
    starts = range(0, len(database) - size + 1, size)
    starts = starts[:: max(1, len(starts) // _SAMPLE)]
    fitting = 0
    for start in starts:
        at = HEADER_BYTES if start == 0 else 0
        places = _listed(database[start : start + size], at)
        fitting += bool(places) and size // 2 < max(places) < size and min(places) > at
    return fitting / len(starts) if starts else 0.0


def _listed(page: bytes, at: int) -> list[int]:
    """The places of the cells on a b-tree page whose header is at `at`; empty if it is not such a page."""
    first = at + _LIST_AT.get(page[at], len(page))
    end = first + 2 * int.from_bytes(page[at + 3 : at + 5], "big")
    if end > len(page):
        return []
    return [int.from_bytes(page[place : place + 2], "big") for place in range(first, end, 2)]


@dataclass(frozen=True, slots=True)
class Pages:
    """A database's pages by number."""

    database: bytes
    layout: Layout

    def page(self, number: int) -> bytes:
        """A page by its number, which starts at 1; empty if it does not exist."""
        size = self.layout.page_size
        return self.database[(number - 1) * size : number * size] if number > 0 else b""

    def cells(self) -> Iterator[Cell]:
        """The rows and index entries on all pages, whatever table or index they belong to."""
        for number in range(1, -(-len(self.database) // self.layout.page_size) + 1):
            yield from self.cells_on(self.page(number), is_first=number == 1)

    def cells_on(self, page: bytes, *, is_first: bool) -> Iterator[Cell]:
        """The cells on one page. The database's first page begins with the header of the file.

        If the listed cells do not take up all of the page's space for cells, the list may be damaged: then all bytes
        are searched too.
        """
        at = HEADER_BYTES if is_first else 0
        type_ = page[at] if len(page) >= at + 8 else 0
        places: list[int] = []
        taken = 0
        if type_ in _WITH_RECORDS:
            places = _listed(page, at)
            for place in places:
                try:
                    cell, end = self._cell(page, place, type_)
                    taken += end - place
                    yield cell
                except (UnreadableRecordError, IndexError):
                    continue
        if not places or taken != self.layout.usable - min(places):
            yield from self._search(page)

    def _cell(self, page: bytes, at: int, type_: int) -> tuple[Cell, int]:
        """The cell at a place, and the place after it."""
        if type_ == _INDEX_INTERIOR:
            at += 4  # the number of the page below
        length, at = varint(page, at)
        number = None
        if type_ == _TABLE_LEAF:
            number, at = varint(page, at)
            number = signed(number)
        record = self._payload(page, at, length, is_table=type_ == _TABLE_LEAF)
        local = self.layout.local(length, is_table=type_ == _TABLE_LEAF)
        end = at + local + (4 if local < length else 0)
        return Cell(number, Header.at(record, 0), record, is_listed=True), end

    def _payload(self, page: bytes, at: int, length: int, *, is_table: bool) -> bytes:
        """The payload at `at`, joined from the cell and its overflow pages."""
        local = self.layout.local(length, is_table=is_table)
        if at + local > self.layout.usable or length > len(self.database):
            raise UnreadableRecordError("the cell does not fit on its page")
        if local == length:
            return page[at : at + local]
        parts = [page[at : at + local]]
        missing = length - local
        next_ = int.from_bytes(page[at + local : at + local + 4], "big")
        while missing > 0:
            overflow = self.page(next_)[: self.layout.usable]
            if len(overflow) <= 4:
                raise UnreadableRecordError("an overflow page is missing")
            parts.append(overflow[4 : 4 + missing])
            missing -= len(parts[-1])
            next_ = int.from_bytes(overflow[:4], "big")
        return b"".join(parts)

    def _search(self, page: bytes) -> Iterator[Cell]:
        """The rows of tables that can be recognized by their own bytes, wherever on the page they are."""
        for match in _ROW.finditer(page):
            try:
                header = Header.at(page, match.start())
                record = self._payload(page, match.start(), header.record_bytes, is_table=True)
            except (UnreadableRecordError, IndexError):
                continue
            number = _number_before(page, match.start(), len(record))
            yield Cell(number, header, record, is_listed=False)


def _number_before(page: bytes, at: int, length: int) -> int | None:
    """The number of the row whose payload of `length` bytes starts at `at`; None if the bytes before are damaged."""
    for start in range(at - 1, max(at - 10, 0), -1):
        for place in range(start - 1, max(start - 4, -1), -1):
            if varint(page, place) == (length, start):
                number, end = varint(page, start)
                if end == at:
                    return signed(number)
    return None
