"""Retires notes in the ledger, which keeps them forever with the reason and their successor."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from clfcards.anki.ledger_file import ledger_bytes, ledger_in, ledger_path
from clfcards.model.ledger import Ledger
from clfcards.system.files import write_atomically


def retired(ledger: Ledger, ids: Iterable[str], day: dt.date, reason: str, successor: str = "") -> Ledger:
    """The ledger with these notes retired on a day; notes that were never published are ignored."""
    notes = dict(ledger.notes)
    for id_ in ids:
        if id_ in notes:
            old = notes[id_]
            leaving = old.is_current or old.leaving
            notes[id_] = replace(old, left=None, retired=day, leaving=leaving, reason=reason, successor=successor)
    return replace(ledger, notes=notes)


def retire_in_file(
    folder: Path, namespace: str, ids: tuple[str, ...], day: dt.date, reason: str, successor: str = ""
) -> None:
    """Retires notes in the ledger of an exam's folder. Before the first build there is none, and nothing happens."""
    if ids and (ledger := ledger_in(folder, namespace)) is not None:
        write_atomically(ledger_path(folder), ledger_bytes(retired(ledger, ids, day, reason, successor)))
