"""The changes between two releases of a package, with those that matter most to learners first."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from clfcards.anki.release import Release
from clfcards.anki.release_comparison import SEVERITIES, Comparison, Listed, NoteChange, Severity, compare
from clfcards.anki.search import search_for_notes
from clfcards.errors import UsageError
from clfcards.model.guide import Guide
from clfcards.model.ledger import DeckEntry, Entry, Ledger

_SHOWN: tuple[Severity, ...] = ("answer changed", "reworded", "typo")

Texts = tuple[str, ...]
"""The text before and after a change, or only the text after it."""

SectionKind = Severity | Literal["added", "returned", "retired", "left", "moved", "fewer cards"]


@dataclass(frozen=True, slots=True)
class DomainNews:
    """The changes in a domain: their number, the texts of those worth reading, and the notes that came or went.

    `title` is empty for domains that are not in the guide.
    """

    title: str
    total: int
    texts: tuple[Texts, ...] = ()
    listed: tuple[Listed, ...] = ()


@dataclass(frozen=True, slots=True)
class NewsSection:
    """All changes of one kind, by domain in the guide's order, and the search that finds these notes in Anki."""

    kind: SectionKind
    domains: tuple[DomainNews, ...]
    search: str

    @property
    def total(self) -> int:
        return sum(domain.total for domain in self.domains)


@dataclass(frozen=True, slots=True)
class PackageNews:
    """What is new in a package, for whoever has it as it was in an older release.

    `name` is the package's file without its extension. `renamed` are decks with the names that they had before.
    """

    name: str
    found: Comparison
    sections: tuple[NewsSection, ...]
    renamed: tuple[DeckEntry, ...]


@dataclass(frozen=True, slots=True)
class ReleaseNews:
    """What is new in each package. `since` and `until` name the releases; both are empty for all there has been.

    `language` is the tag of the exam's language.
    """

    exam: str
    since: str
    until: str
    packages: tuple[PackageNews, ...]
    language: str = "en"


def news_between(
    guide: Guide, old: Release, new: Release, ledger: Ledger | None, *, subdecks: bool
) -> tuple[PackageNews, ...]:
    """What is new in the packages that both releases have. Raises UsageError if they have none in common.

    Without `subdecks`, a note that moved to another domain stays in its deck. `ledger` is the newest one.
    """
    names = [name for name in new.packages if name in old.packages]
    if not names:
        there, here = (", ".join(f"'{name}'" for name in release.packages) for release in (old, new))
        raise UsageError(f"'{old.name}' holds {there}, which cannot be compared with {here}")
    found = {name: compare(name, old, new, ledger) for name in names}
    return tuple(
        PackageNews(name, found[name], _shown_sections(guide, found[name], subdecks), _renamed_since(name, old, ledger))
        for name in names
    )


def news_so_far(guide: Guide, ledger: Ledger, packages: Iterable[str], *, subdecks: bool) -> tuple[PackageNews, ...]:
    """What whoever has any older release of a package has to do by hand, and which notes changed last.

    The ledger knows no texts, so notes are named by their ids.
    """
    found = {name: _so_far(guide, ledger, name) for name in packages}
    return tuple(
        PackageNews(name, some, _shown_sections(guide, some, subdecks), tuple(_renamed(name, ledger).values()))
        for name, some in found.items()
    )


def _so_far(guide: Guide, ledger: Ledger, package: str) -> Comparison:
    notes = {id_: entry for id_, entry in sorted(ledger.notes.items()) if entry.package == package}

    def listed(is_wanted: Callable[[Entry], bool]) -> tuple[Listed, ...]:
        return tuple(
            Listed(id_, entry.deck.rpartition("/")[2], "", entry.reason, entry.successor)
            for id_, entry in notes.items()
            if is_wanted(entry)
        )

    return Comparison(
        added=(),
        returned=(),
        changed=(),
        retired=listed(lambda entry: entry.retired is not None),
        left=listed(lambda entry: entry.left is not None and entry.retired is None),
        moved=listed(lambda entry: entry.is_current and entry.moved is not None),
        fewer_cards=listed(lambda entry: entry.is_current and entry.fewer_cards is not None),
        codes=_codes(guide),
    )


def _codes(guide: Guide) -> frozenset[str]:
    """The codes in the tags of learners' notes: one that was retired before the exam got a new code keeps the old."""
    return frozenset(code.lower() for code in (guide.exam.code, guide.exam.predecessor) if code)


def _shown_sections(guide: Guide, found: Comparison, subdecks: bool) -> tuple[NewsSection, ...]:
    return tuple(section for section in news_sections(guide, found) if subdecks or section.kind != "moved")


def _renamed(package: str, ledger: Ledger | None) -> dict[str, DeckEntry]:
    """The decks of a package that have ever had another name. `package` may be that of a smaller deck."""
    return {
        key: deck
        for key, deck in sorted(ledger.decks.items() if ledger else ())
        if deck.renamed is not None and _is_of(package, key.rpartition("/")[0])
    }


def _is_of(package: str, name: str) -> bool:
    """Whether a package, or the smaller deck made of it, has this name; the oldest ledgers name no package."""
    return not name or package == name or re.fullmatch(rf"{re.escape(name)}-\d+", package) is not None


def _renamed_since(package: str, old: Release, ledger: Ledger | None) -> tuple[DeckEntry, ...]:
    """The decks of a package that learners of a release have under another name.

    Of a release that is a package alone, the names are not known: those that were changed on its day are told again.
    To hear of a name that one has already costs nothing, and not to hear of it splits the deck.
    """
    renamed = _renamed(package, ledger)
    if old.ledger is None:
        since = old.at.date() if old.at else dt.date.min
        return tuple(deck for deck in renamed.values() if deck.renamed and deck.renamed >= since)
    then = {key: deck.name for key, deck in old.ledger.decks.items()}
    return tuple(replace(deck, was=then[key]) for key, deck in renamed.items() if then.get(key, deck.name) != deck.name)


def news_sections(guide: Guide, found: Comparison) -> tuple[NewsSection, ...]:
    """The sections: changes by severity, then notes that came or went. Empty sections are left out.

    Changes of only explanations and details are counted but not shown.
    """
    sections = [
        _section(guide, found, severity, [change for change in found.changed if change.severity == severity])
        for severity in SEVERITIES
    ]
    listed: list[tuple[SectionKind, Sequence[Listed]]] = [
        ("retired", found.retired), ("left", found.left), ("moved", found.moved), ("fewer cards", found.fewer_cards),
        ("added", found.added), ("returned", found.returned),
    ]  # fmt: skip
    sections += [_section(guide, found, kind, notes) for kind, notes in listed]
    return tuple(section for section in sections if section.domains)


def _section(
    guide: Guide, found: Comparison, kind: SectionKind, notes: Sequence[NoteChange] | Sequence[Listed]
) -> NewsSection:
    search = search_for_notes(found.codes, (note.id for note in notes))
    return NewsSection(kind, tuple(_by_domain(guide, notes)), search)


def _texts(change: NoteChange) -> Texts:
    if change.severity not in _SHOWN:
        return ()
    return (change.before, change.after) if change.before else (change.after,)


def _by_domain(guide: Guide, notes: Sequence[NoteChange] | Sequence[Listed]) -> Iterator[DomainNews]:
    titles = {domain.id: domain.title for domain in guide.domains}
    for id_ in [*titles, *sorted({note.domain for note in notes} - titles.keys())]:
        own = [note for note in notes if note.domain == id_]
        changes = (_texts(note) for note in own if isinstance(note, NoteChange))
        if own:
            yield DomainNews(
                titles.get(id_, ""),
                len(own),
                tuple(texts for texts in changes if texts),
                tuple(note for note in own if isinstance(note, Listed)),
            )
