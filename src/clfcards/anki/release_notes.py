"""The release notes of a build, whatsnew.md: the changes on each day in the ledger, and what to do by hand in Anki.

This is different from `release_comparison.py`, which compares two releases note by note.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from clfcards.anki.search import search_for_notes
from clfcards.model.guide import Guide
from clfcards.model.ledger import DeckEntry, Entry, Ledger

_MAX_LISTED = 200


def release_notes(guide: Guide, ledger: Ledger) -> str:
    """The notes as Markdown, newest day first. Days come from the ledger, so the same ledger gives the same text."""
    lines = [
        f"# What's new in the {guide.exam.name} decks",
        "",
        "Import the new package over the old one: your reviews, due dates, suspended cards and flags stay.",
        "An import cannot remove, move or empty cards. Where this is needed, each day below has a search for",
        "Anki's browser and says what to do with the results. If a search finds nothing, there is nothing to do.",
        "Anki skips a note that you edited or tagged after we changed it. To get our version, import again",
        "with 'Update notes: Always'. This replaces your own edits of our notes.",
    ]
    for day in sorted(_days(ledger), reverse=True):
        lines += _day(guide, ledger, day)
    return "\n".join(lines) + "\n"


def _days(ledger: Ledger) -> set[dt.date]:
    days: set[dt.date | None] = {entry.renamed for entry in ledger.decks.values()}
    for note in ledger.notes.values():
        days |= {note.published, note.modified.date(), note.left, note.retired, note.moved, note.fewer_cards}
    return {day for day in days if day is not None}


def _day(guide: Guide, ledger: Ledger, day: dt.date) -> list[str]:
    notes = ledger.notes
    is_first = day == min(note.published for note in notes.values())
    added = _selected(notes, lambda n: n.is_current and n.published == day)
    changed = _selected(notes, lambda n: n.is_current and n.modified.date() == day != n.published)
    retired = _selected(notes, lambda n: n.retired == day)
    left = _selected(notes, lambda n: n.left == day and n.retired is None)
    moved = _selected(notes, lambda n: n.is_current and n.moved == day)
    emptied = _selected(notes, lambda n: n.is_current and n.fewer_cards == day)

    lines = ["", f"## {day.isoformat()}"]
    lines += _section(guide, "Added", added, listed=not is_first)
    lines += _section(guide, "Changed", changed)
    lines += _section(guide, "Retired", retired)
    lines += _advice("They stay in your collection, but new learners do not get them. Suspend or delete them:", retired)
    lines += _section(guide, "Left the deck to keep the exam weights", left)
    lines += _advice("They are still correct. Keep them, or suspend them to match the exam weights:", left)
    lines += _section(guide, "Moved to another deck", moved)
    lines += _advice("Anki leaves their cards in the old deck. Select them, then use Cards → Change Deck:", moved)
    lines += _section(guide, "Fewer cards than before", emptied)
    lines += _advice("Run Tools → Empty Cards in Anki. It offers to delete the blank cards of these notes:", emptied)
    names = [entry for entry in ledger.decks.values() if entry.renamed == day]
    joined = [entry for entry in names if entry.was.startswith(f"{entry.name}::")]
    if joined:
        lines += ["", "### Subdecks joined", "", *one_deck_advice(joined)]
    renamed = [entry for entry in names if entry not in joined]
    if renamed:
        lines += ["", "### Renamed decks", ""]
        lines += ["Anki matches decks by name: new cards go to a deck with the new name, and old ones stay where"]
        lines += ["they are. To keep them together, rename your deck before you import:", ""]
        lines += [f"- {entry.was} → {entry.name}" for entry in renamed]
    return lines


def one_deck_advice(joined: Iterable[DeckEntry]) -> list[str]:
    """What to do with the subdecks of the first versions: an import never moves a card."""
    names = dict.fromkeys(entry.name for entry in joined)
    return [
        "A package has one deck now, not a subdeck for each domain, so that Anki mixes new cards by the weights of",
        "the domains. Your cards stay in their subdecks, with their history. To mix them too, find them with this",
        "search, use Cards → Change Deck to move them to the deck itself, and delete the empty subdecks. Or keep the",
        "subdecks, and set New card gather order to Ascending position in the options of the deck.",
        *(line for name in names for line in ("", "```", f'deck:"{name}::*"', "```")),
    ]


def _selected(notes: Mapping[str, Entry], is_wanted: Callable[[Entry], bool]) -> dict[str, Entry]:
    return {id_: notes[id_] for id_ in sorted(notes) if is_wanted(notes[id_])}


def _section(guide: Guide, title: str, notes: Mapping[str, Entry], *, listed: bool = True) -> list[str]:
    """A heading with a count, and the notes by domain; ids are left out if there are very many."""
    if not notes:
        return []
    titles = {domain.id: domain.title for domain in guide.domains}
    by_domain: dict[str, list[str]] = defaultdict(list)
    for id_, entry in notes.items():
        by_domain[entry.deck.rpartition("/")[2]].append(id_)
    lines = ["", f"### {title}: {len(notes)}", ""]
    for domain, ids in sorted(by_domain.items()):
        lines.append(f"- {titles.get(domain, domain)}: {len(ids)}")
        if listed and len(ids) <= _MAX_LISTED:
            lines += [f"  - `{id_}`{_reason_and_successor(notes[id_])}" for id_ in ids]
    return lines


def _reason_and_successor(entry: Entry) -> str:
    """Why a note was retired, and its successor."""
    reason = f": {entry.reason}" if entry.reason else ""
    return reason + (f"; see `{entry.successor}`" if entry.successor else "")


def _advice(sentence: str, notes: Iterable[str]) -> list[str]:
    """What to do in Anki, with the search that finds these notes; empty if there are no notes."""
    search = search_for_notes(notes)
    return ["", sentence, "", "```", search, "```"] if search else []
