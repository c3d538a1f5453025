"""The write-ahead log beside a database: pages that were committed but are not yet in the database's own file.

Source: "Database File Format", section 4, sqlite.org/fileformat2.html.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

_HEADER = struct.Struct(">8I")
_FRAME = struct.Struct(">6I")
_WORD_ORDERS = {0x377F0682: "<", 0x377F0683: ">"}  # by the file's magic number: the byte order of the checksums
_FORMAT = 3007000
_MASK = 0xFFFFFFFF


class Frame(NamedTuple):
    """One page in the log. `size` is the database's size in pages after a commit; 0 if the commit comes later."""

    number: int
    size: int
    page: bytes


def page_size_of(wal: bytes) -> int | None:
    """The page size in bytes; None if this is not a write-ahead log."""
    if len(wal) < _HEADER.size:
        return None
    magic, version, size, *_ = _HEADER.unpack_from(wal)
    return size if magic in _WORD_ORDERS and version == _FORMAT and 512 <= size <= 65536 else None


def committed_frames(wal: bytes) -> list[Frame]:
    """The frames that SQLite itself would read, oldest first: all up to the last commit with the right checksum."""
    size = page_size_of(wal)
    if size is None:
        return []
    magic, *_, checksum_1, checksum_2 = _HEADER.unpack_from(wal)
    order = _WORD_ORDERS[magic]
    sums = _checksum(wal[:24], order, 0, 0)
    if sums != (checksum_1, checksum_2):
        return []
    frames: list[Frame] = []
    committed = 0
    for head, frame, stored in _frames_of_this_log(wal, size):
        sums = _checksum(frame.page, order, *_checksum(head, order, *sums))
        if sums != stored:
            break
        frames.append(frame)
        if frame.size:
            committed = len(frames)
    return frames[:committed]


def possible_frames(wal: bytes) -> list[Frame]:
    """The frames up to the last one that is marked as a commit, even if a checksum before it is wrong."""
    size = page_size_of(wal)
    if size is None:
        return []
    frames = [frame for _, frame, _ in _frames_of_this_log(wal, size)]
    last = max((place for place, frame in enumerate(frames) if frame.size), default=-1)
    return frames[: last + 1]


def _frames_of_this_log(wal: bytes, page_size: int) -> Iterator[tuple[bytes, Frame, tuple[int, int]]]:
    """The start of each frame's header, the frame, and its checksums. Frames left by an earlier log are skipped."""
    salts = _HEADER.unpack_from(wal)[4:6]
    for start in range(_HEADER.size, len(wal) - _FRAME.size - page_size + 1, _FRAME.size + page_size):
        number, size, salt_1, salt_2, sum_1, sum_2 = _FRAME.unpack_from(wal, start)
        if (salt_1, salt_2) == salts and number:
            page = wal[start + _FRAME.size : start + _FRAME.size + page_size]
            yield wal[start : start + 8], Frame(number, size, page), (sum_1, sum_2)


def _checksum(data: bytes, order: str, first: int, second: int) -> tuple[int, int]:
    """The checksums continued over `data`, whose length is a multiple of 8 bytes."""
    words = iter(struct.unpack(f"{order}{len(data) // 4}I", data))
    for one, two in zip(words, words, strict=True):
        first = (first + one + second) & _MASK
        second = (second + two + first) & _MASK
    return first, second
