"""The ledger before and after a build, and the time that it records."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from clfcards.anki.ledger_file import ledger_path
from clfcards.anki.note_types import note_types_of
from clfcards.anki.publish import Edition, completed, publish
from clfcards.model.language import language_of
from clfcards.model.ledger import Changes, Ledger
from clfcards.render.note_kinds import family_of
from clfcards.use_cases.build_outcome import ClockDisagrees, LedgerAhead
from clfcards.use_cases.build_request import BuildClock, BuildRequest
from clfcards.use_cases.build_time import TOLERANCE, newest_evidence, repaired, stamp
from clfcards.use_cases.buildable_exam import BuildableExam
from clfcards.use_cases.lost_ledger import LostNotes, lost_notes


@dataclass(frozen=True, slots=True)
class Publication:
    """The ledger before and after the build. `stored` is the ledger as its file says it; `old` may know more."""

    path: Path
    stored: Ledger
    old: Ledger
    new: Ledger
    changes: Changes

    @property
    def is_changed(self) -> bool:
        return self.new != self.old


def published(
    request: BuildRequest, exam: BuildableExam, stored: Ledger, edition: Edition, clock: BuildClock
) -> Publication | LedgerAhead | LostNotes | ClockDisagrees:
    """The ledger in an exam's folder, and the ledger after this edition, with no time in the future."""
    publication = _publication(request.folder, stored, stored, edition, clock.now)
    if not request.keeps_ledger:
        return publication
    ahead = ahead_of(request.folder, stored, clock)
    if ahead and not request.repair and (publication.is_changed or request.locked):
        return LedgerAhead(publication.path, ahead, clock.now)
    is_repaired = request.repair and ahead is not None
    if not publication.is_changed and not is_repaired:
        return publication
    if not request.first:
        out = (request.out / package.file for package in exam.settings.packages)
        if lost := lost_notes(request.folder, stored, out):
            return lost
    now = _time_to_record(request, exam, publication.changes, clock)
    if isinstance(now, ClockDisagrees):
        return now
    base = repaired(stored, now) if is_repaired else stored
    if base is stored and now == clock.now:
        return publication
    return _publication(request.folder, stored, base, edition, now)


def _publication(folder: Path, stored: Ledger, base: Ledger, edition: Edition, now: dt.datetime) -> Publication:
    """The ledger in an exam's folder, and the ledger after this edition. `base` is the stored one, or its repair."""
    used = note_types_of(family_of(language_of(edition.guide.language), stored.kinds))
    new, changes = publish(completed(base, edition), edition, used, now)
    return Publication(ledger_path(folder), stored, completed(stored, edition), new, changes)


def ahead_of(folder: Path, ledger: Ledger, clock: BuildClock) -> dt.datetime | None:
    """The ledger's newest time, if it is more than two days after now, whatever tells what time it is."""
    newest = ledger.newest
    if newest is None or newest <= clock.now + TOLERANCE:
        return None
    return newest if newest > newest_evidence(folder, ()).at + TOLERANCE else None


def _time_to_record(
    request: BuildRequest, exam: BuildableExam, changes: Changes, clock: BuildClock
) -> dt.datetime | ClockDisagrees:
    """The build's time, if a person named it or the evidence confirms it."""
    if clock.is_named or request.locked:  # a locked build records nothing
        return clock.now
    changed = {*changes.added, *changes.changed}
    paths = {item.origin.path for item in exam.bank if item.id in changed}
    evidence = newest_evidence(request.folder, (exam.loaded.files[path] for path in sorted(paths)))
    now = stamp(clock.now, evidence.at)
    return ClockDisagrees(clock.now, evidence) if now is None else now
