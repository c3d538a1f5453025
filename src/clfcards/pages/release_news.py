"""What changed between two releases, as a page for learners."""

from clfcards.anki.release_comparison import Comparison
from clfcards.anki.release_news import news_sections
from clfcards.model.guide import Guide
from clfcards.pages.template import page
from clfcards.words.release_news import domain_line, heading, title


def news_page(guide: Guide, since: str, found: Comparison) -> str:
    """The page's HTML, which needs no other file. `since` names the older release."""
    return page(
        "release_news.html",
        title=title(guide, since),
        sections=news_sections(guide, found),
        heading=heading,
        domain_line=domain_line,
    )
