"""A rule, what it looks at, and what it finds."""

import datetime as dt
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from clfcards.model.bank import Bank, Origin
from clfcards.model.deck import Limits
from clfcards.model.guide import Guide
from clfcards.model.problem import Severity


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of another bank that ours is compared with: its place, `file:line`, and its words."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything a rule may look at.

    `media` are the files in the exam's media folder with their sizes in bytes; `broken` are ids
    that stand in a file but could not be read; `tasks` are the tasks the files name, each with the file's origin.
    Items verified before `stale_before` are stale; without that day, age is not looked at.
    `foreign` are the texts that ours must not resemble.
    """

    guide: Guide
    bank: Bank
    media: Mapping[str, int] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    broken: frozenset[str] = frozenset()
    tasks: tuple[tuple[Origin, str], ...] = ()
    stale_before: dt.date | None = None
    foreign: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: at `path` (keys and indices) inside the item at `origin`.

    An origin with index -1 is the file itself.
    """

    origin: Origin
    path: tuple[str | int, ...]
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of a good bank, with what a writer needs to know about it.

    `reason` says why the rule is there, `source` where it comes from. `bad` and `good` are examples:
    the fields of one item as YAML, of several as a list, or a description where neither fits; options
    may be given by their text alone.
    A judgement can be waived on an item, with a reason; a broken reference cannot. Warnings are
    judgements; `is_judgement` says so of an error.
    """

    name: str
    severity: Severity
    reason: str
    source: str
    bad: str
    good: str
    find: Callable[[Sources], Iterable[Finding]]
    is_judgement: bool = False

    @property
    def summary(self) -> str:
        """What the rule looks for: the docstring of its module."""
        return (sys.modules[self.find.__module__].__doc__ or "").strip()

    @property
    def can_be_waived(self) -> bool:
        return self.is_judgement or self.severity == "warning"
