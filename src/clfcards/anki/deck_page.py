"""What a deck says about itself: its description in Anki, and the text for its page on AnkiWeb.

Both depend on the ledger alone, never on the day of the build.
"""

import html
from collections.abc import Iterable

from clfcards import __version__
from clfcards.anki.deck_page_words import deck_page_words
from clfcards.model.card_words import card_words
from clfcards.model.deck import Deck
from clfcards.model.guide import Guide
from clfcards.model.language import language_of
from clfcards.model.ledger import Ledger


def deck_description(deck: Deck, guide: Guide, ledger: Ledger) -> str:
    """The description that Anki shows above the deck, as HTML. An import does not replace that of an existing deck."""
    page = f'<a href="{html.escape(deck.homepage)}">{html.escape(deck.homepage)}</a>' if deck.homepage else ""
    lines = (html.escape(f"{guide.exam.name} ({guide.exam.code})"), html.escape(_edition(deck, guide, ledger)), page)
    text = "<br>".join(line for line in lines if line)
    language = language_of(guide.language)
    return text if language.is_english else f'<div lang="{language.tag}" dir="{language.direction}">{text}</div>'


def ankiweb_page(guide: Guide, decks: Iterable[Deck], ledger: Ledger) -> str:
    """The text for the page of each shared deck, as Markdown, which AnkiWeb shows."""
    return "\n".join("\n".join(_page(guide, deck, ledger)) for deck in decks if deck.notes)


def _page(guide: Guide, deck: Deck, ledger: Ledger) -> list[str]:
    words, exam = deck_page_words(language_of(guide.language)), guide.exam
    edition = _edition(deck, guide, ledger)
    tags = {"task": f"{guide.code}::task::{guide.domains[0].tasks[0].id}", "priority": f"{guide.code}::priority::1"}
    lines = [
        f"# {deck.package.deck}",
        "",
        words.cards.format(cards=deck.cards, exam=exam.name, code=exam.code, edition=edition),
        "",
        words.head,
        "|---|---|---|",
        *(f"| {domain.id} {domain.title} | {domain.weight}% | {domain.cards} |" for domain in deck.domains),
        "",
        f"- {words.source}",
        *([f"- {deck.reviewed}"] * bool(deck.reviewed)),
        f"- {words.options}",
        *([f"- {words.by_weight}"] * (not deck.subdecks)),
        f"- {words.tags.format(**tags)}",
        f"- {words.update}",
        "",
    ]
    if deck.homepage:
        lines += [words.newest.format(page=deck.homepage), ""]
    return [*lines, words.independent.format(vendor=exam.vendor), ""]


def _edition(deck: Deck, guide: Guide, ledger: Ledger) -> str:
    """The version, the day on which a note of the deck last changed, and the license."""
    language = language_of(guide.language)
    words = deck_page_words(language)
    changes = [ledger.notes[note.id].modified for note in deck.notes]
    day = words.day.format(day=card_words(language).date(max(changes).date())) if changes else ""
    license_ = words.license.format(license=deck.license) if deck.license else ""
    end = "。" if language.primary in ("ja", "zh") else "."
    return f"{words.version.format(version=__version__)}{day}{end}{license_}"
