"""Rebuilds the first 100 bytes of a database: they are constants, or follow from the size of the file.

Source: "Database File Format", section 1.3, sqlite.org/fileformat2.html.
"""

import struct

from clfcards.log.pages import HEADER_BYTES, Layout

_MAGIC = b"SQLite format 3\0"
_NO_WRITE_AHEAD_LOG = 1
_FRACTIONS = (64, 32, 32)  # of a page's space for payloads: constants of the format
_SCHEMA_FORMAT, _UTF_8 = 4, 1
_VERSION_OF_SQLITE = 3_008_000  # any that knows partial indexes
_HEADER = struct.Struct(">16sH6B12I20x2I")


def with_rebuilt_header(database: bytes, layout: Layout) -> bytes:
    """The database with a header that fits its pages, for reading. A page of which a part is missing is left out.

    Free pages are given up, and so is the version of the log: neither can be told from the pages.
    """
    pages = len(database) // layout.page_size
    header = _HEADER.pack(
        _MAGIC,
        layout.page_size % 65536 or 1,  # 1 stands for 65,536
        _NO_WRITE_AHEAD_LOG, _NO_WRITE_AHEAD_LOG, layout.reserved, *_FRACTIONS,
        1, pages, 0, 0,  # the count of changes, the size in pages, the first free page and their number
        1, _SCHEMA_FORMAT, 0, 0, _UTF_8, 0, 0, 0,  # the schema's cookie … the application's id
        1, _VERSION_OF_SQLITE,  # the count of changes for which the size in pages holds
    )  # fmt: skip
    return header + database[HEADER_BYTES : pages * layout.page_size] if pages else b""
