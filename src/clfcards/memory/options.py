"""The options of one review session, and the learner's settings for all of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

from clfcards.memory.schedule import Scheme
from clfcards.memory.study_day import CUTOFF_HOUR, is_cutoff_hour
from clfcards.model.study import StudyCard

Order = Literal["retrievability", "difficulty", "due", "weakest"]
MOST_PER_DAY = 9999  # the largest limit of new cards or reviews that can be set
MOST_MINUTES = 24 * 60
ORDERS: tuple[Order, ...] = ("retrievability", "difficulty", "due", "weakest")


@dataclass(frozen=True, slots=True)
class StudySettings:
    """The settings that stay until the learner changes them; they are stored in the log.

    `new_per_day` limits new cards, also those that a missed question pulls in, and `reviews_per_day` due ones.
    `minutes_per_day` limits everything, at the learner's own pace; None is no limit.
    `order` is the order of due cards. Minutes per remembered card, by simulation (fsrs4anki PR #634):
    difficulty ascending 2.16, retrievability descending 2.27, weakest first 2.84, due date 3.03.
    """

    new_per_day: int = 20  # Anki's default
    reviews_per_day: int = 200  # Anki's default
    minutes_per_day: int | None = None
    order: Order = "retrievability"
    cutoff_hour: int = CUTOFF_HOUR
    scheme: Scheme = field(default_factory=Scheme)


@dataclass(frozen=True, slots=True)
class SessionOptions:
    """The options of one session. An empty filter matches every card.

    `new` replaces the day's limit of new cards, and brings them even if too many cards are due. `limit` is the
    largest number of cards to study, and `minutes` is the time after which no further card is shown. Cards due
    within `ahead` days count as due. `cram` goes through all cards, weakest first, and does not change the schedule.
    With `learning`, the text of the session's cards was just read, so that the first answer to a new card is a first
    meeting. `mistakes` says that
    they are what went wrong today.
    """

    domains: frozenset[str] = frozenset()
    tasks: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    new: int | None = None
    limit: int | None = None
    minutes: float | None = None
    ahead: int = 0
    cram: bool = False
    learning: bool = False
    mistakes: bool = False

    @property
    def has_no_filter(self) -> bool:
        return not (self.domains or self.tasks or self.tags or self.services or self.kinds)

    def matches(self, card: StudyCard) -> bool:
        """Whether the card matches every filter; within a filter, one matching value is enough."""
        return (
            (not self.domains or card.domain in self.domains)
            and (not self.tasks or card.task in self.tasks)
            and (not self.kinds or card.kind in self.kinds)
            and (not self.services or not self.services.isdisjoint(card.services))
            and (not self.tags or any(_tag_matches(tag, wanted) for tag in card.tags for wanted in self.tags))
        )


def _tag_matches(tag: str, wanted: str) -> bool:
    """Whether a tag matches: `priority::1` matches `clf-c02::priority::1` and every tag below it."""
    return f"::{wanted}::" in f"::{tag}::"


NAMES = ("new_per_day", "reviews_per_day", "minutes_per_day", "order", "cutoff_hour", "desired_retention",
         "learning_steps", "relearning_steps", "maximum_interval", "fuzz")  # fmt: skip


def with_setting(settings: StudySettings, name: str, value: Any) -> StudySettings:
    """The settings with one of them changed. Raises ValueError with a message for the learner if it is not valid."""
    if name not in NAMES:
        raise ValueError(f"unknown setting '{name}': the settings are {', '.join(NAMES)}")
    if name in ("new_per_day", "reviews_per_day") and not _is_int(value, 0, MOST_PER_DAY):
        raise ValueError(f"{name} must be a number from 0 to {MOST_PER_DAY}, not {value!r}")
    if name == "minutes_per_day":
        value = None if value == "none" else value
        if value is not None and not _is_int(value, 1, MOST_MINUTES):
            raise ValueError(f"minutes_per_day must be a number from 1 to {MOST_MINUTES}, or none, not {value!r}")
    if name == "cutoff_hour" and not is_cutoff_hour(value):
        raise ValueError(f"cutoff_hour must be an hour from 0 to 23, not {value!r}")
    if name == "order" and value not in ORDERS:
        raise ValueError(f"order must be one of {', '.join(ORDERS)}, not {value!r}")
    if name == "fuzz" and not isinstance(value, bool):
        raise ValueError(f"fuzz must be true or false, not {value!r}")
    if name == "maximum_interval" and not _is_int(value, 1, 36_500):
        raise ValueError(f"maximum_interval must be a number of days from 1 to 36500, not {value!r}")
    if name == "desired_retention" and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise ValueError(f"desired_retention must be a number from 0.70 to 0.99, not {value!r}")
    if name in ("learning_steps", "relearning_steps"):
        if not isinstance(value, list | tuple) or not all(_is_int(step, 1, 86_399) for step in value):
            raise ValueError(f"{name} must be times of less than a day each, in seconds, not {value!r}")
        value = tuple(value)
    if name in {field.name for field in fields(Scheme)}:
        return replace(settings, scheme=replace(settings.scheme, **{name: value}))
    return replace(settings, **{name: value})


def value_of(settings: StudySettings, name: str) -> Any:
    """The value of the setting with this name."""
    return getattr(settings.scheme if name in {field.name for field in fields(Scheme)} else settings, name)


def study_settings(saved: Mapping[str, Any], desired_retention: float) -> StudySettings:
    """The learner's settings: those in the log, over the deck's `desired_retention`. Settings not valid are skipped."""
    settings = StudySettings(scheme=Scheme(desired_retention=desired_retention))
    for name, value in saved.items():
        try:
            settings = with_setting(settings, name, value)
        except ValueError:  # written by another version, or for another command
            continue
    return settings


def _is_int(value: Any, low: int, high: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
