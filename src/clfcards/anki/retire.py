"""Retiring notes in the ledger: it keeps them for ever, with the reason and what took their place."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from clfcards.model.ledger import Ledger


def retired(ledger: Ledger, ids: Iterable[str], day: dt.date, reason: str, successor: str = "") -> Ledger:
    """The ledger with these notes retired on a day; one that was never published leaves no trace."""
    notes = dict(ledger.notes)
    for id_ in ids:
        if id_ in notes:
            notes[id_] = replace(notes[id_], left=None, retired=day, reason=reason, successor=successor)
    return replace(ledger, notes=notes)
