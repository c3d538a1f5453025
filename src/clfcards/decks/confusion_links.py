"""Which facts can be taken for one another, stored beside the parsed bank: Today and a review need no text for it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from clfcards.decks.derived_file import read_derived, write_derived
from clfcards.exam.confusion_links import Confusable, ConfusionLinks, QuestionLinks, confusable

LINKS, CONFUSABLE = "confusion-links", "confusable-facts"


class DeckLinks(NamedTuple):
    """Functions that return the links of the bank's questions, and the facts that can be taken for one another."""

    links: Callable[[], ConfusionLinks]
    confusable: Callable[[], Confusable]


def read_links(folder: Path, sources: bytes) -> ConfusionLinks | None:
    """The stored links for the sources with this fingerprint; None if there are none."""
    from clfcards import codec

    body = read_derived(folder / LINKS, sources)
    return None if body is None else codec.decode(body, dict[str, QuestionLinks])


def read_confusable(folder: Path, sources: bytes) -> Confusable | None:
    """The stored confusable facts for the sources with this fingerprint; None if there are none."""
    from clfcards import codec

    body = read_derived(folder / CONFUSABLE, sources)
    return None if body is None else codec.decode(body, dict[str, tuple[str, ...]])


def write_links(folder: Path, sources: bytes, links: ConfusionLinks) -> None:
    """Stores the links, and the facts that can be taken for one another by them."""
    from clfcards import codec

    write_derived(folder / LINKS, sources, codec.encode(links))
    write_derived(folder / CONFUSABLE, sources, codec.encode(confusable(links)))
