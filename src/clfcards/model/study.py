"""What a learner's session goes by: of the exam its outline, of a card where it belongs, not what it says."""

from collections.abc import Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Outline:
    """What a session needs of the exam's guide and the deck's settings.

    `weights` and `domains` (titles) are by domain, `tasks` (titles) by task, all in the guide's order;
    `services` are ids. `desired_retention` is in [0.70, 0.99].
    """

    code: str
    name: str
    namespace: str
    desired_retention: float
    weights: Mapping[str, int]
    domains: Mapping[str, str]
    tasks: Mapping[str, str]
    services: tuple[str, ...]
