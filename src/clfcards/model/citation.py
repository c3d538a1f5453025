"""What supports an item: the address of a page on the web, or a place in a book."""

from collections.abc import Mapping


def is_link(source: str) -> bool:
    """Whether a source is an address that a browser can open, and not a place in a book."""
    return source.startswith(("https://", "http://"))


def book_source(book: Mapping[str, str]) -> str:
    """A place in a book in words: "Tea and Water, 2nd edition, p. 37". Only the title is needed."""
    page = (f"p. {book['page']}",) if "page" in book else ()
    edition = (book["edition"],) if "edition" in book else ()
    return ", ".join((book["title"], *edition, *page))
