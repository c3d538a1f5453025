"""Checksums for the lines of a file of JSON objects, so that a changed, lost or misplaced line is noticed.

A line's checksum covers its text, its section, and the key of the line before. Thus git can merge two changes of
different lines, as it could not with one checksum for the whole file, and one change is one changed line.

    "notes":{
    "black":{"deck":"tea/A","check":"Qm9VsQ"},
    "green":{"deck":"tea/B","check":"x4ahug"}
    },
    "end":"pL0zAw"
"""

import hashlib
import re
from binascii import b2a_base64
from collections.abc import Iterable, Iterator

_ROW = re.compile(rb'("(?:[^"\\]|\\.)*"):(\{.*),"check":"([^"]*)"\},?')
_SECTION = re.compile(rb'"([a-z_]+)":\{')
_END = re.compile(rb'"end":"([^"]*)"')


def sealed_sections(first: bytes, sections: Iterable[tuple[str, Iterable[tuple[bytes, bytes]]]]) -> Iterator[bytes]:
    """The lines of all sections, and of the end; each section has pairs of a JSON key and a JSON object.

    `first` is what else is in the file: the checksums cover it too.
    """
    before = first
    for name, pairs in sections:
        yield b'"%s":{' % name.encode()
        waiting = b""
        for key, value in pairs:
            if waiting:
                yield waiting + b","
            waiting = b'%s:%s,"check":"%s"}' % (key, value[:-1], _check(name.encode(), before, key, value[:-1]))
            before = key
        if waiting:
            yield waiting
        yield b"},"
    yield b'"end":"%s"' % _check(b"end", before, b"", b"")


def damaged_line(first: bytes, lines: Iterable[bytes]) -> int | None:
    """The number, from 1, of the first line whose checksum is wrong, or of the last if there is no end; None if all
    are right.

    Lines that are neither in a section nor the end are not covered.
    """
    before, section = first, b""
    number = 0
    for number, line in enumerate(lines, start=1):
        if opened := _SECTION.fullmatch(line):
            section = opened[1]
        elif end := _END.fullmatch(line):
            return None if end[1] == _check(b"end", before, b"", b"") else number
        elif line in (b"},", b"}"):
            section = b""
        elif section:
            row = _ROW.fullmatch(line)
            if row is None or row[3] != _check(section, before, row[1], row[2]):
                return number
            before = row[1]
    return max(number, 1)


def _check(*parts: bytes) -> bytes:
    """32 bits of a hash: the chance that a damaged line passes is one in four billion."""
    return b2a_base64(hashlib.blake2b(b"\0".join(parts), digest_size=4).digest(), newline=False)[:6]
