"""What went wrong in reviews and exams: as a list by task, and as cards to drill."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clfcards.exam.mistakes import KINDS, Mistake, mistakes_of
from clfcards.log.log import Log
from clfcards.memory.options import SessionOptions
from clfcards.memory.queue import is_open
from clfcards.memory.study_day import day_of, earliest_moment
from clfcards.model.bank import Fact, Question
from clfcards.model.event import Stamp
from clfcards.model.event_kind import UNDO
from clfcards.model.study import StudyCard
from clfcards.model.time import StudyDay
from clfcards.use_cases.look_up import items_by_id, met_by
from clfcards.use_cases.practice import Practice


@dataclass(frozen=True, slots=True)
class WrongItem:
    """An item and its mistakes, newest first.

    `item` is None if it has left the bank. If it is `hidden`, an exam that has not ended asks it, and its key must not
    be shown.
    """

    id: str
    item: Fact | Question | None
    mistakes: tuple[Mistake, ...]
    hidden: bool

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys of all options chosen by mistake, each once, those of the newest mistake first."""
        return tuple(dict.fromkeys(key for mistake in self.mistakes for key in mistake.chosen))


@dataclass(frozen=True, slots=True)
class WrongItems:
    """What went wrong since a study day, by task id in the guide's order; what has left the bank has no task.

    `today` is the number of items that went wrong today.
    """

    since: StudyDay
    tasks: Mapping[str, tuple[WrongItem, ...]]
    today: int


def wrong_items(practice: Practice, now: Stamp, days: int) -> WrongItems:
    """What went wrong in the last `days` study days, including today; in each task, the newest first."""
    today = _day_of(practice.log, now)
    since = StudyDay(today - days + 1)
    found = _since(practice.log, since)
    items, met = items_by_id(practice), met_by(practice)
    by_item: dict[str, list[Mistake]] = {}
    for mistake in reversed(found):
        by_item.setdefault(mistake.item, []).append(mistake)
    tasks: dict[str, list[WrongItem]] = {task: [] for task in practice.guide.tasks}
    for id_, mistakes in by_item.items():
        item = items.get(id_)
        wrong = WrongItem(id_, item, tuple(mistakes), id_ in met.running)
        tasks.setdefault(item.task if item else "", []).append(wrong)
    went_wrong_today = {mistake.item for mistake in found if _day_of(practice.log, mistake) == today}
    return WrongItems(since, {task: tuple(wrong) for task, wrong in tasks.items() if wrong}, len(went_wrong_today))


def todays_mistakes(log: Log, now: Stamp) -> list[Mistake]:
    """What went wrong today, oldest first."""
    return _since(log, _day_of(log, now))


def drill(
    cards: Mapping[str, StudyCard], log: Log, mistakes: Iterable[Mistake], options: SessionOptions, now: Stamp
) -> list[str]:
    """The cards of these mistakes that the options ask for, each once; those suspended or buried stay away."""
    day = _day_of(log, now)
    keys = [key for key in dict.fromkeys(mistake.card for mistake in mistakes) if key in cards]
    wanted = [key for key in keys if options.matches(cards[key])]
    # The card of a question that was wrong in an exam may be outside the deck, and is asked nevertheless.
    shown = [key for key in wanted if is_open(cards[key]._replace(spare=False), log.state(key), day)]
    return shown[: options.limit]


def _since(log: Log, since: StudyDay) -> list[Mistake]:
    """The mistakes from this study day on, oldest first."""
    found = mistakes_of(log.events((*KINDS, UNDO), since=earliest_moment(since)))
    return [mistake for mistake in found if _day_of(log, mistake) >= since]


def _day_of(log: Log, moment: Stamp | Mistake) -> StudyDay:
    return day_of(moment, log.terms.cutoff_hour)
