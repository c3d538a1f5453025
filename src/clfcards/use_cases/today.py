"""Today: what is due, new and waiting in each exam, how far the learner is, and the one command to run next."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clfcards.decks.lazy_cards import cards_by_place, place_of
from clfcards.decks.study import StudyDeck
from clfcards.exam.sightings import finished, met_lately
from clfcards.memory.day_order import Pace, Queue
from clfcards.memory.known_cards import KnownCards
from clfcards.memory.options import SessionOptions, StudySettings
from clfcards.memory.queue import build_queue
from clfcards.memory.study_day import study_day
from clfcards.model.event import Event, Stamp
from clfcards.model.number import Number
from clfcards.model.study import Outline
from clfcards.model.time import StudyDay, Timestamp, UtcOffset
from clfcards.survey.forms import forms_by_domain
from clfcards.use_cases.next_action import Left, NextAction, Situation, next_action, of_exam
from clfcards.use_cases.settings import settings_in_force
from clfcards.use_cases.study_time import RecentStudy, days_in_a_row, recent_study

if TYPE_CHECKING:
    from clfcards.exam.readiness import Readiness
    from clfcards.use_cases.practice import Practice

WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class TaskCoverage:
    """How many of a task's cards in the deck were met."""

    id: str
    title: str
    met: int
    cards: int


@dataclass(frozen=True, slots=True)
class DomainWeek:
    """A domain's weight in percent, and the minutes spent on it in the last WEEK_DAYS study days, exams included."""

    id: str
    title: str
    weight: Number
    minutes: float


@dataclass(frozen=True, slots=True)
class ExamToday:
    """One exam today.

    `queue` holds the cards that come within the limits, and how many wait. `minutes` is how long they take at the
    learner's `pace`; `minutes_done` were spent on reviews so far today. `days` is the number of days in a row.
    `away` is the number of days since the last study before today (None: never). Only cards of the deck count in
    `tasks`, not those that an exam pulled in.
    """

    exam: Outline
    day: StudyDay
    settings: StudySettings
    queue: Queue
    pace: Pace
    minutes: float
    minutes_done: float
    days: int
    away: int | None
    tasks: tuple[TaskCoverage, ...]
    week: tuple[DomainWeek, ...]
    unseen_forms: int
    readiness: Readiness
    next: NextAction

    @property
    def again(self) -> int:
        """The number of cards in learning steps, which are asked again today."""
        return len(self.queue.learning)

    @property
    def due(self) -> int:
        """The number of cards in steps or due that come today."""
        return self.again + self.queue.due

    @property
    def met(self) -> int:
        return sum(task.met for task in self.tasks)

    @property
    def cards(self) -> int:
        return sum(task.cards for task in self.tasks)


@dataclass(frozen=True, slots=True)
class Today:
    """All exams today, and the one command to run next."""

    exams: tuple[ExamToday, ...]
    next: NextAction


def today(exams: Sequence[ExamToday]) -> Today:
    """The day of one or more exams. With several, the command names its exam."""
    if len(exams) == 1:
        return Today(tuple(exams), exams[0].next)
    first = min(exams, key=lambda one: (one.next.rank, -(one.due + one.queue.new)))
    return Today(tuple(exams), of_exam(first.next, first.exam.code))


def exam_today(deck: StudyDeck, practice: Practice, now: Stamp) -> ExamToday:
    """One exam at this time. Nothing is written."""
    log = practice.log
    settings = settings_in_force(log, deck.outline)
    day = study_day(now.at, now.utc_offset, settings.cutoff_hour)
    known, recent = log.known_cards(day), recent_study(log, settings.cutoff_hour, day)
    weights = deck.outline.weights
    queue = build_queue(deck.cards, known, weights, settings, SessionOptions(), day, recent.time)
    tasks = _tasks(deck, known)
    minutes = _minutes(queue, recent.time.pace)
    unseen = _unseen_forms(practice, now)
    situation = Situation(
        left=_left(practice),
        possible=practice.possible,
        has_begun=bool(known.resting) or any(not state.is_new for state in known.others.values()),
        attempts=len(finished(practice.logged.read)),
        days_since_exam=_days_since_exam(practice, day, settings.cutoff_hour),
        again=len(queue.learning),
        due=queue.due,
        new=queue.new,
        minutes=minutes,
        due_tomorrow=_due_tomorrow(deck, known, day),
        new_later=sum(task.cards - task.met for task in tasks),
        time_is_up=_time_is_up(settings, recent),
        met=sum(task.met for task in tasks),
        cards=sum(task.cards for task in tasks),
        unseen_forms=unseen,
    )
    streak = days_in_a_row(log, settings.cutoff_hour, day)
    return ExamToday(
        exam=deck.outline,
        day=day,
        settings=settings,
        queue=queue,
        pace=recent.time.pace,
        minutes=minutes,
        minutes_done=recent.time.spent / 60,
        days=streak.days,
        away=streak.away,
        tasks=tasks,
        week=_week(deck, recent, settings.cutoff_hour, day),
        unseen_forms=unseen,
        readiness=practice.readiness(now),
        next=next_action(situation),
    )


def _minutes(queue: Queue, pace: Pace) -> float:
    """How long the day's cards take; a card in steps takes as long as a due one."""
    return ((len(queue.learning) + queue.due) * pace.due + queue.new * pace.new) / 60


def _time_is_up(settings: StudySettings, recent: RecentStudy) -> bool:
    limit = settings.minutes_per_day
    return limit is not None and recent.time.spent >= 60 * limit


def _tasks(deck: StudyDeck, known: KnownCards) -> tuple[TaskCoverage, ...]:
    """Each task of the guide that has cards in the deck, with how many of them were met."""
    cards, met = Counter[str](), Counter[str]()
    for place, number in cards_by_place(deck.cards).items():
        if not place.spare:
            cards[place.task] += number
    seen = [one.card for one in known.resting]
    seen += [key for key, state in known.others.items() if not state.is_new]
    for place in (place_of(deck.cards, key) for key in seen if key in deck.cards):
        if not place.spare:
            met[place.task] += 1
    titles = deck.outline.tasks
    return tuple(TaskCoverage(id_, titles[id_], met[id_], cards[id_]) for id_ in titles if cards[id_])


def _due_tomorrow(deck: StudyDeck, known: KnownCards, day: StudyDay) -> int:
    """The number of the deck's cards that come in a review one day ahead."""
    tomorrow = StudyDay(day + 1)
    return sum(one.due_day == tomorrow and one.card in deck.cards for one in known.resting)


def _week(deck: StudyDeck, recent: RecentStudy, cutoff_hour: int, day: StudyDay) -> tuple[DomainWeek, ...]:
    """The minutes of the last WEEK_DAYS study days by domain, in reviews and in exams."""
    milliseconds = Counter[str]()
    exams = [(f"{event.subject}/1", event) for event in recent.exams]
    for key, event in (*_of_cards(recent.reviews), *exams):
        if key in deck.cards and study_day(event.at, event.utc_offset, cutoff_hour) > day - WEEK_DAYS:
            milliseconds[place_of(deck.cards, key).domain] += event.duration or 0
    titles, weights = deck.outline.domains, deck.outline.weights
    return tuple(DomainWeek(id_, titles[id_], weights[id_], milliseconds[id_] / 60_000) for id_ in weights)


def _of_cards(reviews: Iterable[Event]) -> list[tuple[str, Event]]:
    return [(event.subject, event) for event in reviews]


def _unseen_forms(practice: Practice, now: Stamp) -> int:
    """How many whole exams the bank can fill with questions that were not met lately."""
    at = dt.datetime.fromtimestamp(now.at / 1000, dt.UTC)
    met = met_lately(practice.logged.read, at)
    forms: Mapping[str, int] = forms_by_domain(practice.guide, [q for q in practice.pool("exam") if q.id not in met])
    return min(forms.values())


def _left(practice: Practice) -> Left | None:
    """The sitting that was left last."""
    found = practice.unfinished(("exam", "domain", "redo")) or practice.unfinished(("diagnostic", "more"))
    if found is None:
        return None
    return Left(found.sitting.form.kind, found.answered, found.asked, found.is_refused)


def _days_since_exam(practice: Practice, day: StudyDay, cutoff_hour: int) -> int | None:
    """How many study days ago the last exam of all domains ended."""
    ended = [s.last.wall for s in finished(practice.logged.read) if s.form.kind == "exam"]
    if not ended:
        return None
    last = max(ended)
    offset = UtcOffset(round((last.utcoffset() or dt.timedelta()).total_seconds() / 60))
    return max(0, day - study_day(Timestamp(round(1000 * last.timestamp())), offset, cutoff_hour))
