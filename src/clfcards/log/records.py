"""Records of SQLite's file format: the rows and index entries as they lie in the bytes of a page.

Source: "Database File Format", section 2.1, sqlite.org/fileformat2.html.
"""

import struct
from typing import NamedTuple, Self

Value = int | float | str | bytes | None

NULL = 0
_FLOAT, _ZERO, _ONE, _FIRST_BLOB, _FIRST_TEXT = 7, 8, 9, 12, 13
_RESERVED = frozenset((10, 11))
_INTEGER_BYTES = (0, 1, 2, 3, 4, 6, 8)  # by serial type
_SIZES = (*_INTEGER_BYTES, 8, 0, 0, 0, 0)  # bytes, by serial type
_KINDS = ("null", *("integer",) * 6, "float", "integer", "integer", "reserved", "reserved")  # by serial type
_FLOAT_FORMAT = struct.Struct(">d")


class UnreadableRecordError(ValueError):
    """The bytes are not a record."""


def varint(data: bytes, at: int) -> tuple[int, int]:
    """The unsigned integer of one to nine bytes at `at`, and the place after it. Raises IndexError at the end."""
    value = 0
    for place in range(at, at + 8):
        byte = data[place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + 1
    return value << 8 | data[at + 8], at + 9


def signed(value: int) -> int:
    """The signed integer that an unsigned one of 64 bits stands for."""
    return value - 2**64 if value >= 2**63 else value


class Header(NamedTuple):
    """The beginning of a record: the types of its columns, and its own length in bytes."""

    types: tuple[int, ...]
    length: int

    @classmethod
    def at(cls, data: bytes, at: int) -> Self:
        """The header at a place. Raises UnreadableRecordError or IndexError if there is none."""
        length, place = varint(data, at)
        end = at + length
        types = data[place:end]
        if not types or types[-1] >= 0x80 or len(types) != end - place:
            raise UnreadableRecordError("this is not the header of a record")
        if max(types) >= 0x80:
            return cls(_long_types(data, place, end), length)
        return cls(tuple(types), length)

    @property
    def record_bytes(self) -> int:
        """The length of the whole record in bytes."""
        return self.length + sum(map(size_of, self.types))


def _long_types(data: bytes, place: int, end: int) -> tuple[int, ...]:
    types = []
    while place < end:
        type_, place = varint(data, place)
        types.append(type_)
    if place != end:
        raise UnreadableRecordError("this is not the header of a record")
    return tuple(types)


def size_of(type_: int) -> int:
    """The length in bytes of a column of this type."""
    return _SIZES[type_] if type_ < _FIRST_BLOB else (type_ - _FIRST_BLOB) // 2


def kind_of(type_: int) -> str:
    """The kind of a column of this type."""
    if type_ >= _FIRST_BLOB:
        return "text" if type_ % 2 else "blob"
    return _KINDS[type_]


def values_of(header: Header, record: bytes) -> tuple[Value, ...]:
    """The columns of a whole record. Raises UnreadableRecordError if its length or a text is wrong."""
    if header.record_bytes != len(record):
        raise UnreadableRecordError("the record is not as long as its header says")
    values: list[Value] = []
    at = header.length
    for type_ in header.types:
        end = at + size_of(type_)
        values.append(_value(type_, record[at:end]))
        at = end
    return tuple(values)


def _value(type_: int, data: bytes) -> Value:
    if type_ >= _FIRST_TEXT and type_ % 2:
        try:
            return data.decode()
        except UnicodeDecodeError as error:
            raise UnreadableRecordError("a text is not UTF-8") from error
    if type_ >= _FIRST_BLOB:
        return data
    if type_ == NULL or type_ in _RESERVED:
        return None
    if type_ == _FLOAT:
        return float(_FLOAT_FORMAT.unpack(data)[0])
    return int(type_ == _ONE) if type_ in (_ZERO, _ONE) else int.from_bytes(data, "big", signed=True)
