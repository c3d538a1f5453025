"""Which of the rows that were found are as they were written. The chain of the log says so, where it is readable."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from clfcards.log.chain import beginning, next_link
from clfcards.log.remains import Remains
from clfcards.log.rows import Row

_MOST_LOST_LINKS = 2000  # in a row; a page of the chain has about 130
_MOST_TRIALS = 1_000_000  # hashes; about 3 s


@dataclass(slots=True)
class Confirmation:
    """What the chain says about the rows.

    `rows` are exactly as they were written, by arrival. `lost` are the numbers of events of which no row fits the
    chain, by arrival. `arrivals` is how many events the chain knows of; 0 if there is no chain. `links` are the
    links that were found or computed.
    """

    rows: dict[int, Row] = field(default_factory=dict)
    lost: dict[int, int] = field(default_factory=dict)
    arrivals: int = 0
    links: dict[int, set[bytes]] = field(default_factory=dict)

    def fits(self, arrival: int, row: Row) -> bool:
        """Whether this row is what arrived then."""
        ends = self.links.get(arrival, set())
        return any(next_link(before, row) in ends for before in self.links.get(arrival - 1, ()))

    def deck(self, namespaces: Iterable[str]) -> str | None:
        """The one of these decks with whose name the chain begins; None if its beginning is not readable."""
        first = self.rows.get(1)
        known = self.links.get(1, ())
        return next((name for name in namespaces if first and next_link(beginning(name).link, first) in known), None)

    def add(self, arrival: int, row: Row, link: bytes) -> None:
        """Adds a row that fits, and the link after it."""
        self.rows[arrival] = row
        self.links.setdefault(arrival, set()).add(link)


def confirmed(remains: Remains) -> Confirmation:
    """Compares the rows with the chain. Without a chain, no row is confirmed and none is lost."""
    found = Confirmation()
    if not remains.links:
        return found
    candidates = _candidates(remains)
    found.links = {arrival: {link for _, link in pairs} for arrival, pairs in remains.links.items()}
    found.links[0] = {beginning(namespace).link for namespace in remains.namespaces}
    for arrival in remains.links:
        _confirm(arrival, remains, candidates, found)
    for arrival in sorted({1, *(arrival + 1 for arrival in found.rows)}.difference(found.rows)):
        if arrival not in found.rows:
            _bridge(arrival, remains, candidates, found)
    _try_everywhere(remains, found)
    _look_for_lost(remains, found)
    return found


def _candidates(remains: Remains) -> dict[int, list[Row]]:
    """The rows that an event's number can have: those found, and those with the id and time of the index."""
    rows: dict[int, list[Row]] = {}
    for source in (remains.rows, remains.loose):
        for row, numbers in source.items():
            for number in numbers:
                rows.setdefault(number, []).append(row)
    for number, found in rows.items():
        entries = remains.index.get(number, ())
        found += [(entry.id, entry.at, *row[2:]) for row in tuple(found) for entry in entries]
    return rows


def _confirm(arrival: int, remains: Remains, candidates: dict[int, list[Row]], found: Confirmation) -> None:
    """Looks for the row that leads from the link before to the link of this arrival."""
    before = found.links.get(arrival - 1, ())
    for number, link in remains.links[arrival]:
        for row in candidates.get(number, ()):
            if any(next_link(start, row) == link for start in before):
                found.add(arrival, row, link)
                return


def _bridge(arrival: int, remains: Remains, candidates: dict[int, list[Row]], found: Confirmation) -> None:
    """Continues the chain over links that are lost or damaged, up to one that fits again."""
    for start in found.links[arrival - 1]:
        link = start
        steps: list[tuple[int, Row, bytes]] = []
        for place, number in _numbers_from(arrival, remains):
            rows = candidates.get(number, ())
            if not rows:
                break
            link = next_link(link, rows[0])
            steps.append((place, rows[0], link))
            if link in {stored for _, stored in remains.links.get(place, ())}:
                for step in steps:
                    found.add(*step)
                return


def _numbers_from(arrival: int, remains: Remains) -> Iterator[tuple[int, int]]:
    """The arrivals from one on, with their events' numbers; where a link is lost, the number after the one before."""
    last = min(remains.links.get(arrival - 1, {(0, b"")}))[0]
    for place in range(arrival, arrival + _MOST_LOST_LINKS):
        pairs = remains.links.get(place)
        last = min(pairs)[0] if pairs else last + 1
        yield place, last


def _try_everywhere(remains: Remains, found: Confirmation) -> None:
    """Tries rows whose number was damaged, or never found, at every place that has no row yet."""
    used = set(found.rows.values())
    rows = [row for source in (remains.rows, remains.loose) for row in source if row not in used]
    places = [arrival for arrival in remains.links if arrival not in found.rows]
    if len(rows) * len(places) > _MOST_TRIALS:
        return
    for arrival in places:
        for row in rows:
            if found.fits(arrival, row):
                found.rows[arrival] = row


def _look_for_lost(remains: Remains, found: Confirmation) -> None:
    """Counts the arrivals, and finds those without a row.

    A link that no other link stands beside is a damaged one. If nothing but the last row and the last link do not
    fit, either of them can be the damaged one, so that row is not counted as lost.
    """
    numbers = {number for arrival in found.rows for number, _ in remains.links.get(arrival, ())}
    numbers.update(*(remains.rows.get(row, ()) for row in found.rows.values()))
    credible = [arrival for arrival in remains.links if arrival - 1 in found.links]
    found.arrivals = max((*credible, *found.rows), default=0)
    rowless = [arrival for arrival in sorted(credible) if arrival not in found.rows]
    if rowless and rowless[-1] == found.arrivals and (found.arrivals == 1 or found.arrivals - 1 in found.rows):
        number, _ = min(remains.links[rowless.pop()])
        if number in numbers:
            found.arrivals -= 1
        elif not any(number in at for at in remains.rows.values()):
            found.lost[found.arrivals] = number
    for arrival in rowless:
        for number, _ in sorted(remains.links[arrival]):
            if number not in numbers:
                found.lost[arrival] = number
