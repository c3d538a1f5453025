"""Today: what is due, new and waiting in each exam, how far the learner is, and the one command to run next."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from clfcards.decks.fitted_table import fitted_in
from clfcards.decks.lazy_cards import cards_by_place, place_of, places_of
from clfcards.decks.study import StudyDeck
from clfcards.decks.unread import Unread
from clfcards.exam.sightings import Reviews, finished, met_lately
from clfcards.exam.sitting import Sitting
from clfcards.log.log import Log
from clfcards.memory.day_order import Pace, Queue
from clfcards.memory.known_cards import KnownCards
from clfcards.memory.options import SessionOptions, StudySettings
from clfcards.memory.session import LEARN_AHEAD_MS
from clfcards.memory.study_day import study_day
from clfcards.model.card import note_of
from clfcards.model.event import Stamp
from clfcards.model.number import Number
from clfcards.model.study import Outline
from clfcards.model.time import StudyDay, Timestamp, UtcOffset
from clfcards.use_cases.days_cards import DaysCards
from clfcards.use_cases.next_action import (
    MORE_NEW,
    CardsWait,
    Left,
    NextAction,
    PlannedTask,
    PlanSays,
    Situation,
    filters_of,
    next_action,
    of_exam,
    with_filters,
)
from clfcards.use_cases.plan_morning import plan_this_morning
from clfcards.use_cases.plan_now import PlanNow, PlanOver
from clfcards.use_cases.question_reviews import question_reviews
from clfcards.use_cases.settings import settings_in_force
from clfcards.use_cases.sitting_log import LoggedSittings, Unreadable, read_sittings
from clfcards.use_cases.study_plan import remaining_study_plan
from clfcards.use_cases.study_time import RecentStudy, days_in_a_row, recent_study

if TYPE_CHECKING:
    from clfcards.exam.evidence import Recall
    from clfcards.exam.readiness import Readiness
    from clfcards.use_cases.practice import Practice

WEEK_DAYS = 7
ANY_CARD = SessionOptions()


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
    `tasks`, not those that an exam pulled in. `planned` is the study plan's next task, and `plan` the one for the
    exam's day. `unread` are source files
    with errors, `unreadable` sittings that a newer program wrote. It
    `has_begun` if any card was reviewed, or any sitting begun.
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
    planned: PlannedTask | None
    plan: PlanNow | PlanOver | None
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
        return self.again + self.queue.due

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


@dataclass(frozen=True, slots=True)
class _Day:
    """The figures of one exam's day, from which the next command is chosen."""

    day: StudyDay
    settings: StudySettings
    known: KnownCards
    queue: Queue
    recent: RecentStudy
    tasks: tuple[TaskCoverage, ...]
    sittings: LoggedSittings
    reviews: Reviews
    plan: PlanNow | PlanOver | None
    cards: DaysCards
    situation: Situation


def next_today(
    deck: StudyDeck, log: Log, practice: Callable[[], Practice], now: Stamp, session: SessionOptions = ANY_CARD
) -> NextAction:
    """The one command to run next, after a `session` whose filters are kept while cards that they match come today.

    `practice` is called only if a sitting was left and the sources have errors.
    """
    one = _day(deck, log, practice, now)
    action = next_action(one.situation)
    if not isinstance(action.why, CardsWait) or session.has_no_filter:
        return action
    queue = one.cards.queue(filters_of(session))
    if not (queue.main or queue.learning):
        return action
    wait = CardsWait(len(queue.learning), queue.due, queue.new, _minutes(queue, one.recent.time.pace))
    return with_filters(NextAction(action.step, wait), session)


def exam_today(deck: StudyDeck, log: Log, practice: Callable[[], Practice], now: Stamp) -> ExamToday:
    """One exam at this time. Nothing is written.

    `practice` is called only if a sitting was left and the sources have errors.
    """
    one = _day(deck, log, practice, now)
    streak = days_in_a_row(log, one.settings.cutoff_hour, one.day)
    return ExamToday(
        exam=deck.outline,
        day=one.day,
        settings=one.settings,
        queue=one.queue,
        pace=one.recent.time.pace,
        minutes=one.situation.minutes,
        minutes_done=one.recent.time.spent / 60,
        days=streak.days,
        away=streak.away,
        tasks=one.tasks,
        week=_week(deck, one.recent, one.settings.cutoff_hour, one.day),
        unseen_forms=one.situation.unseen_forms,
        readiness=_readiness(deck, log, one, now),
        planned=one.situation.planned,
        plan=one.plan,
        next=next_action(one.situation),
        unread=deck.unread,
        unreadable=one.sittings.unreadable,
        has_begun=one.situation.has_begun or bool(one.sittings.read or one.sittings.unreadable),
    )


def _readiness(deck: StudyDeck, log: Log, one: _Day, now: Stamp) -> Readiness:
    from clfcards.use_cases.readiness_now import Examined, readiness_now

    exam = Examined(deck.readiness_terms(), deck.forms, fitted_in(deck.folder))
    at = dt.datetime.fromtimestamp(now.at / 1000, dt.timezone(dt.timedelta(minutes=now.utc_offset)))
    return readiness_now(exam, one.sittings.read, one.reviews, _recall(deck, log, one), at)


def _recall(deck: StudyDeck, log: Log, one: _Day) -> Mapping[str, Recall]:
    """The recall of each domain's cards today, without those of exam questions, as `Practice.readiness` finds it."""
    known = one.known
    if not (known.resting or known.others):
        return {}
    from clfcards.exam.recall import TestedCard, cards_tested, recall_by_domain

    exam, untested = deck.forms.questions, log.untested()

    def domain_of(key: str) -> str | None:
        return place_of(deck.cards, key).domain if key in deck.cards and note_of(key) not in exam else None

    cards = Counter(dict.fromkeys(deck.outline.domains, 0))
    for place, number in cards_by_place(deck.cards).items():
        cards[place.domain] += number
    cards.subtract(exam.values())  # a question has one card
    places = places_of(deck.cards, [card.card for card in known.resting])
    resting = (
        TestedCard(place.domain, card.last_day, card.stability)
        for card, place in zip(known.resting, places, strict=True)
        if place is not None and card.card not in untested and note_of(card.card) not in exam
    )
    cards_known = chain(resting, cards_tested(known.others.values(), domain_of))
    return recall_by_domain(cards, cards_known, one.day, log.replay.model.retrievability)


def _day(deck: StudyDeck, log: Log, practice: Callable[[], Practice], now: Stamp) -> _Day:
    settings = settings_in_force(log, deck.outline)
    plan = plan_this_morning(deck, log, now, settings.cutoff_hour)
    in_force = plan if isinstance(plan, PlanNow) else None
    settings = settings if in_force is None else in_force.settings(settings, log.settings())
    day = study_day(now.at, now.utc_offset, settings.cutoff_hour)
    known, recent = log.known_cards(day), recent_study(log, settings.cutoff_hour, day)
    cards = DaysCards(deck, known, settings, day, recent.time, in_force)
    queue = cards.queue(ANY_CARD)
    tasks, logged = _tasks(deck, known), read_sittings(log)
    sittings = logged.read
    reviews = _reviews(deck, log, known, sittings)
    at = dt.datetime.fromtimestamp(now.at / 1000, dt.UTC)
    again = _ready_again(known, queue, now)
    early = _Early(cards, is_done=not (again or queue.main) and in_force is None)
    more_new = settings.new_per_day and early.queue(SessionOptions(new=1)).new  # whoever wants none is offered none
    days_since_exam = _days_since_exam(sittings, day, settings.cutoff_hour)
    situation = Situation(
        left=_left(deck, sittings, practice),
        possible=deck.forms.possible,
        has_begun=bool(known.resting) or any(not state.is_new for state in known.others.values()),
        attempts=len(finished(sittings)),
        days_since_exam=days_since_exam,
        again=again,
        due=queue.due,
        new=queue.new,
        minutes=_minutes(queue, recent.time.pace),
        due_tomorrow=early.queue(SessionOptions(ahead=1, new=0)).due,
        new_later=sum(task.cards - task.met for task in tasks) if more_new else 0,
        time_is_up=_time_is_up(settings, recent),
        met=sum(task.met for task in tasks),
        cards=sum(task.cards for task in tasks),
        unseen_forms=deck.forms.unseen(met_lately(sittings, at, reviews)),
        planned=None if in_force is not None else _planned(deck, log, tasks, early if more_new else None),
        plan=None if in_force is None else _plan_says(in_force, is_taken=days_since_exam == 0),
    )
    return _Day(day, settings, known, queue, recent, tasks, logged, reviews, plan, cards, situation)


def _plan_says(plan: PlanNow, *, is_taken: bool) -> PlanSays:
    """What the plan has for today, if a practice exam of today `is_taken`."""
    has_exam = plan.today is not None and plan.today.has_exam and not is_taken
    return PlanSays(has_exam, plan.is_day_off, is_today=plan.today is None)


def _minutes(queue: Queue, pace: Pace) -> float:
    """How long the day's cards take; a card in steps takes as long as a due one."""
    return ((len(queue.learning) + queue.due) * pace.due + queue.new * pace.new) / 60


def _time_is_up(settings: StudySettings, recent: RecentStudy) -> bool:
    limit = settings.minutes_per_day
    return limit is not None and recent.time.spent >= 60 * limit


def _ready_again(known: KnownCards, queue: Queue, now: Stamp) -> int:
    """How many of the cards in steps a review shows now; the others come later today."""
    soon = now.at + LEARN_AHEAD_MS
    return sum((known.others[card].due_at or 0) <= soon for card in queue.learning)


@dataclass(frozen=True, slots=True)
class _Early:
    """What could be studied early once the day's cards are done, within the limit of minutes; before, nothing."""

    cards: DaysCards
    is_done: bool

    def queue(self, options: SessionOptions) -> Queue:
        """The cards that a review with these options shows."""
        return self.cards.queue(options) if self.is_done else Queue((), ())


def _tasks(deck: StudyDeck, known: KnownCards) -> tuple[TaskCoverage, ...]:
    """Each task of the guide that has cards in the deck, with how many of them were met."""
    cards, met = Counter[str](), Counter[str]()
    for place, number in cards_by_place(deck.cards).items():
        if not place.spare:
            cards[place.task] += number
    seen = [one.card for one in known.resting]
    seen += [key for key, state in known.others.items() if not state.is_new]
    for found, number in Counter(places_of(deck.cards, seen)).items():
        if found is not None and not found.spare:
            met[found.task] += number
    titles = deck.outline.tasks
    return tuple(TaskCoverage(id_, titles[id_], met[id_], cards[id_]) for id_ in titles if cards[id_])


def _week(deck: StudyDeck, recent: RecentStudy, cutoff_hour: int, day: StudyDay) -> tuple[DomainWeek, ...]:
    """The minutes of the last WEEK_DAYS study days by domain, in reviews and in exams."""
    milliseconds = Counter[str]()
    reviews = [(event.subject, event) for event in recent.reviews]
    exams = [(f"{event.subject}/1", event) for event in recent.exams]  # a question has one card
    for key, event in (*reviews, *exams):
        if key in deck.cards and study_day(event.at, event.utc_offset, cutoff_hour) > day - WEEK_DAYS:
            milliseconds[place_of(deck.cards, key).domain] += event.duration or 0
    titles, weights = deck.outline.domains, deck.outline.weights
    return tuple(DomainWeek(id_, titles[id_], weights[id_], milliseconds[id_] / 60_000) for id_ in weights)


def _planned(deck: StudyDeck, log: Log, tasks: Sequence[TaskCoverage], early: _Early | None) -> PlannedTask | None:
    """The next task of the study plan that a diagnostic left, with the new cards that can be learned now.

    `early` is None if no new card can be shown.
    """
    plan = remaining_study_plan(log, lambda: {note_of(key): place_of(deck.cards, key).task for key in deck.cards})
    left = None if plan is None else plan.following
    found = None if left is None else next((task for task in tasks if task.id == left.task), None)
    if left is None or found is None:
        return None
    facts = SessionOptions(tasks=frozenset({found.id}), kinds=frozenset({"fact", "cloze"}), new=MORE_NEW)
    return PlannedTask(found.id, found.title, left.left, 0 if early is None else early.queue(facts).new)


def _reviews(deck: StudyDeck, log: Log, known: KnownCards, sittings: Sequence[Sitting]) -> Reviews:
    """When the questions that were in a sitting, or may still be in one, were answered as cards."""
    questions = {question.id for sitting in sittings for question in sitting.form.questions}
    touched = chain((card.card for card in known.resting), known.others)
    return question_reviews(log, questions | set(deck.forms.questions), touched)


def _left(deck: StudyDeck, sittings: Sequence[Sitting], practice: Callable[[], Practice]) -> Left | None:
    """The sitting that was left last. Only errors in the sources can keep it from being resumed."""
    open_ = [sitting for sitting in reversed(sittings) if not sitting.ended]
    exams = [sitting for sitting in open_ if sitting.form.kind not in ("diagnostic", "more")]
    last = next(iter((*exams, *open_)), None)
    if last is None:
        return None
    found = None if deck.is_whole else practice().unfinished((last.form.kind,))
    return Left(last.form.kind, last.answered, len(last.questions), found is not None and found.is_refused)


def _days_since_exam(sittings: Sequence[Sitting], day: StudyDay, cutoff_hour: int) -> int | None:
    """How many study days ago the last exam of all domains ended."""
    ended = [s.last.wall for s in finished(sittings) if s.form.kind == "exam"]
    if not ended:
        return None
    last = max(ended)
    offset = UtcOffset(round((last.utcoffset() or dt.timedelta()).total_seconds() / 60))
    return max(0, day - study_day(Timestamp(round(1000 * last.timestamp())), offset, cutoff_hour))
