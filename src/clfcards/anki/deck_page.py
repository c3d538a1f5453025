"""What a deck says about itself: its description in Anki, and the text for its page on AnkiWeb.

Both depend on the ledger alone, never on the day of the build.
"""

import html
from collections.abc import Iterable

from clfcards import __version__
from clfcards.model.deck import Deck
from clfcards.model.guide import Guide
from clfcards.model.ledger import Ledger


def deck_description(deck: Deck, guide: Guide, ledger: Ledger) -> str:
    """The description that Anki shows above the deck, as HTML. An import does not replace that of an existing deck."""
    page = f'<a href="{html.escape(deck.homepage)}">{html.escape(deck.homepage)}</a>' if deck.homepage else ""
    lines = (html.escape(f"{guide.exam.name} ({guide.exam.code})"), html.escape(_edition(deck, ledger)), page)
    return "<br>".join(line for line in lines if line)


def ankiweb_page(guide: Guide, decks: Iterable[Deck], ledger: Ledger) -> str:
    """The text for the page of each shared deck, as Markdown, which AnkiWeb shows."""
    return "\n".join("\n".join(_page(guide, deck, ledger)) for deck in decks if deck.notes)


def _page(guide: Guide, deck: Deck, ledger: Ledger) -> list[str]:
    lines = [
        f"# {deck.package.deck}",
        "",
        f"{deck.cards} cards for {guide.exam.name} ({guide.exam.code}), as many for each domain as its weight in the",
        f"exam guide asks for. {_edition(deck, ledger)}",
        "",
        "| domain | weight | cards |",
        "|---|---|---|",
        *(f"| {domain.id} {domain.title} | {domain.weight}% | {domain.cards} |" for domain in deck.domains),
        "",
        "- Every card has a source and the day on which it was verified.",
        "- Questions deal their options anew each day, and give a reason for every option.",
        *(["- New cards come from all domains, in proportion, at Anki's default settings."] * (not deck.subdecks)),
        f"- Tags for custom study: `{guide.code}::domain`, `{guide.code}::task`, `{guide.code}::service`,",
        f"  `{guide.code}::priority::1`.",
        "- Import a new version over the old one: reviews, due dates, suspended cards and flags stay.",
        "",
    ]
    if deck.homepage:
        lines += [f"The newest version, and how to report an error: {deck.homepage}", ""]
    return [*lines, f"This deck is independent: it is not affiliated with or endorsed by {guide.exam.vendor}.", ""]


def _edition(deck: Deck, ledger: Ledger) -> str:
    """The version, the day on which a note of the deck last changed, and the license."""
    changes = [ledger.notes[note.id].modified for note in deck.notes]
    day = f" of {max(changes).date().isoformat()}" if changes else ""
    license_ = f" License: {deck.license}." if deck.license else ""
    return f"Version {__version__}{day}.{license_}"
