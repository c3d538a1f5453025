"""A log opened only to read it: nothing is written, so a read-only or full disk is no obstacle."""

from pathlib import Path

from clfcards.log.connection import readable_errors, transaction
from clfcards.log.derive import derive_all, stored_terms
from clfcards.log.log import Log
from clfcards.log.migrate import migrate
from clfcards.log.snapshot import Snapshot, open_in_memory, read_snapshot
from clfcards.memory.event_kinds import TERMS
from clfcards.memory.replay import terms_of


def read_log(path: Path) -> Log:
    """The log as it is on the disk now, in memory; an empty one if there is none. What is added to it is lost.

    Raises ClfcardsError for a file that is damaged, that cannot be read, or of a newer version.
    """
    return log_in(read_snapshot(path), path)


def log_in(snapshot: Snapshot, path: Path) -> Log:
    """The log in a snapshot of the file at `path`, in memory."""
    log = Log(path, open_in_memory(snapshot.database()))
    try:
        with readable_errors(path):
            migrate(log.connection, path, lambda _: None)
            terms = terms_of(log.events(TERMS))
            if stored_terms(log.connection) != terms:
                with transaction(log.connection):
                    derive_all(log.connection, terms)
    except BaseException:
        log.close()
        raise
    return log
