"""What supports an item: the address of a page on the web, or a place in a book."""

import re
from collections.abc import Mapping

_PAGE_OF_BOOK = re.compile(r"([^\n]*[^\s,]), p\. ([^\s,][^\n]*)")


def is_link(source: str) -> bool:
    """Whether a source is an address that a browser can open, and not a place in a book."""
    return source.startswith(("https://", "http://"))


def book_source(book: Mapping[str, str]) -> str:
    """A place in a book in words: "Tea and Water, 2nd edition, p. 37". Only the title is needed."""
    page = (f"p. {book['page']}",) if "page" in book else ()
    edition = (book["edition"],) if "edition" in book else ()
    return ", ".join((book["title"], *edition, *page))


def book_of(source: str) -> dict[str, str] | None:
    """The book and its page in a source in words, None if there is no page; `book_source` gives the same words again.

    The words do not tell an edition from the title, so it stays with it.
    """
    match = _PAGE_OF_BOOK.fullmatch(source)
    return {"title": match[1], "page": match[2]} if match and not is_link(source) else None
