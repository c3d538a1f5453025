"""The result of a build in words: the table of each deck, and the document of `--json`."""

import hashlib
from dataclasses import dataclass, fields

from clfcards.errors import ClfcardsError
from clfcards.model.deck import Deck
from clfcards.model.ledger import Changes
from clfcards.next_step import NextStep
from clfcards.system.files import shown
from clfcards.use_cases.build import Built, BuiltPackage, LedgerWouldChange, NotBuilt, TooManyRemoved
from clfcards.use_cases.check import SourcesHaveErrors
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
    weight: int
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
class BuildDocument:
    """The document of `build --json`.

    `apkg` to `domains` describe the first package, and `reserve` holds the ids of its notes beyond the quotas.
    `packages` holds all packages that were built. The lists from `added` to `left` hold note ids.
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
    seconds: float


def text(built: Built, seconds: float) -> str:
    """Each package with its table, then what changed; `seconds` is how long the build took."""
    return "\n".join([*(_package_text(package) for package in built.packages), changes_line(built, seconds)])


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
        seconds=round(seconds, 3),
    )


def changes_line(built: Built, seconds: float) -> str:
    """`21 added, 0 changed, 0 retired; 0.31 s`."""
    now = built.changes
    counts = (("added", now.added), ("changed", now.changed), ("retired", now.retired))
    return f"{', '.join(f'{len(ids)} {word}' for word, ids in counts)}; {seconds:.2f} s"


def table(deck: Deck) -> str:
    """A row for each domain, and the totals."""
    rows = _rows(deck)
    body = [(f"{row.id} {row.name}", *(_number(name, getattr(row, name)) for name in _NUMBERS)) for row in rows]
    sums = ("", *(_number(name, sum(getattr(row, name) for row in rows)) for name in _NUMBERS))
    head = ("Domain", *(name.capitalize() for name in _NUMBERS))
    return "\n".join(aligned([head, RULE, *body, RULE, sums], "<" + ">" * len(_NUMBERS)))


def refusal(refused: NotBuilt) -> ClfcardsError:
    """Why nothing was built, and what to do about it."""
    match refused:
        case SourcesHaveErrors():
            return ClfcardsError("not built: fix the errors above first; the previous build is unchanged")
        case TooManyRemoved(gone, published):
            what = (
                f"{gone} of {count(published, 'published note')} {'is' if gone == 1 else 'are'} gone from the sources"
            )
            return ClfcardsError(what, NextStep.again_with(retire_many=True))
        case LedgerWouldChange(ledger, changes):
            command = command_line(NextStep.run("build"))
            return ClfcardsError(
                f"'{shown(ledger)}' is out of date ({_all_changes(changes)}): run '{command}' and commit it"
            )


def _package_text(package: BuiltPackage) -> str:
    deck, kilobytes = package.deck, len(package.data) / 1000
    made = f"{shown(package.path)}  {count(len(deck.notes), 'note')}, {count(deck.cards, 'card')}, {kilobytes:,.0f} kB"
    return f"{table(deck)}\n\n{made}\n"


def _package_document(package: BuiltPackage) -> PackageDocument:
    deck, digest = package.deck, hashlib.sha256(package.data).hexdigest()
    return PackageDocument(shown(package.path), digest, len(deck.notes), deck.cards, _rows(deck))


def _rows(deck: Deck) -> tuple[DomainRow, ...]:
    return tuple(DomainRow(d.id, d.title, **{name: getattr(d, name) for name in _NUMBERS}) for d in deck.domains)


def _number(name: str, number: int) -> str:
    return f"{number}{_UNITS.get(name, '')}"


def _all_changes(changes: Changes) -> str:
    counts = (
        ("added", changes.added),
        ("changed", changes.changed),
        ("retired", changes.retired),
        ("left out", changes.left),
        ("note types restyled", changes.note_types),
    )
    return ", ".join(f"{len(ids)} {word}" for word, ids in counts if ids) or "decks renamed or moved"
