"""Waits until what was written is on the disk itself."""

import os
import sys
from contextlib import suppress

if sys.platform != "win32":
    import fcntl


def to_disk(file: int) -> None:
    """Waits until a file's content (`file` is its descriptor) survives a power failure.

    On macOS, fsync only hands the data to the drive, which may keep it in a cache that loses power.
    A file system that cannot flush the drive, as of some network drives, gets at least an fsync.
    """
    full_sync = getattr(fcntl, "F_FULLFSYNC", None) if sys.platform != "win32" else None
    if full_sync is not None:
        with suppress(OSError):
            fcntl.fcntl(file, full_sync)
            return
    os.fsync(file)
