"""What supports an item: the address of a page on the web, or a place in a book."""

import re
from collections.abc import Mapping

_PLACE = re.compile(r"(?P<title>[^\n]+?)(?:, (?P<edition>[^,\n]*\bedition))?, p\. (?P<page>[^\n]+)")


def is_link(source: str) -> bool:
    """Whether a source is an address that a browser can open, and not a place in a book."""
    return source.startswith(("https://", "http://"))


def book_source(book: Mapping[str, str]) -> str:
    """A place in a book in words: "Tea and Water, 2nd edition, p. 37". Only the title is needed."""
    page = (f"p. {book['page']}",) if "page" in book else ()
    edition = (book["edition"],) if "edition" in book else ()
    return ", ".join((book["title"], *edition, *page))


def book_of(source: str) -> dict[str, str]:
    """The title, edition and page of a place in a book as `book_source` writes it; nothing if no page is named."""
    match = _PLACE.fullmatch(source)
    return {name: text for name, text in match.groupdict().items() if text} if match else {}
