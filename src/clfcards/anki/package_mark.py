"""What a package is, in its archive's comment, which Anki ignores: a draft, an update, or (without one) a deck."""

import struct

DRAFT = b"draft"  # written by `build --watch`: nobody has published it
UPDATE = b"update"  # it holds corrections only

_END = b"PK\x05\x06"  # the signature of an archive's last record
_LENGTH_AT = 20  # where in this record the length of the comment is


def marked(package: bytes, mark: bytes) -> bytes:
    """The package with a mark. It must have none yet."""
    return package[:-2] + struct.pack("<H", len(mark)) + mark


def mark_of(package: bytes) -> bytes:
    """The mark of a package, or nothing if it has none or is no archive."""
    start = package.rfind(_END)
    return package[start + _LENGTH_AT + 2 :] if start >= 0 else b""
