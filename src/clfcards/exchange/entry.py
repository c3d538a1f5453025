"""An item as a file of another format has it, and what reading or writing such a file gives."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from clfcards.model.bank import Fact, Import, Option, Question

MOST_ENTRIES = 20_000  # in one file; the largest public banks have about 2,000 questions


@dataclass(frozen=True, slots=True)
class EntryOption:
    """An option, whether it is right, and what the file says of it. `fact` is the id of the fact that refutes it."""

    text: str
    is_right: bool
    why: str = ""
    fact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A question or a fact at a line of a file, counted from 1. What the file does not say is empty.

    Values are as the file has them: whether they are valid is found out by reading the YAML that is made of them.
    """

    line: int
    stem: str = ""
    options: tuple[EntryOption, ...] = ()
    front: str = ""
    back: str = ""
    cloze: str = ""
    reverse: bool = False
    why: str = ""
    explanation: str = ""
    id: str = ""
    task: str = ""
    pool: str = ""
    difficulty: str = ""
    expected: str = ""
    source: str = ""
    verified: str = ""
    priority: str = ""
    topics: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    enemies: tuple[str, ...] = ()
    waive: tuple[tuple[str, str], ...] = ()
    imported: Import | None = None

    @property
    def is_question(self) -> bool:
        return bool(self.stem)

    @property
    def subject(self) -> str:
        """The text that names the item: its stem, front or cloze."""
        return self.stem or self.front or self.cloze


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of a file that cannot be read, with the line where it begins, counted from 1, and the reason."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file gives. `columns` maps the names of its columns to our fields, where it has columns."""

    entries: tuple[Entry, ...]
    unread: tuple[Unread, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A file's text. `lost` counts, by field, the items with a value that the format cannot hold."""

    text: str
    lost: dict[str, int] = field(default_factory=dict)


def entry_of(item: Fact | Question, line: int = 1) -> Entry:
    """An item of the bank as an entry. The stand-ins for what it lacks are left out."""
    lacks = set(item.gaps)
    tail = {
        "line": line,
        "id": item.id,
        "task": item.task,
        "source": "" if "source" in lacks else item.source,
        "verified": "" if "verified" in lacks else item.verified.isoformat(),
        "priority": str(item.priority),
        "topics": item.topics,
        "services": item.services,
        "waive": tuple((item.waive or {}).items()),
        "imported": item.imported,
        "explanation": item.imported.explanation if item.imported else "",
    }
    if isinstance(item, Fact):
        faces = {"front": item.front, "back": item.back, "cloze": item.cloze, "reverse": item.reverse, "why": item.why}
        return Entry(**faces, **tail)  # type: ignore[arg-type]  # the values of each field have its type
    is_estimated = item.expected is not None
    head = {
        "stem": item.stem,
        "options": (*_options(item.correct, is_right=True), *_options(item.distractors, is_right=False)),
        "pool": item.pool,
        "difficulty": "" if "difficulty" in lacks or is_estimated else item.difficulty,
        "expected": f"{item.expected:g}" if is_estimated else "",
        "tests": item.tests,
        "enemies": item.enemies,
    }
    return Entry(**head, **tail)  # type: ignore[arg-type]  # as above


def _options(options: Iterable[Option], *, is_right: bool) -> list[EntryOption]:
    return [EntryOption(option.text, is_right, option.why, option.fact) for option in options]


def lost_fields(entries: Iterable[Entry], held: frozenset[str]) -> dict[str, int]:
    """How many of the entries have a value in each field that is not among those `held`."""
    lost: dict[str, int] = {}
    for entry in entries:
        for name in Entry.__dataclass_fields__:
            if name != "line" and name not in held and getattr(entry, name):
                lost[name] = lost.get(name, 0) + 1
    if "fact" not in held and (number := sum(any(option.fact for option in entry.options) for entry in entries)):
        lost["fact"] = number
    return lost
