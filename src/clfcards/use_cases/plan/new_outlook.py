"""Makes a plan's outlook for a study day: the only module outside `forecast/` behind which numpy is loaded."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from clfcards.decks.load import guide_and_settings_of, load_cached
from clfcards.exam.diagnostic_length import diagnostic_length
from clfcards.exam.event_kinds import EXAM_PLAN
from clfcards.forecast import outlook as forecast
from clfcards.forecast.allowance import allowance
from clfcards.forecast.card import PlannedCard
from clfcards.forecast.choice import choose_policy, renewed
from clfcards.forecast.course import Course, course_of
from clfcards.forecast.habits import Costs, Habits
from clfcards.forecast.order import order_of_today
from clfcards.forecast.policy import Policy
from clfcards.forecast.situation import DayLimits, Situation
from clfcards.forecast.values import card_values
from clfcards.memory.event_kinds import ANSWERS
from clfcards.memory.lazy_cards import place_of
from clfcards.memory.pace import USUAL_PACE
from clfcards.memory.study_day import date_of
from clfcards.memory.weights import DEFAULT_WEIGHTS
from clfcards.model.card import note_of
from clfcards.model.time import local_time
from clfcards.use_cases.plan.balance import balance
from clfcards.use_cases.plan.kept_outlook import KeptOutlook, kept_path, made_from, read_kept
from clfcards.use_cases.plan.outlook import DomainOutlook, Gain, Outlook, PlannedDay, TaskOutlook
from clfcards.use_cases.plan.past_answers import past_answers
from clfcards.use_cases.plan.plan_day import PlanDay, Progress
from clfcards.use_cases.plan.promise import policy_before
from clfcards.use_cases.plan.starting_point import (
    DECK,
    DayTime,
    ExamsSoFar,
    day_times,
    domain_group,
    doubted,
    exams_so_far,
    planned_cards,
    task_group,
    undiagnosed,
)
from clfcards.use_cases.study_plan import remaining_study_plan
from clfcards.use_cases.study_time import recent_study

_SEED = 20261128  # the same morning has the same outlook on every device
_ORDER_TIMES = 3  # the order is kept for a learner who is so many times as fast
_LEAST_ORDER_SECONDS = 1200
_MORE_MINUTES, _MORE_DAYS = 10, 7
_LEARNERS, _ALLOWANCE_LEARNERS = 100, 32  # simulated, when a plan is made
_MORNING_LEARNERS, _ALLOWANCE_MORNING_LEARNERS = 48, 24  # each morning, when somebody waits for Today
_GAIN_LEARNERS = 32
_CHOOSING, _LOOKING = 0.7, 0.85  # the parts of the work after which the next step begins


@dataclass(frozen=True, slots=True)
class _Start:
    """The situation, the time of each day, the seconds that were `spent` today, the exams so far, the days of
    diagnostics, planned or begun, and the minutes of one, the ids that a question of an exam tests, and the cards that
    a missed question pulled forward."""

    situation: Situation
    times: tuple[DayTime, ...]
    spent: float
    so_far: ExamsSoFar
    diagnostics: frozenset[dt.date]
    diagnostic: int
    is_usual_pace: bool
    tested: frozenset[str]
    pulled: frozenset[str]


def make_outlook(plan_day: PlanDay, progress: Progress = lambda part: None, *, is_morning: bool = True) -> KeptOutlook:
    """The outlook, from what the log says now. In a morning, when Today waits, it simulates fewer learners."""
    start = _start(plan_day)
    before = _policy_before(plan_day)
    if before is not None and before.limits == start.situation.limits:
        policy = renewed(start.situation, before)
    else:
        policy = choose_policy(start.situation, _SEED, lambda part: progress(_CHOOSING * part))
    progress(_CHOOSING)
    outlook = _outlook(plan_day, start, policy, is_morning=is_morning)
    progress(_LOOKING)
    cutoff_hour = plan_day.log.terms.cutoff_hour
    so_far = balance(plan_day, cutoff_hour, start.so_far.taken, start.diagnostics, start.diagnostic)
    newest = plan_day.log.last_done((*ANSWERS, EXAM_PLAN))
    return KeptOutlook(
        made_from(plan_day.log, plan_day.version, plan_day.day),
        "" if newest is None else newest.id,
        so_far.done,
        so_far.planned,
        outlook,
        policy,
    )


def with_gains(plan_day: PlanDay, kept: KeptOutlook, progress: Progress = lambda part: None) -> KeptOutlook:
    """The kept outlook of the day with what more time would bring."""
    progress(_LOOKING)
    return replace(kept, gains=tuple(_gains(plan_day, _start(plan_day), kept)))


def _policy_before(plan_day: PlanDay) -> Policy | None:
    """The policy with which the computation begins. Of an earlier version's plan, only this device knows it."""
    logged = policy_before(plan_day.log, plan_day.version.id, date_of(plan_day.day))
    if logged is not None:
        return logged
    kept = read_kept(kept_path(plan_day.log, plan_day.deck.folder))
    is_same = kept is not None and kept.made_from.plan == plan_day.version.id
    return kept.policy if kept is not None and is_same and kept.policy.prices else None


def _start(plan_day: PlanDay) -> _Start:
    deck, log, day, now = plan_day.deck, plan_day.log, plan_day.day, plan_day.now
    loaded = load_cached(deck.folder, kept_path(log, deck.folder).parent, store=False)
    guide, settings = guide_and_settings_of(loaded)
    known = log.known_cards(day)
    so_far = exams_so_far(deck, log, known, local_time(now.at, now.utc_offset))
    asked = [q for q in loaded.bank.questions if q.pool == "exam" and q.task in guide.tasks]
    values = card_values(guide, settings.shares, asked, deck.cards.values())
    time = recent_study(log, log.terms.cutoff_hour, day).time
    diagnostic = round(diagnostic_length(guide) * guide.format.minutes / guide.format.questions)
    if not deck.forms.possible.diagnostic:
        diagnostic = 0
    times = day_times(plan_day.plan, day, so_far, diagnostic)
    first = next(iter(plan_day.history.versions), plan_day.version)
    diagnostics = frozenset((*so_far.diagnosed, *undiagnosed(log, known, so_far, first, day)))
    seconds = [60.0 * one.minutes for one in times]
    if seconds:
        seconds[0] = max(0.0, seconds[0] - time.spent)
    cards = tuple(planned_cards(deck, known, values, past_answers(log, day), day))
    weights = log.terms.weights or DEFAULT_WEIGHTS
    habits = Habits(Costs().scaled(time.pace.due, time.pace.new))
    tested = frozenset(id_ for question in asked for id_ in (question.id, *question.tests))
    pulled = frozenset(key for key, state in known.others.items() if state.is_pulled)
    chosen = log.settings()
    limits = DayLimits(chosen.get("new_per_day"), chosen.get("reviews_per_day"))
    situation = Situation(day, tuple(seconds), cards, weights, habits, limits)
    is_usual = time.pace == USUAL_PACE
    return _Start(situation, times, time.spent, so_far, diagnostics, diagnostic, is_usual, tested, pulled)


def _outlook(plan_day: PlanDay, start: _Start, policy: Policy, *, is_morning: bool) -> Outlook:
    situation, deck = start.situation, plan_day.deck
    if not situation.seconds or not situation.cards:
        return _today_alone(plan_day, situation)
    course = course_of(situation, policy)
    found = forecast.outlook(situation, policy, _SEED, _MORNING_LEARNERS if is_morning else _LEARNERS, course=course)
    groups = {group.id: group for group in found.groups}
    recall = _of_deck(found)
    dropped = forecast.left_out(situation, found, DECK)
    learners = _ALLOWANCE_MORNING_LEARNERS if is_morning else _ALLOWANCE_LEARNERS
    return Outlook(
        recall=recall.mean,
        low=max(0.0, recall.low - allowance(situation, course, recall.mean, DECK, _SEED, learners)),
        high=recall.high,
        value=found.recall.mean,
        bound=max(found.bound, found.recall.mean),
        tasks=tuple(
            TaskOutlook(id_, groups[task_group(id_)].introduced, groups[task_group(id_)].cards)
            for id_ in deck.outline.tasks
            if task_group(id_) in groups
        ),
        domains=tuple(
            DomainOutlook(id_, groups[domain_group(id_)].cards_recalled.mean)
            for id_ in deck.outline.domains
            if domain_group(id_) in groups
        ),
        dropped=dropped,
        untested=sum(note_of(key) not in start.tested for key in dropped),
        days=tuple(
            PlannedDay(
                time.date,
                round(day.new),
                round(day.reviews),
                time.minutes,
                time.exam_minutes,
                time.is_diagnostic,
            )
            for time, day in zip(start.times, found.days, strict=True)
        ),
        order=tuple(_order(plan_day, start, policy, course)),
        used_today=(start.spent + found.days[0].seconds) / 60,
        desired_retention=policy.desired_retention if policy.kind == "tuned" else None,
        usual_pace=USUAL_PACE if start.is_usual_pace else None,
        limits=situation.limits,
    )


def _of_deck(found: forecast.Outlook) -> forecast.Estimate:
    """The share of the deck's cards that is recalled."""
    return next((group.cards_recalled for group in found.groups if group.id == DECK), found.cards_recalled)


def _today_alone(plan_day: PlanDay, situation: Situation) -> Outlook:
    """What is recalled today: on the exam's day, or without a card, there is nothing to plan."""
    model = plan_day.log.replay.model

    cards = [card for card in situation.cards if DECK in card.groups]

    def recall(card: PlannedCard) -> float:
        if card.memory is None or card.last_day is None:
            return 0.0
        return model.retrievability(situation.today - card.last_day, card.memory.stability)

    mean = math.fsum(map(recall, cards)) / max(1, len(cards))
    value = math.fsum(recall(card) * card.value for card in situation.cards) / (situation.value or 1.0)
    return Outlook(mean, mean, mean, value, value, (), (), (), 0, (), (), 0.0)


def _order(plan_day: PlanDay, start: _Start, policy: Policy, course: Course) -> Iterator[str]:
    """Today's cards, as many as even a fast learner can answer.

    Of what a missed question is about, less is believed here. Where cards are worth the same, those of the tasks that a
    diagnostic found to need most minutes come first.
    """
    situation, deck = start.situation, plan_day.deck
    left = _study_plan(plan_day)
    found = order_of_today(replace(situation, cards=doubted(situation.cards, start.pulled)), policy, course).cards
    ranked = sorted(found, key=lambda one: (-round(one.score, 9), -left.get(place_of(deck.cards, one.key).task, 0.0)))
    is_new = {card.key: card.is_new for card in situation.cards}
    costs = situation.habits.costs
    seconds = max(_LEAST_ORDER_SECONDS, _ORDER_TIMES * situation.seconds[0])
    room = {True: situation.limits.new, False: situation.limits.reviews}
    for one in ranked:
        if seconds <= 0:
            return
        new = is_new[one.key]
        places = room[new]
        if places != 0:  # what a limit leaves no room for takes no time
            seconds -= costs.new if new else costs.right
            room[new] = None if places is None else places - 1
        yield one.key


def _study_plan(plan_day: PlanDay) -> dict[str, float]:
    """The minutes that the study plan of a diagnostic has left for each task."""
    cards = plan_day.deck.cards
    plan = remaining_study_plan(plan_day.log, lambda: {note_of(key): place_of(cards, key).task for key in cards})
    return {} if plan is None else {task.task: task.left for task in plan.tasks}


def _gains(plan_day: PlanDay, start: _Start, kept: KeptOutlook) -> Iterator[Gain]:
    """What more minutes a day, and more days, would bring beyond the kept outlook."""
    situation = start.situation
    if not situation.seconds or not situation.cards:
        return
    now = _gained(situation, kept.policy)

    def gain(more: Situation, minutes: int, days: int) -> Gain:
        recall, met = _gained(more, renewed(more, kept.policy))
        outlook = kept.outlook
        return Gain(
            minutes,
            days,
            min(1.0, max(outlook.recall, outlook.recall + recall - now[0])),
            min(outlook.cards, max(outlook.met, round(outlook.met + met - now[1]))),
        )

    longer = tuple(seconds + 60 * _MORE_MINUTES if seconds else seconds for seconds in situation.seconds)
    if any(longer):
        yield gain(replace(situation, seconds=longer), _MORE_MINUTES, 0)
    dates = [plan_day.plan.exam_date + dt.timedelta(n) for n in range(_MORE_DAYS)]
    more = tuple(60.0 * plan_day.plan.weekdays[date.weekday()] for date in dates)
    if any(more):
        yield gain(replace(situation, seconds=(*situation.seconds, *more)), 0, _MORE_DAYS)


def _gained(situation: Situation, policy: Policy) -> tuple[float, float]:
    """The share of the deck that is recalled, and how many of its cards are met, by the same few learners each time."""
    found = forecast.outlook(situation, policy, _SEED, _GAIN_LEARNERS)
    met = math.fsum(group.introduced for group in found.groups if group.id.startswith(task_group("")))
    return _of_deck(found).mean, met
