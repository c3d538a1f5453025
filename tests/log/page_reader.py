"""A reader of a log's pages for tests, written from SQLite's file format without looking at the product's.

It knows nothing of the schema, trees, free pages or the chain. It lists the rows on every leaf page that look like an
event, and follows overflow pages. What it finds, `doctor` must find too.
"""

from typing import Any

PAGE = 4096
_COLUMNS = 10


def rows_on_pages(data: bytes) -> set[tuple[Any, ...]]:
    """The events' columns without the number, of all rows that can be decoded."""
    found = set()
    for start in range(0, len(data), PAGE):
        header = start + (100 if start == 0 else 0)
        if len(data) < header + 8 or data[header] != 0x0D:
            continue
        for i in range(int.from_bytes(data[header + 3 : header + 5], "big")):
            pointer = header + 8 + 2 * i
            try:
                row = _row(data, start + int.from_bytes(data[pointer : pointer + 2], "big"), start + PAGE)
            except (IndexError, UnicodeDecodeError):
                continue
            if row is not None:
                found.add(row)
    return found


def _integer(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for length in range(1, 10):
        byte = data[at + length - 1]
        if length == 9:
            return (value << 8) + byte, at + 9
        value = (value << 7) + (byte & 127)
        if not byte & 128:
            return value, at + length
    raise AssertionError


def _row(data: bytes, at: int, page_end: int) -> tuple[Any, ...] | None:
    size, at = _integer(data, at)
    _, at = _integer(data, at)
    if size > len(data):
        return None
    record = _whole_record(data, at, size)
    if record is None or at >= page_end:
        return None
    header_end, place = _integer(record, 0)
    types = []
    while place < header_end:
        type_, place = _integer(record, place)
        types.append(type_)
    if len(types) != _COLUMNS or types[0] != 0:
        return None
    values: list[Any] = []
    for type_ in types:
        length = (type_ - 12) // 2 if type_ >= 12 else (0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0)[type_]
        part = record[place : place + length]
        if len(part) != length or type_ in (7, 10, 11) or (type_ >= 12 and type_ % 2 == 0):
            return None
        text = part.decode() if type_ >= 13 else None
        number = {0: None, 8: 0, 9: 1}.get(type_, int.from_bytes(part, "big", signed=True))
        values.append(text if type_ >= 13 else number)
        place += length
    return tuple(values[1:])


def _whole_record(data: bytes, at: int, size: int) -> bytes | None:
    if size <= PAGE - 35:
        return data[at : at + size]
    smallest = (PAGE - 12) * 32 // 255 - 23
    here = smallest + (size - smallest) % (PAGE - 4)
    if here > PAGE - 35:
        here = smallest
    record = data[at : at + here]
    page = int.from_bytes(data[at + here : at + here + 4], "big")
    while len(record) < size:
        overflow = data[(page - 1) * PAGE : page * PAGE]
        if page == 0 or len(overflow) < PAGE:
            return None
        record += overflow[4 : 4 + size - len(record)]
        page = int.from_bytes(overflow[:4], "big")
    return record
