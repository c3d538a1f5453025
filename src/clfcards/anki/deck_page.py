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
    task = guide.domains[0].tasks[0].id
    lines = [
        f"# {deck.package.deck}",
        "",
        f"{deck.cards} cards for {guide.exam.name} ({guide.exam.code}). The number of cards for each domain follows",
        f"its weight in the exam guide. {_edition(deck, ledger)}",
        "",
        "| domain | weight | cards |",
        "|---|---|---|",
        *(f"| {domain.id} {domain.title} | {domain.weight}% | {domain.cards} |" for domain in deck.domains),
        "",
        "- Every card has a source and the day on which it was verified.",
        *([f"- {deck.reviewed}"] * bool(deck.reviewed)),
        "- The options of a question are in another order every day, and the back gives a reason for each of them.",
        *(["- At Anki's default settings, new cards come from all domains by weight."] * (not deck.subdecks)),
        f"- For custom study, every card has tags, such as `{guide.code}::task::{task}` and",
        f"  `{guide.code}::priority::1`.",
        "- When a new version comes out, import it over the old one. Your reviews, due dates, suspended cards and",
        "  flags are kept.",
        "",
    ]
    if deck.homepage:
        lines += [f"The newest version is at {deck.homepage}, where you can also report an error.", ""]
    return [*lines, f"This deck is independent: it is not affiliated with or endorsed by {guide.exam.vendor}.", ""]


def _edition(deck: Deck, ledger: Ledger) -> str:
    """The version, the day on which a note of the deck last changed, and the license."""
    changes = [ledger.notes[note.id].modified for note in deck.notes]
    day = f" of {max(changes).date().isoformat()}" if changes else ""
    license_ = f" License: {deck.license}." if deck.license else ""
    return f"Version {__version__}{day}.{license_}"
