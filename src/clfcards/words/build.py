"""The result of a build in words: the table of each deck, and the document of `--json`."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields

from clfcards.anki.card_loss import CardLoss
from clfcards.errors import ClfcardsError
from clfcards.model.deck import Deck
from clfcards.model.ledger import Changes
from clfcards.model.number import Number, total
from clfcards.next_step import NextStep
from clfcards.system.files import shown
from clfcards.use_cases.build_outcome import (
    Built,
    BuiltPackage,
    ClockDisagrees,
    FewerCards,
    LedgerAhead,
    LedgerWouldChange,
    NotBuilt,
)
from clfcards.use_cases.check import SourcesHaveErrors
from clfcards.use_cases.deck_sizes import DeckSize
from clfcards.use_cases.lost_ledger import LostNotes
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count
from clfcards.words.table import RULE, aligned


@dataclass(frozen=True, slots=True)
class DomainRow:
    """A domain's row of the table, and its object in the document.

    The fields are the columns. Those after the name are numbers of `model.deck.DomainCount`, with the same names,
    and the table adds them up. To add a column, add a field here.
    """

    id: str
    name: str
    weight: Number
    quota: int
    cards: int
    reserve: int


_NUMBERS = tuple(field.name for field in fields(DomainRow))[2:]
_UNITS = {"weight": "%"}


@dataclass(frozen=True, slots=True)
class PackageDocument:
    """A package in the document."""

    apkg: str
    sha256: str
    notes: int
    cards: int
    domains: tuple[DomainRow, ...]


@dataclass(frozen=True, slots=True)
class SizeDocument:
    """The size of a package's largest deck in cards, what it was, which domain limits it, and what it lacks there."""

    package: str
    published: int
    cards: int
    limit: str
    missing: dict[str, int]


@dataclass(frozen=True, slots=True)
class UpdateDocument:
    """A package with corrections alone, and the ids of its notes."""

    apkg: str
    sha256: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BuildDocument:
    """The document of `build --json`.

    `apkg` to `domains` describe the first package, and `reserve` holds the ids of its notes beyond the quotas.
    `packages` holds all packages that were built, and `updates` those with corrections alone. The lists from `added`
    to `fewer_cards` hold note ids. `sizes` has the size of every deck, published or not.
    """

    exam: str
    apkg: str
    sha256: str
    notes: int
    cards: int
    domains: tuple[DomainRow, ...]
    reserve: tuple[str, ...]
    packages: tuple[PackageDocument, ...]
    added: tuple[str, ...]
    changed: tuple[str, ...]
    retired: tuple[str, ...]
    left: tuple[str, ...]
    returned: tuple[str, ...]
    moved: tuple[str, ...]
    fewer_cards: tuple[str, ...]
    sizes: tuple[SizeDocument, ...]
    updates: tuple[UpdateDocument, ...]
    seconds: float


def text(built: Built, seconds: float) -> str:
    """Each package with its table, then what changed; `seconds` is how long the build took."""
    return "\n".join(
        [
            *(_package_text(package) for package in built.packages),
            *(_update_line(package) for package in built.updates),
            changes_line(built, seconds),
            *size_lines(built.sizes),
        ]
    )


def size_lines(sizes: Sequence[DeckSize]) -> list[str]:
    """For each deck that has become smaller: which domain limits it, and what it would take to keep its size."""
    return [_size_line(size) for size in sizes if size.cards < size.published]


def _size_line(size: DeckSize) -> str:
    lacking = " and ".join(f"{count(number, 'more card')} in {title}" for title, number in size.missing.items())
    remedy = f"to keep {size.published}, it needs {lacking}" if lacking else f"{size.limit} limits it"
    limit = f"{size.limit} limits it; " if lacking else ""
    return f"'{size.package}' shrinks from {size.published} to {count(size.cards, 'card')}: {limit}{remedy}"


def warnings(built: Built) -> list[str]:
    """What a maintainer should know of the ledger's times."""
    if built.ahead is not None:
        again = command_line(NextStep.run("build", repair_ledger=True))
        return [f"the ledger's newest time is {_time(built.ahead)}, which is in the future; '{again}' sets it back"]
    if built.repaired:
        return [
            "the ledger's times in the future were set back. Whoever imported a package with them gets corrections "
            "of these notes only from an update package, imported with 'Update notes: Always'"
        ]
    return []


def document(built: Built, seconds: float) -> BuildDocument:
    """The result as the document of `--json`; `seconds` is how long the build took."""
    packages = tuple(_package_document(package) for package in built.packages)
    first, changes = packages[0], built.changes
    return BuildDocument(
        exam=built.exam,
        apkg=first.apkg,
        sha256=first.sha256,
        notes=first.notes,
        cards=first.cards,
        domains=first.domains,
        reserve=tuple(note.id for note in built.packages[0].deck.reserve),
        packages=packages,
        added=changes.added,
        changed=changes.changed,
        retired=changes.retired,
        left=changes.left,
        returned=changes.returned,
        moved=changes.moved,
        fewer_cards=changes.fewer_cards,
        sizes=tuple(SizeDocument(s.package, s.published, s.cards, s.limit, dict(s.missing)) for s in built.sizes),
        updates=tuple(_update_document(package) for package in built.updates),
        seconds=round(seconds, 3),
    )


def changes_line(built: Built, seconds: float) -> str:
    """`21 added, 0 changed, 0 retired, 49 left; 0.31 s`; what else happened is named only if it did."""
    now = built.changes
    counts = [f"{len(ids)} {word}" for word, ids in (("added", now.added), ("changed", now.changed))]
    counts.append(f"{len(now.retired)} retired")
    return f"{', '.join(counts + _more_changes(now))}; {seconds:.2f} s"


def _more_changes(changes: Changes) -> list[str]:
    counts = (
        ("left the deck", changes.left),
        ("back in the deck", changes.returned),
        ("moved to another domain", changes.moved),
        ("with fewer cards", changes.fewer_cards),
    )
    return [f"{len(ids)} {words}" for words, ids in counts if ids]


def table(deck: Deck) -> str:
    """A row for each domain, and the totals."""
    rows = _rows(deck)
    body = [(f"{row.id} {row.name}", *(_number(name, getattr(row, name)) for name in _NUMBERS)) for row in rows]
    sums = ("", *(_number(name, total(getattr(row, name) for row in rows)) for name in _NUMBERS))
    head = ("Domain", *(name.capitalize() for name in _NUMBERS))
    return "\n".join(aligned([head, RULE, *body, RULE, sums], "<" + ">" * len(_NUMBERS)))


def refusal(refused: NotBuilt) -> ClfcardsError:
    """Why nothing was built, and what to do about it."""
    match refused:
        case SourcesHaveErrors():
            return ClfcardsError("not built: fix the errors above first; the previous build is unchanged")
        case FewerCards(losses, sizes):
            what = [_loss(loss) for loss in losses]
            what += size_lines([size for size in sizes if size.package in {loss.package for loss in losses}])
            return ClfcardsError("; ".join(what), NextStep.again_with(accept_fewer=True))
        case LostNotes(ledger, missing, known_to, in_git):
            how = f"with 'git checkout HEAD -- {shown(ledger)}'" if in_git else "from a backup or another clone"
            return ClfcardsError(
                f"'{shown(ledger)}' lacks {count(missing, 'note')} that {known_to} knows as published: restore it "
                f"{how}, or every learner gets them again",
                NextStep.again_with(first=True),
            )
        case LedgerAhead(ledger, newest, now):
            return ClfcardsError(
                f"the newest time in '{shown(ledger)}' is {_time(newest)}, but now is {_time(now)}: if your clock is "
                "right, no later correction would reach learners",
                NextStep.again_with(repair_ledger=True),
            )
        case ClockDisagrees(now, evidence):
            return ClfcardsError(
                f"the clock says {_time(now)}, but the time of {evidence.source} is {_time(evidence.at)}: set the "
                "clock, or name the day with --date (or the second with SOURCE_DATE_EPOCH)"
            )
        case LedgerWouldChange(ledger, changes):
            command = command_line(NextStep.run("build"))
            return ClfcardsError(
                f"'{shown(ledger)}' is out of date ({_all_changes(changes)}): run '{command}' and commit it"
            )


def _loss(loss: CardLoss) -> str:
    """ "62 of 618 published cards would leave 'clf-c02' (40 retired, 22 left out)"."""
    parts = ((loss.retired, "retired"), (loss.left, "left out"), (loss.removed, "removed from their notes"))
    named = ", ".join(f"{number} {word}" for number, word in parts if number)
    return f"{loss.gone} of {count(loss.published, 'published card')} would leave '{loss.package}' ({named})"


def _time(at: dt.datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"


def _update_line(package: BuiltPackage) -> str:
    kilobytes = len(package.data) / 1000
    return f"{shown(package.path)}  {count(len(package.deck.notes), 'changed note')} alone, {kilobytes:,.0f} kB"


def _update_document(package: BuiltPackage) -> UpdateDocument:
    digest = hashlib.sha256(package.data).hexdigest()
    return UpdateDocument(shown(package.path), digest, tuple(note.id for note in package.deck.notes))


def _package_text(package: BuiltPackage) -> str:
    deck, kilobytes = package.deck, len(package.data) / 1000
    made = f"{shown(package.path)}  {count(len(deck.notes), 'note')}, {count(deck.cards, 'card')}, {kilobytes:,.0f} kB"
    return f"{table(deck)}\n\n{made}\n"


def _package_document(package: BuiltPackage) -> PackageDocument:
    deck, digest = package.deck, hashlib.sha256(package.data).hexdigest()
    return PackageDocument(shown(package.path), digest, len(deck.notes), deck.cards, _rows(deck))


def _rows(deck: Deck) -> tuple[DomainRow, ...]:
    return tuple(DomainRow(d.id, d.title, **{name: getattr(d, name) for name in _NUMBERS}) for d in deck.domains)


def _number(name: str, number: Number) -> str:
    return f"{number}{_UNITS.get(name, '')}"


def _all_changes(changes: Changes) -> str:
    counts = [
        f"{len(ids)} {word}"
        for word, ids in (("added", changes.added), ("changed", changes.changed), ("retired", changes.retired))
        if ids
    ]
    counts += _more_changes(changes)
    counts += [f"{len(changes.note_types)} note types restyled"] if changes.note_types else []
    return ", ".join(counts) or "decks renamed"
