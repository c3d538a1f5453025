"""A rule, its input, and its findings."""

import datetime as dt
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from clfcards.model.bank import Bank, Origin
from clfcards.model.deck import Floors, Limits
from clfcards.model.guide import Guide
from clfcards.model.language import Language
from clfcards.model.problem import Severity

ENGLISH = frozenset({"en"})
"""The languages of a rule that looks for English words."""


@dataclass(frozen=True, slots=True)
class ForeignText:
    """A text to compare with ours: a file of another bank, of documentation, or of a page."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that a rule can use.

    `media` maps the files in the exam's media folder to their sizes in bytes. `broken` are the ids of
    items that are in a file but could not be read. `hides_items` means that there may also be items whose ids
    are not known. `tasks` are the tasks that the files name, each with the file's origin. Items verified before
    `stale_before` are stale; without that day, age is not checked. `today` is the day of the check, if it is known.
    `foreign` are texts that ours must not be copied from.
    `floors` is the minimum coverage. `guide_file` and `settings_file` are the origins of findings about guide.yaml
    and deck.yaml.
    """

    guide: Guide
    bank: Bank
    media: Mapping[str, int] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    broken: frozenset[str] = frozenset()
    hides_items: bool = False
    tasks: tuple[tuple[Origin, str], ...] = ()
    stale_before: dt.date | None = None
    today: dt.date | None = None
    foreign: tuple[ForeignText, ...] = ()
    floors: Floors = field(default_factory=Floors)
    guide_file: Origin = field(default_factory=lambda: Origin("guide.yaml", -1))
    settings_file: Origin = field(default_factory=lambda: Origin("deck.yaml", -1))


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem that a rule found, at `path` (keys and indices) inside the item at `origin`.

    An origin with index -1 is the file itself.
    """

    origin: Origin
    path: tuple[str | int, ...]
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of a good bank, with the information that an author needs.

    `reason` says why the rule exists, and `source` where it comes from. `bad` and `good` are examples:
    the fields of one item as YAML, of several items as a list, or a description if neither is possible.
    Options may be given by their text alone.
    A rule that makes a judgment can be waived on an item, with a reason; a rule that finds broken
    references cannot. Every warning is a judgment; `is_judgment` marks an error that is one, too.
    `languages` are the subtags of the languages whose words it knows, if it looks for words; in exams in another
    language, it does not run. A rule without them suits every language, but for those that are `unsuited`.
    """

    name: str
    severity: Severity
    reason: str
    source: str
    bad: str
    good: str
    find: Callable[[Sources], Iterable[Finding]]
    is_judgment: bool = False
    languages: frozenset[str] = frozenset()
    unsuited: frozenset[str] = frozenset()

    @property
    def summary(self) -> str:
        """A description of the problem that the rule finds: the docstring of its module."""
        return (sys.modules[self.find.__module__].__doc__ or "").strip()

    def knows(self, language: Language) -> bool:
        """Whether it can judge texts in this language."""
        return language.primary not in self.unsuited and (not self.languages or language.primary in self.languages)

    @property
    def can_be_waived(self) -> bool:
        return self.is_judgment or self.severity == "warning"
