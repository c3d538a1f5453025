"""The time that a build records, compared with what the files and git say: a wrong clock must not reach the ledger.

Anki accepts an update only if it is newer than what the learner has, so a time in the future, once published, would
hold back every later correction.
"""

import datetime as dt
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from clfcards.decks.revisions import newest_commit
from clfcards.model.ledger import Entry, Ledger, Version
from clfcards.system.files import shown

TOLERANCE = dt.timedelta(days=2)
_LEAD = dt.timedelta(days=1)
_SECOND = dt.timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sign of what time it is. `source` says what it is in words that can follow "the time of"."""

    at: dt.datetime
    source: str


def newest_evidence(folder: Path, changed: Iterable[Path]) -> Evidence:
    """The newest of: the changed files, the newest commit, and a file that is written now to the exam's `folder`.

    The file system's time is not always the clock's: not on a network drive, or where a program is shown another time.
    """
    signs = [Evidence(_changed_at(path), f"'{shown(path)}'") for path in changed if path.exists()]
    if (commit := newest_commit(folder)) is not None:
        signs.append(Evidence(commit, "git's newest commit"))
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".clfcards-") as file:
            signs.append(Evidence(_changed_at(Path(file.name)), "a file written just now"))
    except OSError:  # a folder that cannot be written to; its ledger cannot be either
        pass
    return max(signs, key=lambda sign: sign.at, default=Evidence(dt.datetime.fromtimestamp(0, dt.UTC), "the epoch"))


def _changed_at(path: Path) -> dt.datetime:
    return dt.datetime.fromtimestamp(int(path.stat().st_mtime), dt.UTC)


def stamp(now: dt.datetime, newest: dt.datetime) -> dt.datetime | None:
    """The time to record: now, but at most a day after the newest evidence; None if they differ by over two days."""
    return None if abs(now - newest) > TOLERANCE else min(now, newest + _LEAD)


def repaired(ledger: Ledger, now: dt.datetime) -> Ledger:
    """The ledger with every time and date that lies after `now` set back to it; versions stay in their order."""
    return replace(
        ledger,
        notes={id_: _entry_until(entry, now) for id_, entry in ledger.notes.items()},
        note_types={name: replace(e, modified=min(e.modified, now)) for name, e in ledger.note_types.items()},
        decks={key: replace(deck, renamed=_day_until(deck.renamed, now)) for key, deck in ledger.decks.items()},
    )


def _entry_until(entry: Entry, now: dt.datetime) -> Entry:
    versions: list[Version] = []
    latest = now
    for version in reversed(entry.versions):
        at = min(version.at, latest)
        versions.append(version if at == version.at else replace(version, at=at))
        latest = at - _SECOND
    return replace(
        entry,
        published=min(entry.published, now.date()),
        versions=tuple(reversed(versions)),
        left=_day_until(entry.left, now),
        retired=_day_until(entry.retired, now),
        moved=_day_until(entry.moved, now),
        fewer_cards=_day_until(entry.fewer_cards, now),
    )


def _day_until(day: dt.date | None, now: dt.datetime) -> dt.date | None:
    return None if day is None else min(day, now.date())
