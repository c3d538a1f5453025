"""What `doctor` found and did: in words, and as the document of `--json`."""

from dataclasses import dataclass

from clfcards.log.doctor import Diagnosis
from clfcards.system.files import shown
from clfcards.words.phrases import count, was


def lines(found: Diagnosis) -> list[str]:
    """What was found and done, one line each."""
    name = shown(found.path)
    if not found.exists:
        return [f"there is no log at {name} yet"]
    numbers = (count(found.events, "event"), count(found.cards, "card"), count(found.backups, "backup"))
    found_lines = [f"{name}: {', '.join(numbers)}"]
    if found.damage:
        found_lines.append(f"the file was damaged: {found.damage}")
        found_lines.append(
            f"recovered {count(found.saved, 'event')} from it and {found.from_backups} more from backups"
        )
        if found.moved_to:
            found_lines.append(f"the damaged file is kept as {shown(found.moved_to)}")
    elif found.from_backups:
        restored, events = was(found.from_backups), count(found.from_backups, "event")
        found_lines.append(f"{events} {restored} missing and {restored} restored from backups")
    if found.repaired:
        number = len(found.repaired)
        states = count(number, "card state")
        found_lines.append(f"{states} did not match the log and {was(number)} computed again")
    if not (found.damage or found.from_backups or found.repaired):
        found_lines.append("the log is intact, and every card state matches it")
    return found_lines


@dataclass(frozen=True, slots=True)
class DoctorDocument:
    """The document of `doctor --json`."""

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
    )
