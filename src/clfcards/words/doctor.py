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
    events, cards = count(found.events, "event"), count(found.cards, "card")
    if found.damage:
        can_be = "can be recovered" if found.only_checked else "recovered"
        return [f"{name}: {events} of {cards} {can_be}", *_about_the_file(found), *_next(found)]
    told = [f"{name}: {events}, {cards}, {count(found.backups, 'backup')}"]
    if found.is_well:
        return [*told, "the log is intact, and every card state matches it"]
    return [*told, *_about_the_rest(found), *_next(found)]


def _about_the_rest(found: Diagnosis) -> Iterator[str]:
    """What was wrong with an intact file."""
    number = found.from_backups
    if number and found.only_checked:
        yield f"{count(number, 'event')} {_are(number)} missing, but backups have {'it' if number == 1 else 'them'}"
    elif number:
        yield f"{count(number, 'event')} {was(number)} missing and {was(number)} restored from backups"
    if found.repaired:
        number = len(found.repaired)
        done = "" if found.only_checked else f" and {was(number)} computed again"
        yield f"{count(number, 'card state')} did not match the log{done}"


def _about_the_file(found: Diagnosis) -> Iterator[str]:
    """What was wrong with a damaged file, and what it cost."""
    more = f"{found.from_backups:,} more" if found.from_backups else "no others"
    yield (
        f"the file {'is' if found.only_checked else 'was'} damaged: {count(found.saved, 'event')} could be read from "
        f"it, and {more} from backups and other copies"
    )
    if found.missing:
        yield f"{count(found.missing, 'event')} {_are(found.missing)} lost: the file still lists more than it holds"
    altered = len(found.altered)
    if altered:
        yield f"{count(altered, 'event')} {was(altered)} altered by the damage and left out: {_listed(found.altered)}"
    if found.is_cut_off:
        yield "a part of the file is cut off: it may have held more events than what is left of it says"
    elif not found.saved and not found.missing:
        yield "how many events the file held is not known"
    elif not found.missing and not altered:
        yield "no event that the file lists is lost"
    if found.unconfirmed:
        yield (
            f"{count(len(found.unconfirmed), 'event')} cannot be checked, because the checksums are damaged: "
            f"{_listed(found.unconfirmed)}"
        )
    yield f"what was found: {found.damage}"


def _next(found: Diagnosis) -> Iterator[str]:
    if found.only_checked:
        yield f"nothing was changed: repair it with '{command_line(NextStep.run('doctor'))}'"
    if found.moved_to:
        yield f"the log works again; the damaged file is kept as {shown(found.moved_to)}"
    if found.missing or found.altered or found.is_cut_off:
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
