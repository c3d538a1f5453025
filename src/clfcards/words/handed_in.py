"""The practice exams that an import brought: in words, and for `--json`."""

from dataclasses import dataclass

from clfcards.exam.bank_change import BankChange
from clfcards.exam.form import Kind
from clfcards.exam.sitting import Sitting
from clfcards.use_cases.handed_in import HandedIn
from clfcards.words.phrases import count
from clfcards.words.sitting_kinds import KINDS


@dataclass(frozen=True, slots=True)
class HandedInDocument:
    """A sitting that the import handed in: its id and kind, its right answers, and the cards that come forward."""

    sitting: str
    kind: Kind
    right: int
    of: int
    cards: int


@dataclass(frozen=True, slots=True)
class ImportDocument:
    """The document of `history import --json`: events that were added and that were `known`, and exams that came in."""

    added: int
    known: int
    exams: tuple[HandedInDocument, ...]


def document(handed_in: HandedIn) -> HandedInDocument:
    """The sitting as a part of the document of `--json`."""
    report = handed_in.report
    return HandedInDocument(report.sitting.id, report.sitting.form.kind, report.raw, report.scored, handed_in.cards)


def sentence(handed_in: HandedIn) -> str:
    """What came in, how it went, and what follows."""
    report = handed_in.report
    what = f"{_name(report.sitting)}: {report.raw} of {report.scored} right"
    cards = f"; missed and guessed questions bring {count(handed_in.cards, 'card')} forward" if handed_in.cards else ""
    return what + cards


def _name(sitting: Sitting) -> str:
    when = sitting.began.wall.astimezone().strftime("%Y-%m-%d %H:%M")
    return f"{KINDS[sitting.form.kind]} of {when}"


def lost_sentence(sitting: Sitting, lost: int) -> str:
    """That steps of the sitting are missing, because its file lost lines; empty if none are."""
    if not lost:
        return ""
    return f"{_name(sitting)} came without {count(lost, 'step')} of its file, so some answers may not be the last ones"


def change_sentence(change: BankChange) -> str:
    """Which questions differ between this deck and the imported sitting; empty if none do."""
    if not change.void:
        return ""
    names = ", ".join(f"'{id_}'" for id_ in change.void[:5]) + (" …" if len(change.void) > 5 else "")
    are = "is not in this deck, or has" if len(change.void) == 1 else "are not in this deck, or have"
    it = "it counts as it was" if len(change.void) == 1 else "they count as they were"
    return f"{count(len(change.void), 'question')} {are} other options or another key here ({names}): {it} asked"


ERRORS_IN_SOURCES = (
    "the sources have errors, so the practice exams in this import wait: fix the errors, then import it again"
)
