"""Today: what is due, new and waiting in each exam, how far the learner is, and the one command to run next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from clfcards.decks.fitted_table import fitted_in
from clfcards.decks.study import StudyDeck
from clfcards.decks.unread import Unread
from clfcards.log.log import Log
from clfcards.memory.day_order import Pace, Queue
from clfcards.memory.lazy_cards import cards_by_place, place_of
from clfcards.memory.options import StudySettings
from clfcards.memory.study_day import day_of
from clfcards.model.card import note_of
from clfcards.model.event import Stamp
from clfcards.model.number import Number
from clfcards.model.study import Outline
from clfcards.model.time import StudyDay, local_time
from clfcards.use_cases.learners_day import LearnersDay, TaskCoverage
from clfcards.use_cases.next_action import NextAction, PlannedTask, next_action, of_exam
from clfcards.use_cases.sitting_log import Unreadable
from clfcards.use_cases.study_time import RecentStudy, days_in_a_row
from clfcards.use_cases.worst_pair import WorstPair, worst_pair

if TYPE_CHECKING:
    from clfcards.exam.evidence import Recall
    from clfcards.exam.readiness import Readiness
    from clfcards.use_cases.plan.plan_now import PlanNow
    from clfcards.use_cases.plan.plans_in_log import PlanOver
    from clfcards.use_cases.practice import Practice

WEEK_DAYS = 7


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
    learner's `pace`; `minutes_done` were spent on reviews so far today, and once the limit is reached, the
    `time_is_up`: no card comes, and those to ask again wait, too. `days` is the number of days in a row.
    `away` is the number of days since the last study before today (None: never). Only cards of the deck count in
    `tasks`, not those that an exam pulled in. `planned` is the study plan's next task, and `plan` the one for the
    exam's day. `confused` is the pair that was confused most lately. `unread` are source files with errors,
    `unreadable` sittings that a newer program wrote. It
    `has_begun` if any card was reviewed, or any sitting begun.
    """

    exam: Outline
    day: StudyDay
    settings: StudySettings
    queue: Queue
    pace: Pace
    minutes: float
    minutes_done: float
    time_is_up: bool
    days: int
    away: int | None
    tasks: tuple[TaskCoverage, ...]
    week: tuple[DomainWeek, ...]
    unseen_forms: int
    readiness: Readiness
    planned: PlannedTask | None
    plan: PlanNow | PlanOver | None
    confused: WorstPair | None
    next: NextAction
    unread: Unread | None
    unreadable: tuple[Unreadable, ...]
    has_begun: bool

    @property
    def again(self) -> int:
        """The number of cards in learning steps, which are asked again today."""
        return len(self.queue.learning)

    @property
    def due(self) -> int:
        """The number of cards in steps or due that come today."""
        return 0 if self.time_is_up else self.again + self.queue.due

    @property
    def waiting(self) -> int:
        """The number of cards that the limits leave for another day."""
        return self.queue.waiting + (self.again if self.time_is_up else 0)

    @property
    def met(self) -> int:
        return sum(task.met for task in self.tasks)

    @property
    def cards(self) -> int:
        return sum(task.cards for task in self.tasks)


@dataclass(frozen=True, slots=True)
class Today:
    """All exams today, the one command to run next, and the names of exams that the learner has `not_begun`."""

    exams: tuple[ExamToday, ...]
    next: NextAction
    not_begun: tuple[str, ...] = ()


def today(exams: Sequence[ExamToday], *, names_exam: bool = False, not_begun: Sequence[str] = ()) -> Today:
    """The day of one or more exams. With several, or if it `names_exam`, the command names its exam."""
    first = min(exams, key=lambda one: (one.next.rank, -(one.due + one.queue.new)))
    named = names_exam or len(exams) > 1
    following = of_exam(first.next, first.exam.code) if named else first.next
    return Today(tuple(exams), following, tuple(not_begun))


def exam_today(deck: StudyDeck, log: Log, practice: Callable[[], Practice], now: Stamp) -> ExamToday:
    """One exam at this time. Nothing is written.

    `practice` is called only if a sitting was left and the sources have errors.
    """
    one = LearnersDay(deck, log, practice, now)
    streak = days_in_a_row(log, one.settings.cutoff_hour, one.day)
    return ExamToday(
        exam=deck.outline,
        day=one.day,
        settings=one.settings,
        queue=one.queue,
        pace=one.recent.time.pace,
        minutes=0.0 if one.time_is_up else one.minutes,
        minutes_done=one.recent.time.spent / 60,
        time_is_up=one.time_is_up,
        days=streak.days,
        away=streak.away,
        tasks=one.tasks,
        week=_week(deck, one.recent, one.settings.cutoff_hour, one.day),
        unseen_forms=one.unseen_forms,
        readiness=_readiness(deck, log, one, now),
        planned=one.planned,
        plan=one.plan,
        confused=worst_pair(deck, chain(one.recent.exams, one.recent.reviews), now),
        next=next_action(one),
        unread=deck.unread,
        unreadable=one.logged.unreadable,
        has_begun=one.has_begun or bool(one.sittings or one.logged.unreadable),
    )


def _readiness(deck: StudyDeck, log: Log, one: LearnersDay, now: Stamp) -> Readiness:
    from clfcards.use_cases.readiness_now import Examined, readiness_now

    exam = Examined(deck.readiness_terms(), deck.forms, fitted_in(deck.folder))
    at = local_time(now.at, now.utc_offset)
    return readiness_now(exam, one.sittings, one.reviews, _recall(deck, log, one), at)


def _recall(deck: StudyDeck, log: Log, one: LearnersDay) -> Mapping[str, Recall]:
    """The recall of each domain's cards today, without those of exam questions, as `Practice.readiness` finds it."""
    known = one.known
    if not (known.resting or known.others):
        return {}
    from clfcards.exam.recall import cards_tested, recall_by_domain

    exam = deck.forms.questions
    left_out = log.untested().union(f"{question}/1" for question in exam)  # a question has one card

    def domain_of(key: str) -> str | None:
        return place_of(deck.cards, key).domain if key in deck.cards and note_of(key) not in exam else None

    cards = Counter(dict.fromkeys(deck.outline.domains, 0))
    for place, number in cards_by_place(deck.cards).items():
        cards[place.domain] += number
    cards.subtract(exam.values())
    resting = (
        (place.domain, card.last_day, card.stability)
        for card, place in zip(known.resting, one.resting_places, strict=True)
        if place is not None and card.card not in left_out
    )
    cards_known = chain(resting, cards_tested(known.others.values(), domain_of))
    return recall_by_domain(cards, cards_known, one.day, log.replay.model.retrievability)


def _week(deck: StudyDeck, recent: RecentStudy, cutoff_hour: int, day: StudyDay) -> tuple[DomainWeek, ...]:
    """The minutes of the last WEEK_DAYS study days by domain, in reviews and in exams."""
    milliseconds = Counter[str]()
    reviews = [(event.subject, event) for event in recent.reviews]
    exams = [(f"{event.subject}/1", event) for event in recent.exams]  # a question has one card
    for key, event in (*reviews, *exams):
        if key in deck.cards and day_of(event, cutoff_hour) > day - WEEK_DAYS:
            milliseconds[place_of(deck.cards, key).domain] += event.duration or 0
    titles, weights = deck.outline.domains, deck.outline.weights
    return tuple(DomainWeek(id_, titles[id_], weights[id_], milliseconds[id_] / 60_000) for id_ in weights)
