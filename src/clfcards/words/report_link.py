"""Where to report a mistake in an item, in a terminal."""

from clfcards.words.lines import Line, wrapped


def report_lines(address: str, width: int) -> list[Line]:
    """Where to report a mistake; nothing if the deck has no address for it."""
    return wrapped(f"Report a mistake: {address}", width, "dim") if address else []
