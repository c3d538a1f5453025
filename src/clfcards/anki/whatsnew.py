"""Release notes for learners: what changed since they last imported, and what Anki cannot do by itself."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from clfcards.model.guide import Guide
from clfcards.model.ledger import Entry, Ledger

_MAX_LISTED = 200


def whatsnew(guide: Guide, ledger: Ledger) -> str:
    """Markdown, newest day first. Days are those the ledger noted, so the same ledger gives the same text."""
    lines = [
        f"# What's new in the {guide.exam.name} decks",
        "",
        "Import the new package over the old one: your reviews, due dates, suspended cards and flags stay.",
        "Anki cannot remove, move or empty cards by importing; where that is needed, each day below gives a",
        "search for Anki's browser and what to do with what it finds. A search that finds nothing needs nothing.",
    ]
    for day in sorted(_days(ledger), reverse=True):
        lines += _day(guide, ledger, day)
    return "\n".join(lines) + "\n"


def search_for(ids: Iterable[str]) -> str:
    """Anki's search for exactly these notes, on the `Id` field that every note carries."""
    return " OR ".join(f"Id:{id_}" for id_ in sorted(ids))


def _days(ledger: Ledger) -> set[dt.date]:
    days: set[dt.date | None] = {entry.renamed for entry in ledger.decks.values()}
    for note in ledger.notes.values():
        days |= {note.published, note.modified.date(), note.left, note.retired, note.moved, note.fewer_cards}
    return {day for day in days if day is not None}


def _day(guide: Guide, ledger: Ledger, day: dt.date) -> list[str]:
    notes = ledger.notes
    added = [id_ for id_, n in notes.items() if n.published == day and n.is_current]
    changed = [id_ for id_, n in notes.items() if n.modified.date() == day != n.published and n.is_current]
    retired = [id_ for id_, n in notes.items() if n.retired == day]
    left = [id_ for id_, n in notes.items() if n.left == day and n.retired is None]
    moved = [id_ for id_, n in notes.items() if n.moved == day and n.is_current]
    emptied = [id_ for id_, n in notes.items() if n.fewer_cards == day and n.is_current]
    renamed = [entry for entry in ledger.decks.values() if entry.renamed == day]
    is_first = day == min(note.published for note in notes.values())

    lines = ["", f"## {day.isoformat()}"]
    lines += _by_domain(guide, notes, "Added", added, listed=not is_first)
    lines += _by_domain(guide, notes, "Changed", changed, listed=True)
    lines += _by_domain(guide, notes, "Retired", retired, listed=True, why=True)
    if retired:
        lines += _remedy("They stay in your collection; no new learner gets them. Suspend or delete them:", retired)
    lines += _by_domain(guide, notes, "Left the deck because the weights moved", left, listed=True)
    if left:
        lines += _remedy("They are right still; keep them, or suspend them to stay with the weights:", left)
    if moved:
        lines += ["", "### Moved to another domain"]
        lines += _remedy("Anki leaves them in the old deck: select them, then Cards → Change Deck:", moved)
        lines += [f"- `{id_}` → {ledger.decks[notes[id_].deck].name}" for id_ in sorted(moved)]
    if emptied:
        lines += ["", "### Fewer cards than before"]
        lines += _remedy("Run Tools → Empty Cards in Anki; it offers to delete the blank ones of these notes:", emptied)
    if renamed:
        lines += ["", "### Renamed decks"]
        lines += [
            "",
            "Anki matches decks by name: new cards go to a deck of the new name, and old ones stay where",
        ]
        lines += ["they are. Rename your deck before you import, and they stay together:", ""]
        lines += [f"- {entry.was} → {entry.name}" for entry in renamed]
    return lines


def _by_domain(
    guide: Guide, notes: object, title: str, ids: Sequence[str], *, listed: bool, why: bool = False
) -> list[str]:
    if not ids:
        return []
    entries: dict[str, Entry] = notes  # type: ignore[assignment]  # a mapping of entries
    by_domain: dict[str, list[str]] = defaultdict(list)
    for id_ in ids:
        by_domain[entries[id_].deck.rpartition("/")[2]].append(id_)
    lines = ["", f"### {title}: {len(ids)}", ""]
    titles = {domain.id: domain.title for domain in guide.domains}
    for domain in sorted(by_domain):
        members = sorted(by_domain[domain])
        head = f"- {titles.get(domain, domain)}: {len(members)}"
        if not listed or len(members) > _MAX_LISTED:
            lines.append(head)
            continue
        lines.append(head)
        for id_ in members:
            note = f": {entries[id_].reason}" if why and entries[id_].reason else ""
            note += f"; see `{entries[id_].successor}`" if why and entries[id_].successor else ""
            lines.append(f"  - `{id_}`{note}")
    return lines


def _remedy(sentence: str, ids: Iterable[str]) -> list[str]:
    return ["", sentence, "", "```", search_for(ids), "```", ""]
