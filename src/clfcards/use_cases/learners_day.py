"""The figures of one exam's day, from which Today and the next command follow."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from clfcards.decks.study import StudyDeck
from clfcards.exam.event_kinds import BEGINNING, END
from clfcards.log.log import Log
from clfcards.memory.day_order import Queue
from clfcards.memory.lazy_cards import Place, cards_by_place, place_of, places_of
from clfcards.memory.options import SessionOptions
from clfcards.memory.schedule import LEARN_AHEAD_MS
from clfcards.memory.study_day import day_of, study_day
from clfcards.model.card import note_of
from clfcards.model.event import Stamp
from clfcards.model.time import StudyDay, Timestamp, UtcOffset
from clfcards.use_cases.days_cards import DaysCards
from clfcards.use_cases.next_action import MORE_NEW, Left, PlannedTask, PlanSays
from clfcards.use_cases.plan.todays_plan import todays_plan
from clfcards.use_cases.settings import settings_in_force
from clfcards.use_cases.study_time import RecentStudy, recent_study

if TYPE_CHECKING:
    from clfcards.exam.possible import Possible
    from clfcards.exam.sightings import Reviews
    from clfcards.exam.sitting import Sitting
    from clfcards.memory.known_cards import KnownCards
    from clfcards.memory.options import StudySettings
    from clfcards.use_cases.plan.plan_now import PlanNow
    from clfcards.use_cases.practice import Practice
    from clfcards.use_cases.sitting_log import LoggedSittings

ANY_CARD = SessionOptions()


class TaskCoverage(NamedTuple):
    """How many of a task's cards in the deck were met."""

    id: str
    title: str
    met: int
    cards: int


class LearnersDay:
    """One exam at one time; it is a `Situation`. Nothing is written.

    Every figure is read or computed when it is first asked for, because the end of a review needs only a few of them.
    """

    def __init__(self, deck: StudyDeck, log: Log, practice: Callable[[], Practice], now: Stamp) -> None:
        """`practice` is called only if a sitting was left and the sources have errors."""
        self._deck, self._log, self._practice, self._now = deck, log, practice, now
        usual = settings_in_force(log, deck.outline)
        self.plan = todays_plan(deck, log, now, usual.cutoff_hour)
        self._in_force: PlanNow | None = None
        if self.plan is not None:
            from clfcards.use_cases.plan.plan_now import PlanNow

            self._in_force = self.plan if isinstance(self.plan, PlanNow) else None
        self.settings: StudySettings = (
            usual if self._in_force is None else self._in_force.settings(usual, log.settings())
        )
        self.day = day_of(now, self.settings.cutoff_hour)
        self.possible: Possible = deck.forms.possible

    # ── what the log says ──

    @cached_property
    def known(self) -> KnownCards:
        return self._log.known_cards(self.day)

    @cached_property
    def recent(self) -> RecentStudy:
        return recent_study(self._log, self.settings.cutoff_hour, self.day)

    @cached_property
    def logged(self) -> LoggedSittings:
        from clfcards.use_cases.sitting_log import read_sittings  # not needed if none was left; takes 5 ms

        return read_sittings(self._log)

    @property
    def sittings(self) -> Sequence[Sitting]:
        return self.logged.read

    @cached_property
    def reviews(self) -> Reviews:
        """When the questions that were in a sitting, or may still be in one, were answered as cards."""
        from clfcards.use_cases.question_reviews import question_reviews

        questions = {question.id for sitting in self.sittings for question in sitting.form.questions}
        touched = chain((card.card for card in self.known.resting), self.known.others)
        return question_reviews(self._log, questions | set(self._deck.forms.questions), touched)

    # ── the day's cards ──

    def queue_of(self, options: SessionOptions) -> Queue:
        """The cards that a review with these options shows."""
        time = self.recent.time
        return DaysCards(self._deck, self.known, self.settings, self.day, time, self._in_force).queue(options)

    @cached_property
    def queue(self) -> Queue:
        return self.queue_of(ANY_CARD)

    @cached_property
    def again(self) -> int:
        """How many of the cards in steps a review shows now; the others come later today."""
        soon = self._now.at + LEARN_AHEAD_MS
        return sum((self.known.others[card].due_at or 0) <= soon for card in self.queue.learning)

    @property
    def due(self) -> int:
        return self.queue.due

    @property
    def new(self) -> int:
        return self.queue.new

    def minutes_of(self, queue: Queue) -> float:
        """How long these cards take; a card in steps takes as long as a due one."""
        pace = self.recent.time.pace
        return ((len(queue.learning) + queue.due) * pace.due + queue.new * pace.new) / 60

    @property
    def minutes(self) -> float:
        return self.minutes_of(self.queue)

    @property
    def waiting(self) -> int:
        """The number of due cards that the day's limits leave for another day."""
        return self.queue.over_day_limit

    @property
    def time_is_up(self) -> bool:
        limit = self.settings.minutes_per_day
        return limit is not None and self.recent.time.spent >= 60 * limit

    # ── what could be studied once they are done ──

    def _early(self, options: SessionOptions) -> Queue:
        """What could be studied early once the day's cards are done, within the limit of minutes; before, nothing.

        Nothing either while due cards wait for another day: no card comes before them.
        """
        return Queue((), ()) if self.again or self.queue.main or self.waiting else self.queue_of(options)

    @cached_property
    def due_tomorrow(self) -> int:
        return self._early(SessionOptions(ahead=1, new=0)).due

    @cached_property
    def _offers_new(self) -> bool:
        """Whether there are new cards to offer; whoever wants none is offered none."""
        return bool(self.settings.new_per_day and self._early(SessionOptions(new=1)).new)

    @property
    def new_later(self) -> int:
        return self.cards - self.met if self._offers_new else 0

    @cached_property
    def planned(self) -> PlannedTask | None:
        """The next task of the study plan that a diagnostic left, with the new cards that can be learned now.

        A plan for the exam's day takes it over.
        """
        if self._in_force is not None:
            return None
        cards = self._deck.cards
        from clfcards.use_cases.study_plan import remaining_study_plan

        plan = remaining_study_plan(self._log, lambda: {note_of(key): place_of(cards, key).task for key in cards})
        left = None if plan is None else plan.following
        found = None if left is None else next((task for task in self.tasks if task.id == left.task), None)
        if left is None or found is None:
            return None
        facts = SessionOptions(tasks=frozenset({found.id}), kinds=frozenset({"fact", "cloze"}), new=MORE_NEW)
        new = self._early(facts).new if self._offers_new else 0
        return PlannedTask(found.id, found.title, left.left, new)

    @property
    def plan_says(self) -> PlanSays | None:
        """What the plan for the exam's day has for today."""
        plan = self._in_force
        if plan is None:
            return None
        has_exam = plan.has_exam and self.days_since_exam != 0
        return PlanSays(has_exam, plan.is_day_off, is_today=not plan.days_left)

    # ── how far the learner is ──

    @cached_property
    def resting_places(self) -> Sequence[Place | None]:
        """The place of each resting card; None for one that is not in the deck."""
        return places_of(self._deck.cards, [one.card for one in self.known.resting])

    @property
    def has_begun(self) -> bool:
        return bool(self.known.resting) or any(not state.is_new for state in self.known.others.values())

    @cached_property
    def tasks(self) -> tuple[TaskCoverage, ...]:
        """Each task of the guide that has cards in the deck, with how many of them were met."""
        cards, met = Counter[str](), Counter[str]()
        for place, number in cards_by_place(self._deck.cards).items():
            if not place.spare:
                cards[place.task] += number
        others = [key for key, state in self.known.others.items() if not state.is_new]
        seen = Counter([*self.resting_places, *places_of(self._deck.cards, others)])
        for found, number in seen.items():
            if found is not None and not found.spare:
                met[found.task] += number
        titles = self._deck.outline.tasks
        return tuple(TaskCoverage(id_, titles[id_], met[id_], cards[id_]) for id_ in titles if cards[id_])

    @property
    def met(self) -> int:
        return sum(task.met for task in self.tasks)

    @property
    def cards(self) -> int:
        return sum(task.cards for task in self.tasks)

    # ── practice exams ──

    @cached_property
    def left(self) -> Left | None:
        """The sitting that was left last. Only errors in the sources can keep it from being resumed.

        One without any answer is not waited for: nothing of it would be lost.
        """
        begun = self._log.events_without(BEGINNING, END)
        if not begun:
            return None
        from clfcards.use_cases.sitting_log import unfinished_sittings

        unfinished = reversed(unfinished_sittings(self._log, begun))
        open_ = [s for s in unfinished if not s.ended and (s.answered or not self._deck.is_whole)]
        exams = [sitting for sitting in open_ if sitting.form.kind not in ("diagnostic", "more")]
        last = next(iter((*exams, *open_)), None)
        if last is None:
            return None
        found = None if self._deck.is_whole else self._practice().unfinished((last.form.kind,))
        return Left(last.form.kind, last.answered, len(last.questions), found is not None and found.is_refused)

    @property
    def attempts(self) -> int:
        return len(self._finished)

    @cached_property
    def _finished(self) -> list[Sitting]:
        from clfcards.exam.sightings import finished

        return finished(self.sittings)

    @property
    def days_since_exam(self) -> int | None:
        """How many study days ago the last exam of all domains ended."""
        ended = [sitting.last.wall for sitting in self._finished if sitting.form.kind == "exam"]
        if not ended:
            return None
        last = max(ended)
        offset = UtcOffset(round((last.utcoffset() or dt.timedelta()).total_seconds() / 60))
        day = study_day(Timestamp(round(1000 * last.timestamp())), offset, self.settings.cutoff_hour)
        return max(0, self.day - StudyDay(day))

    @cached_property
    def unseen_forms(self) -> int:
        from clfcards.exam.sightings import met_lately

        at = dt.datetime.fromtimestamp(self._now.at / 1000, dt.UTC)
        return self._deck.forms.unseen(met_lately(self.sittings, at, self.reviews))
