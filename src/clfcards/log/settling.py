"""What follows each commit: a line in the plain copy, and after every few events the disk is brought up to date.

An answer is safe when its commit returns. Settling moves it from the write-ahead log into the log's file, so that the
file alone can be copied, and syncs the plain copy. That waits for the disk three times, so it is done in a thread,
while the learner reads the next card.
"""

import sqlite3
from _thread import allocate_lock, start_new_thread
from contextlib import suppress
from pathlib import Path

from clfcards.errors import ClfcardsError
from clfcards.log.chain import ChainEnd, end_of
from clfcards.log.connection import write_ahead_path
from clfcards.log.plain_copy import PlainCopy, is_whole, write_plain_copy

SETTLED_AFTER = 5  # events; a copy of the file alone lacks at most these, and those that come in meanwhile


class Settling:
    """Settles one open log. It never fails: `failure` is what kept the plain copy from being written."""

    def __init__(self, log: Path, connection: sqlite3.Connection, end: ChainEnd | None) -> None:
        """`end` is how far the plain copy reaches; if that is None, the whole copy is written."""
        self.failure: OSError | ClfcardsError | None = None
        self._log = log
        self._connection = connection
        self._busy = allocate_lock()  # held while a thread settles
        self._checkpoints: sqlite3.Connection | None = None  # opened by the first thread that settles
        self._waiting = SETTLED_AFTER if _has_unsettled(log) else 0
        self._plain = PlainCopy(log, end) if end is not None else self._written_anew()
        self.saved(0)

    def saved(self, events: int) -> None:
        """Adds the lines of events that were just committed, and settles if it is time to."""
        self._catch_up(events)
        self._waiting += events
        if self._waiting >= SETTLED_AFTER and self._busy.acquire(blocking=False):
            self._waiting = 0
            # A Thread would make this one wait until the other has begun, which takes long on a busy computer.
            try:
                start_new_thread(self._settle, ())
            except RuntimeError:  # the system allows no more threads; it is tried again after the next event
                self._busy.release()

    def check_plain_copy(self) -> None:
        """Writes the whole plain copy again if a line of it is missing or damaged."""
        if not is_whole(self._plain.path, end_of(self._connection, self._log.stem).arrival):
            self.wait()
            self._plain.close()
            self._plain = self._written_anew()

    def wait(self) -> None:
        """Waits until nothing is being settled."""
        with self._busy:
            pass

    def finish(self) -> None:
        """Syncs what is left of the plain copy. The log's file is brought up to date when the log is closed."""
        self.wait()
        with suppress(OSError):
            self._plain.sync()
        self._plain.close()
        if self._checkpoints is not None:
            with suppress(sqlite3.Error):
                self._checkpoints.close()

    def _written_anew(self) -> PlainCopy:
        try:
            return PlainCopy(self._log, write_plain_copy(self._log, self._connection))
        except ClfcardsError as error:
            self.failure = error
            return PlainCopy(self._log, end_of(self._connection, self._log.stem))

    def _catch_up(self, events: int) -> None:
        try:
            self._plain.catch_up(self._connection, events)
        except OSError as error:
            self.failure = error

    def _settle(self) -> None:
        """A failure loses nothing: what could not be moved or synced is still where the commit put it."""
        try:
            with suppress(sqlite3.Error):
                self._checkpoints = self._checkpoints or checkpointer(self._log)
                checkpoint(self._checkpoints)
            with suppress(OSError):
                self._plain.sync()
        finally:
            self._busy.release()


def _has_unsettled(log: Path) -> bool:
    try:
        return write_ahead_path(log).stat().st_size > 0
    except OSError:
        return False


def checkpointer(log: Path) -> sqlite3.Connection:
    """A connection of its own for the threads, one after the other; opening it takes as long as a checkpoint."""
    uri = f"{log.absolute().as_uri()}?mode=rw"  # it does not create a file if another program has removed it
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA checkpoint_fullfsync = ON")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def checkpoint(connection: sqlite3.Connection) -> None:
    """Moves what nobody is reading from the write-ahead log into the file, without making anyone wait."""
    connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
