"""What is decided about an exam's decks, and a composed deck."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from clfcards.model.bank import Fact, Question

Note = Fact | Question
Holding = Literal["facts", "study", "exam"]


@dataclass(frozen=True, slots=True)
class Package:
    """One `.apkg` to build: its file name, the name of its top deck in Anki, and what goes in.

    `default` packages are built without being asked for.
    """

    file: str
    deck: str
    holds: tuple[Holding, ...]
    default: bool = False

    @property
    def name(self) -> str:
        """The file name without its ending."""
        return self.file.removesuffix(".apkg")

    def takes(self, note: Note) -> bool:
        return ("facts" if isinstance(note, Fact) else note.pool) in self.holds


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes a build refuses to exceed: of one picture, and of one package."""

    media_kilobytes: int = 200
    package_megabytes: int = 50


@dataclass(frozen=True, slots=True)
class Floor:
    """The fewest facts, and questions of practice exams, that there have to be about something."""

    facts: int = 0
    questions: int = 0


@dataclass(frozen=True, slots=True)
class Floors:
    """How much of the bank there has to be: about each service in scope, each topic, and single services by id."""

    service: Floor = field(default_factory=Floor)
    topic: Floor = field(default_factory=Floor)
    services: Mapping[str, Floor] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DeckSettings:
    """What we decide about an exam, beside what its guide says.

    `namespace` seeds every note's GUID and outlives guide versions. `shares` are the tasks'
    parts of their domain (the guide gives none; 1 unless set).
    `desired_retention` is the probability of recall to schedule for, in [0.70, 0.99].
    `subdecks` says whether each domain is a subdeck in Anki, `report_url` where learners report an error
    (empty: nowhere). `rules` are rules that judge, by name: false where one does not suit this deck.
    """

    namespace: str
    packages: tuple[Package, ...]
    shares: Mapping[str, int]
    limits: Limits
    desired_retention: float
    subdecks: bool = True
    floors: Floors = field(default_factory=Floors)
    report_url: str = ""
    rules: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DomainCount:
    """A domain's line of the build table; the unit is the card. `reserve` did not fit the quota."""

    id: str
    title: str
    weight: int
    quota: int
    cards: int
    reserve: int


@dataclass(frozen=True, slots=True)
class Deck:
    """A composed deck: its notes in the order in which they are introduced, and those left in reserve."""

    package: Package
    notes: tuple[Note, ...]
    reserve: tuple[Note, ...]
    domains: tuple[DomainCount, ...]

    @property
    def cards(self) -> int:
        return sum(domain.cards for domain in self.domains)
