"""What the queue needs to know of a card: where it belongs, not what it says."""

from typing import NamedTuple


class StudyCard(NamedTuple):
    """A card of the deck being studied. `spare` cards are no part of the deck unless something pulled them,
    as a miss does an exam question, or they were learned while they were part of it."""

    key: str
    note: str
    domain: str
    task: str
    kind: str
    services: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    spare: bool = False
