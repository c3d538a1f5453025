"""What a plan starts from on a study day: the time of each day until the exam, and every card with its value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clfcards.exam.exam_days import remaining_exams
from clfcards.exam.exam_plan import ExamPlan
from clfcards.exam.sightings import finished, met_lately
from clfcards.forecast.card import PastAnswer, PlannedCard
from clfcards.memory.event_kinds import ANSWERS
from clfcards.memory.lazy_cards import place_of
from clfcards.memory.state import Memory
from clfcards.memory.study_day import date_of
from clfcards.model.card import note_of
from clfcards.model.time import StudyDay, Timestamp
from clfcards.use_cases.question_reviews import question_reviews
from clfcards.use_cases.sitting_log import read_sittings

if TYPE_CHECKING:
    from clfcards.decks.study import StudyDeck
    from clfcards.exam.plan_history import PlanMade
    from clfcards.exam.sitting import Sitting
    from clfcards.log.log import Log
    from clfcards.memory.known_cards import KnownCards

_DIAGNOSTIC_SHARE = 0.5  # of its day's minutes, a diagnostic takes at most so much
_MISSED_STABILITY = 0.5
"""Of its stability, so much is believed of a card that a missed question points to when today's cards are ordered, so
that it is asked soon. What is expected of the exam's day does not count it: learners also miss questions whose facts
they know, and the card's own next answer tells.

Measured (`benchmarks/plan_missed.py`): between 0.25 and 1, what is recalled on the exam's day does not differ by more
than chance, so that asking what was missed soon costs nothing.
"""

_PULLED_QUESTION = 0.01
"""The part of its value that a missed question keeps as a card. The exam asks what it tests, and its facts have the
value of that; asked again word for word, it would be counted twice.

Measured (`benchmarks/plan_missed.py`): where time is ample, 12 missed questions cost up to 0.3 points of what is
recalled on the day with 0.01 or 0.05, 0.9 with 0.25, and 1.7 with 1. In a month with the real commands, 24 of them took
13 minutes of the next days with 0.05, and 5 with 0.01.
"""


@dataclass(frozen=True, slots=True)
class DayTime:
    """The minutes of a day for cards, and those of a practice exam on it, or of a diagnostic."""

    date: dt.date
    minutes: int
    exam_minutes: int = 0
    is_diagnostic: bool = False


@dataclass(frozen=True, slots=True)
class ExamsSoFar:
    """The dates of the whole exams that were taken, of the diagnostics that were begun, and of the first sitting of any
    kind; whether anything was ever begun, and how many unseen forms are left."""

    taken: tuple[dt.date, ...]
    diagnosed: tuple[dt.date, ...]
    first_sitting: dt.date | None
    begun: bool
    forms: int


def exams_so_far(deck: StudyDeck, log: Log, known: KnownCards, now: dt.datetime) -> ExamsSoFar:
    """What the log says about practice exams."""
    sittings = read_sittings(log).read
    questions = {question.id for sitting in sittings for question in sitting.form.questions} | set(deck.forms.questions)
    touched = [*(card.card for card in known.resting), *known.others]
    reviews = question_reviews(log, questions, touched)
    begun = bool(known.resting or sittings) or any(not state.is_new for state in known.others.values())
    diagnosed = tuple(s.began.wall.date() for s in sittings if s.form.kind == "diagnostic")
    first = min((s.began.wall.date() for s in sittings), default=None)
    return ExamsSoFar(_taken(sittings), diagnosed, first, begun, deck.forms.unseen(met_lately(sittings, now, reviews)))


def _taken(sittings: Sequence[Sitting]) -> tuple[dt.date, ...]:
    return tuple(s.last.wall.date() for s in finished(sittings) if s.form.kind == "exam")


def day_times(plan: ExamPlan, day: StudyDay, so_far: ExamsSoFar, diagnostic: int) -> tuple[DayTime, ...]:
    """Each day from today to the eve of the exam. A `diagnostic` of so many minutes is the first thing of all."""
    today = date_of(day)
    exams = remaining_exams(plan, so_far.taken, today, so_far.forms)
    times = []
    for date in (date_of(n) for n in range(day, plan.exam_day)):
        minutes = plan.minutes_on(date)
        exam = plan.exam_minutes if date in exams or (date == today and today in so_far.taken) else 0
        is_diagnostic = date == today and not so_far.begun and not exam
        if is_diagnostic:
            exam = diagnostic_minutes(minutes, diagnostic)
        times.append(DayTime(date, max(0, minutes - exam), exam, is_diagnostic and exam > 0))
    return tuple(times)


def undiagnosed(log: Log, known: KnownCards, so_far: ExamsSoFar, first: PlanMade, today: StudyDay) -> list[dt.date]:
    """The days before today on which a diagnostic was the first thing of all, taken or not: those of the plan, whose
    `first` version this is, up to the one on which the learner began."""
    made = log.event(first.id)
    touched = len(known.resting) + sum(not state.is_new for state in known.others.values())
    introduced = log.introduced(first.day)
    if touched > len(introduced) or (made is not None and log.times(ANSWERS, Timestamp(0), made.at)):
        return []
    begun = [date_of(day) for day in introduced.values()]
    begun += [] if so_far.first_sitting is None else [so_far.first_sitting]
    return [date for date in map(date_of, range(first.day, today)) if date <= min(begun, default=date)]


def diagnostic_minutes(minutes: int, diagnostic: int) -> int:
    """The minutes of a day of so many minutes that a diagnostic takes."""
    return min(diagnostic, round(_DIAGNOSTIC_SHARE * minutes))


DECK = "deck"
"""The group of the deck's cards in the forecast, without those that a missed question brought."""


def domain_group(id_: str) -> str:
    """The group of the deck's cards of a domain."""
    return f"domain {id_}"


def task_group(id_: str) -> str:
    """The group of the deck's cards of a task."""
    return f"task {id_}"


def planned_cards(
    deck: StudyDeck,
    known: KnownCards,
    values: Mapping[str, float],
    answers: Mapping[str, tuple[PastAnswer, ...]],
    today: StudyDay,
) -> Iterator[PlannedCard]:
    """Every card that could be asked: those of the deck, and spare ones that were met or pulled in.

    `values` and past `answers` are by card. No card was last studied after `today`, whatever the log's clock said.
    """
    resting = {card.card: card for card in known.resting}
    for key in deck.cards:
        place, state = place_of(deck.cards, key), known.others.get(key)
        is_known = key in resting or (state is not None and (state.past is not None or state.pulled_at is not None))
        if (place.spare and not is_known) or (state is not None and state.suspended is not None):
            continue
        value = values[key] * (_PULLED_QUESTION if note_of(key) in deck.forms.questions else 1.0)
        groups = () if place.spare else (DECK, domain_group(place.domain), task_group(place.task))
        if key in resting:
            one = resting[key]
            memory, last_day = Memory(one.stability, one.difficulty), min(today, one.last_day)
            yield PlannedCard(key, value, groups, memory, last_day, answers.get(key, ()))
        elif state is not None and state.past is not None:
            last_day = min(today, state.past.last_day)
            yield PlannedCard(key, value, groups, state.past.memory, last_day, answers.get(key, ()))
        else:
            yield PlannedCard(key, value, groups)


def doubted(cards: Sequence[PlannedCard], pulled: Collection[str]) -> tuple[PlannedCard, ...]:
    """The cards as they are ordered: less is believed of those that a missed question `pulled` forward."""

    def less(memory: Memory) -> Memory:
        return memory._replace(stability=_MISSED_STABILITY * memory.stability)

    return tuple(
        card._replace(memory=less(card.memory)) if card.key in pulled and card.memory is not None else card
        for card in cards
    )
