"""The pages that the exam's guide and bank rest on, so that somebody can read them again one by one."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urldefrag

from clfcards.model.bank import Bank
from clfcards.model.citation import is_link
from clfcards.model.guide import Guide


@dataclass(frozen=True, slots=True)
class Reading:
    """One citation of a page: by an item of the bank, or by an entry under `sources` in guide.yaml.

    `name` is the item's id or the entry's key. `url` is the address as cited, with its anchor.
    """

    name: str
    url: str
    verified: dt.date
    in_guide: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page, by its address without an anchor, and everything that cites it, longest unread first."""

    url: str
    readings: tuple[Reading, ...]

    @property
    def in_guide(self) -> bool:
        """Whether guide.yaml cites the page."""
        return any(reading.in_guide for reading in self.readings)

    @property
    def verified(self) -> dt.date:
        """The day on which the longest unread citation of the page was read."""
        return min(reading.verified for reading in self.readings)


def cited_pages(guide: Guide, bank: Bank) -> list[Page]:
    """Every page that is cited: the guide's own first, in its order; then the longest unread, and by address."""
    own = [Reading(name, source.url, source.verified, in_guide=True) for name, source in guide.sources.items()]
    pages = _pages([*own, *(Reading(item.id, item.source, item.verified) for item in bank)])
    guides_own = [page for page in pages if page.in_guide]
    rest = [page for page in pages if not page.in_guide]
    return [*guides_own, *sorted(rest, key=lambda page: (page.verified, page.url))]


def _pages(readings: Iterable[Reading]) -> list[Page]:
    by_page: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        by_page[urldefrag(reading.url).url if is_link(reading.url) else reading.url].append(reading)
    return [Page(url, tuple(sorted(of_page, key=lambda r: r.verified))) for url, of_page in by_page.items()]
