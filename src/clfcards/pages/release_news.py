"""What changed between two releases, as a page for learners."""

from clfcards.anki.release_news import ReleaseNews
from clfcards.pages.template import page
from clfcards.words.release_news import advice, domain_line, heading, how_to, title


def news_page(news: ReleaseNews) -> str:
    """The page's HTML, which needs no other file."""
    return page(
        "release_news.html",
        language=news.language,
        title=title(news),
        news=news,
        how_to=how_to,
        heading=heading,
        advice=advice,
        domain_line=domain_line,
    )
