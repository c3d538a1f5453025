"""What `doctor` found and did: in words, and as the document of `--json`."""

from collections.abc import Iterator
from dataclasses import dataclass

from clfcards.log.doctor import Diagnosis
from clfcards.next_step import NextStep
from clfcards.system.files import shown
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count, was

_LISTED = 5  # ids of events


def lines(found: Diagnosis) -> list[str]:
    """What was found and done, one line each: first how much there is, at the end what to do next."""
    name = shown(found.path)
    if not found.exists:
        return [f"there is no log at {name} yet"]
    numbers = (count(found.events, "event"), count(found.cards, "card"), count(found.backups, "backup"))
    told = [f"{name}: {', '.join(numbers)}"]
    if found.is_well:
        return [*told, "the log is intact, and every card state matches it"]
    told += _about_the_file(found) if found.damage else _about_copies(found)
    if found.repaired:
        number = len(found.repaired)
        done = "" if found.only_checked else f" and {was(number)} computed again"
        told.append(f"{count(number, 'card state')} did not match the log{done}")
    return [*told, *_next(found)]


def _about_copies(found: Diagnosis) -> Iterator[str]:
    number = found.from_backups
    if number and found.only_checked:
        yield f"{count(number, 'event')} {_are(number)} missing, but backups have {'it' if number == 1 else 'them'}"
    elif number:
        yield f"{count(number, 'event')} {was(number)} missing and {was(number)} restored from backups"


def _about_the_file(found: Diagnosis) -> Iterator[str]:
    recovered = f"{count(found.saved, 'event')} from it and {found.from_backups:,} more from backups"
    if found.only_checked:
        yield f"the file is damaged: doctor can recover {recovered}"
    else:
        yield f"the file was damaged: recovered {recovered}"
    lost = len(found.altered)
    if found.missing:
        yield f"{count(found.missing, 'event')} {_are(found.missing)} lost: the file knows of more than can be read"
    if lost:
        yield f"{count(lost, 'event')} {was(lost)} altered by the damage and left out: {_listed(found.altered)}"
    if not found.saved and not found.missing:
        yield "how many events the file held is not known"
    elif not found.missing and not lost:
        yield "no event that the file knows of is missing"
    if found.unconfirmed:
        number = count(len(found.unconfirmed), "recovered event")
        yield f"{number} cannot be checked, because the checksums are damaged: {_listed(found.unconfirmed)}"
    if found.moved_to:
        yield f"the damaged file is kept as {shown(found.moved_to)}"
    yield f"the damage: {found.damage}"


def _next(found: Diagnosis) -> Iterator[str]:
    if found.only_checked:
        yield f"nothing was changed: repair it with '{command_line(NextStep.run('doctor'))}'"
    if found.missing or found.altered:
        yield (
            "if another device or an export has the lost events, add them with "
            f"'{command_line(NextStep.run('history import'))} FILE'"
        )


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _listed(ids: tuple[str, ...]) -> str:
    more = len(ids) - _LISTED
    return ", ".join(ids[:_LISTED]) + (f" and {more:,} more" if more > 0 else "")


@dataclass(frozen=True, slots=True)
class DoctorDocument:
    """The document of `doctor --json`. `written` says whether anything was repaired."""

    path: str
    exists: bool
    events: int
    cards: int
    mended: tuple[str, ...]
    damage: str
    set_aside: str | None
    saved: int
    from_backups: int
    backups: int
    missing: int
    altered: tuple[str, ...]
    unconfirmed: tuple[str, ...]
    written: bool


def document(found: Diagnosis) -> DoctorDocument:
    """What was found and done as the document of `--json`."""
    return DoctorDocument(
        path=str(found.path),
        exists=found.exists,
        events=found.events,
        cards=found.cards,
        mended=found.repaired,
        damage=found.damage,
        set_aside=str(found.moved_to) if found.moved_to else None,
        saved=found.saved,
        from_backups=found.from_backups,
        backups=found.backups,
        missing=found.missing,
        altered=found.altered,
        unconfirmed=found.unconfirmed,
        written=not found.only_checked,
    )
