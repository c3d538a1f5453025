"""What the queue needs to know of a card: where it belongs, not what it says."""

from typing import NamedTuple


class StudyCard(NamedTuple):
    """A card of the deck being studied. `spare` cards are no part of the deck until something pulls them:
    an exam question that was missed."""

    key: str
    note: str
    domain: str
    task: str
    kind: str
    services: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    spare: bool = False
