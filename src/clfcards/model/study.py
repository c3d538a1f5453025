"""The data a study session is planned with: the outline of the exam, and where each card belongs in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from clfcards.model.number import Number


class StudyCard(NamedTuple):
    """A card that can be studied.

    `spare` cards are outside the deck. They are shown only if they were learned while they were in the
    deck, or if something pulled them in, as a missed exam question does.
    """

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
    """The parts of the exam guide and the deck settings that a session needs.

    `weights` and `domains` (titles) are keyed by domain id, `tasks` (titles) by task id, all in the
    guide's order. `services` are ids. `desired_retention` is in [0.70, 0.99].
    `language` is the tag of the exam's language. `report_url` is that of the deck settings.
    """

    code: str
    name: str
    namespace: str
    desired_retention: float
    weights: Mapping[str, Number]
    domains: Mapping[str, str]
    tasks: Mapping[str, str]
    services: tuple[str, ...]
    language: str = "en"
    report_url: str = ""
