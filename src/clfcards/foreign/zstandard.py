"""Zstandard frames, as Anki's newer packages have them: Python has its own decoder from 3.14 on."""

import sys
from typing import IO, Protocol

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_WINDOW_LOG = 25  # 32 MB, the most memory that a frame may ask for; Anki's frames ask for 2 MB


class Readable(Protocol):
    """Bytes that are read in pieces."""

    def read(self, most: int, /) -> bytes: ...


def unpacking(file: IO[bytes]) -> Readable:
    """The unpacked content of a file of Zstandard frames.

    Reading raises zstd.ZstdError for what is no such frame, and EOFError for one that is cut off.
    """
    options: dict[int, int] = {zstd.DecompressionParameter.window_log_max: _WINDOW_LOG}
    unpacked: Readable = zstd.ZstdFile(file, "rb", options=options)
    return unpacked
