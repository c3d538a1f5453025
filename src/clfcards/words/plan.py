"""The plan for the exam's day: in words with its calendar, and as the document of `--json`."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from clfcards.exam.exam_plan import ExamPlan
from clfcards.forecast.situation import DayLimits
from clfcards.memory.day_order import Pace
from clfcards.model.study import Outline
from clfcards.next_step import NextStep
from clfcards.use_cases.plan.outlook import Gain, Outlook, PlannedDay, TaskOutlook
from clfcards.use_cases.plan.plans_in_log import PlanOver
from clfcards.use_cases.plan.request import example_plan
from clfcards.use_cases.plan.whole_plan import WholePlan
from clfcards.words.lines import Line, Style, bar, wrapped
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count, estimated, estimated_range
from clfcards.words.plan_line import after_exam_sentence, day_phrase, over_sentence, points_between, progress_phrases
from clfcards.words.table import aligned

_NAME = 12  # columns
_TASKS_NAMED = 6
_NEARLY_ALL = 0.99  # of what the exam asks
_AS_GOOD_AS = 0.015  # the best possible plan is not worth a number if it is so close
_DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MORE, _READINESS = "More", command_line(NextStep.run("readiness"))
NOT_A_PROBABILITY = (
    "Recall is the share of the cards that you would know. It is not the chance to pass: that is what "
    f"'{_READINESS}' estimates, from your practice exams, with your recall of each domain as one more look at what "
    "you can do."
)


def lines(exam: Outline, plan: WholePlan, minutes_done: float, width: int) -> list[Line]:
    """The whole plan."""
    outlook = plan.outlook
    shown = [*wrapped(f"{exam.name}: {day_phrase(plan.plan.exam_date)}, {left_phrase(plan)}", width, "title"), Line()]
    for name, text in facts(plan, minutes_done):
        shown += wrapped(text, width, "", f"{name:<{_NAME}}", " " * _NAME)
    shown.append(Line())
    if plan.days_left and outlook.cards:
        shown += [*_domain_lines(exam, outlook, width), Line(), *_calendar(plan, width), Line()]
    return [*shown, *wrapped(NOT_A_PROBABILITY, width, "dim")]


def left_phrase(plan: WholePlan) -> str:
    """How far the exam is: "in 3 days", or "today"."""
    return f"in {count(plan.days_left, 'day')}" if plan.days_left else "today"


def facts(plan: WholePlan, minutes_done: float) -> list[tuple[str, str]]:
    """What the plan says, each with its name. On the exam's day nothing is left to plan."""
    outlook = plan.outlook
    if plan.days_left and not outlook.cards:
        return [("Coverage", "no card: all cards of the deck are suspended, so that there is nothing to plan")]
    if not plan.days_left:
        return [("On the day", recall_sentence(outlook)), ("Then", after_exam_sentence())]
    rows = [
        ("Time", time_sentence(plan)),
        ("Coverage", coverage_sentence(outlook)),
        ("On the day", recall_sentence(outlook)),
        ("So far", so_far_sentence(plan, minutes_done)),
    ]
    if outlook.usual_pace is not None:
        rows.insert(1, ("Pace", pace_sentence(outlook.usual_pace)))
    if limits := limits_sentence(outlook.limits):
        rows.insert(1, ("Limits", limits))
    if outlook.dropped:
        rows.append(("Left out", dropped_sentence(outlook)))
    return [*rows, *((_MORE, gain_sentence(gain, outlook)) for gain in plan.gains)]


def time_sentence(plan: WholePlan) -> str:
    """The minutes of the days, and of all of them."""
    parts = [week_phrase(plan.plan), f"{hours_phrase(plan.outlook.minutes)} for cards"]
    exams = exams_phrase(plan.plan, plan.outlook.exams)
    return "; ".join([*parts, exams] if exams else parts)


def exams_phrase(plan: ExamPlan, left: Sequence[dt.date]) -> str:
    """The practice exams that are `left`, and whether fewer were planned than the learner chose."""
    chosen = plan.exams_chosen or 0
    if not left:
        return "no practice exam, because none fits" if chosen and not plan.exams else ""
    phrase = f"{count(len(left), 'practice exam')} of {plan.exam_minutes} min"
    return f"{phrase}, because {chosen} do not fit" if len(plan.exams) < chosen else phrase


def week_phrase(plan: ExamPlan) -> str:
    """The minutes of the week: "30 min a day, Sat and Sun 60, Wed off"."""
    groups: dict[int, list[str]] = {}
    for name, minutes in zip(_DAY_NAMES, plan.weekdays, strict=True):
        groups.setdefault(minutes, []).append(name)
    usual = max((minutes for minutes in groups if minutes), key=lambda minutes: len(groups[minutes]), default=0)
    others = [
        f"{_listed(names)} {minutes if minutes else 'off'}" for minutes, names in groups.items() if minutes != usual
    ]
    off = sum(not day.minutes for day in plan.dates)
    others += [f"and {count(off, 'date')} off"] if off else []
    return ", ".join([f"{usual} min a day", *others])


def _listed(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def hours_phrase(minutes: float) -> str:
    """A long time: "45 min", "16 h", "16 h 30 min"."""
    hours, rest = divmod(round(minutes), 60)
    return " ".join([*([f"{hours:,} h"] if hours else []), *([f"{rest} min"] if rest or not hours else [])])


def pace_sentence(usual: Pace) -> str:
    """What is taken for the learner's pace before any of it is known."""
    return f"{usual.new:.0f} seconds for a new card and {usual.due:.0f} for a review, until yours is known"


def limits_sentence(limits: DayLimits) -> str:
    """The limits that the learner has set; empty if there are none."""
    kinds = ((limits.new, "new card"), (limits.reviews, "review"))
    parts = [count(limit, kind) for limit, kind in kinds if limit is not None]
    return f"at most {' and '.join(parts)} a day, by your settings" if parts else ""


def coverage_sentence(outlook: Outlook) -> str:
    """How many cards will have been met, and the tasks of which half or more will be missing."""
    if outlook.met >= outlook.cards:
        return f"all {outlook.cards:,} cards"
    missing = _half(outlook.tasks)
    sentence = f"at this pace {outlook.met:,} of {outlook.cards:,} cards"
    if not missing:
        return sentence
    if len(missing) > _TASKS_NAMED:
        all_ = len(missing) == len(outlook.tasks)
        return f"{sentence}; {'all' if all_ else f'{len(missing)} of'} {len(outlook.tasks)} tasks half or less"
    return (
        f"{sentence}; {'task' if len(missing) == 1 else 'tasks'} {_listed([task.id for task in missing])} half or less"
    )


def _half(tasks: Sequence[TaskOutlook]) -> list[TaskOutlook]:
    return [task for task in tasks if round(task.met) <= task.cards / 2]


def recall_sentence(outlook: Outlook) -> str:
    """The expected recall with its interval, and what of it the exam asks."""
    within = estimated_range(outlook.low, outlook.high)
    return (
        f"{_about(outlook.recall)} of the deck recalled{f' ({within})' if within else ''}; "
        f"{estimated(outlook.value)} of what the exam asks{_best_phrase(outlook) if outlook.days else ''}"
    )


def _best_phrase(outlook: Outlook) -> str:
    """How this compares with the best that any order of the cards could bring."""
    if outlook.bound - outlook.value < _AS_GOOD_AS:
        return ", about as much as these minutes can bring"
    most = "nearly all of it" if outlook.bound > _NEARLY_ALL else f"at most {estimated(outlook.bound)}"
    return f" (these minutes can bring {most})"


def _about(share: float) -> str:
    shown = estimated(share)
    return shown if shown[0] in "<>" else f"about {shown}"


def so_far_sentence(plan: WholePlan, minutes_done: float) -> str:
    """How far ahead or behind the plan the learner is."""
    promised = plan.history.first_promise
    sentence = ", ".join(progress_phrases(plan.now, minutes_done))
    if promised is None or promised.date == plan.date:
        return sentence
    return f"{sentence} (promised on {day_phrase(promised.date)}: {estimated(promised.recall)})"


def dropped_sentence(outlook: Outlook) -> str:
    """What is never asked, and why."""
    dropped, untested = len(outlook.dropped), outlook.untested
    why = f"{'its' if dropped == 1 else 'their'} minutes bring more elsewhere"
    if outlook.limits.new is not None:
        why = "your limits and your minutes leave no room"
    sentence = f"{count(dropped, 'card')}: {why}"
    if not untested:
        return sentence
    what = f"{untested:,} of them" if untested < dropped else "it" if dropped == 1 else "any of them"
    return f"{sentence}; no practice exam asks for {what}"


def gain_sentence(gain: Gain, outlook: Outlook) -> str:
    """What more time would bring."""
    more = f"{gain.minutes} minutes more a day" if gain.minutes else f"{count(gain.days, 'day')} more"
    points = points_between(outlook.recall, gain.recall)
    change = f"{points:+} {'point' if abs(points) == 1 else 'points'}" if points else "hardly more"
    return f"{more}: {_about(gain.recall)} ({change}), {gain.met:,} cards"


def _domain_lines(exam: Outline, outlook: Outlook, width: int) -> list[Line]:
    shown = wrapped("Expected on the day, by domain", width)
    for domain in outlook.domains:
        figures = f"{bar(domain.recall, 10)} {estimated(domain.recall):>4}"
        shown += wrapped(f"{figures}  {domain.id} {exam.domains.get(domain.id, '')}", width, "", "  ", " " * 20)
    return shown


def calendar_weeks(plan: WholePlan) -> list[tuple[dt.date, list[PlannedDay | None]]]:
    """The weeks from today to the exam, each with its Monday, and its days; None is before today or after the eve."""
    days = {day.date: day for day in plan.outlook.days}
    monday = plan.date - dt.timedelta(plan.date.weekday())
    weeks = []
    while monday <= plan.plan.exam_date:
        weeks.append((monday, [days.get(monday + dt.timedelta(n)) for n in range(7)]))
        monday += dt.timedelta(7)
    return weeks


def _calendar(plan: WholePlan, width: int) -> list[Line]:
    """Minutes by day, week by week."""
    style: Style = "dim"
    exam = plan.plan.exam_date
    rows: list[Sequence[str]] = [("", *_DAY_NAMES, "new", "reviews")]
    for monday, days in calendar_weeks(plan):
        cells = [_cell(monday + dt.timedelta(n), day, exam) for n, day in enumerate(days)]
        new, reviews = (sum(getattr(day, name) for day in days if day) for name in ("new", "reviews"))
        rows.append((f"{monday.day} {monday:%b}", *cells, f"{new:,}", f"{reviews:,}"))
    table = aligned(rows, ">" * len(rows[0]))
    legend = "minutes for cards; E: a practice exam; D: a diagnostic; –: off; X: the exam"
    return [*wrapped("Calendar", width), *(Line(f"  {line}") for line in table), *wrapped(legend, width, style, "  ")]


def _cell(date: dt.date, day: PlannedDay | None, exam: dt.date) -> str:
    if day is None:
        return "X" if date == exam else ""
    mark = "E" if day.has_exam else "D" if day.is_diagnostic else ""
    return f"{mark}{day.minutes or ('' if mark else '–')}"


def dropped_line(plan: ExamPlan) -> str:
    """What `--drop` says."""
    return f"the plan for {day_phrase(plan.exam_date)} is dropped; your answers and your cards stay as they are"


def none_lines(today: dt.date, width: int) -> list[Line]:
    """What is said without a plan."""
    return wrapped(f"there is no plan yet: '{command_line(example_plan(today))}' makes one", width)


@dataclass(frozen=True, slots=True)
class DomainDocument:
    """A domain, and the expected share of its cards that is recalled on the day."""

    id: str
    expected_recall: float


@dataclass(frozen=True, slots=True)
class TaskDocument:
    """A task, and how many of its cards will have been met."""

    id: str
    met: int
    cards: int


@dataclass(frozen=True, slots=True)
class DayDocument:
    """A day of the plan; `minutes` are those for cards, `exam` those of a practice exam or a diagnostic."""

    date: dt.date
    new: int
    reviews: int
    minutes: int
    exam: int


@dataclass(frozen=True, slots=True)
class GainDocument:
    """What more minutes a day, or more days, would bring."""

    minutes: int
    days: int
    expected_recall: float


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """The document of `plan --json`. `minutes_per_day` are the most frequent ones of a weekday.

    `expected_recall` is that of all cards and `value` that of what the exam asks, both on the day, and no plan reaches
    more than `bound`. `desired_retention` is None unless the plan keeps one.
    """

    exam: str
    exam_date: dt.date
    days: int
    minutes_per_day: int
    new_per_day: int
    desired_retention: float | None
    met: int
    cards: int
    expected_recall: float
    interval: tuple[float, float]
    value: float
    bound: float
    minutes_ahead: float
    points_ahead: float | None
    domains: tuple[DomainDocument, ...]
    tasks: tuple[TaskDocument, ...]
    dropped: tuple[str, ...]
    gains: tuple[GainDocument, ...]
    exams: tuple[dt.date, ...]
    days_plan: tuple[DayDocument, ...]


@dataclass(frozen=True, slots=True)
class NoPlanDocument:
    """The document of `plan --json` without a plan in force: `dropped` is the date of the exam whose plan was ended."""

    exam: str
    exam_date: None = None
    dropped: dt.date | None = None


def document(exam: Outline, plan: WholePlan, minutes_done: float) -> PlanDocument:
    """The plan as the document of `--json`; shares are rounded to four decimals."""
    outlook, points = plan.outlook, plan.now.points_ahead
    working = [day for day in outlook.days if day.new]
    usual = max(set(plan.plan.weekdays), key=plan.plan.weekdays.count)
    return PlanDocument(
        exam=exam.code,
        exam_date=plan.plan.exam_date,
        days=plan.days_left,
        minutes_per_day=usual,
        new_per_day=round(sum(day.new for day in working) / len(working)) if working else 0,
        desired_retention=outlook.desired_retention,
        met=outlook.met,
        cards=outlook.cards,
        expected_recall=_rounded(outlook.recall),
        interval=(_rounded(outlook.low), _rounded(outlook.high)),
        value=_rounded(outlook.value),
        bound=_rounded(outlook.bound),
        minutes_ahead=round(plan.now.minutes_ahead(minutes_done), 1),
        points_ahead=None if points is None else round(points, 1),
        domains=tuple(DomainDocument(domain.id, _rounded(domain.recall)) for domain in outlook.domains),
        tasks=tuple(TaskDocument(task.id, round(task.met), task.cards) for task in outlook.tasks),
        dropped=outlook.dropped,
        gains=tuple(GainDocument(gain.minutes, gain.days, _rounded(gain.recall)) for gain in plan.gains),
        exams=tuple(outlook.exams),
        days_plan=tuple(
            DayDocument(day.date, day.new, day.reviews, day.minutes, day.exam_minutes) for day in outlook.days
        ),
    )


def _rounded(share: float) -> float:
    return round(share, 4)


def over_lines(plan: PlanOver, width: int) -> list[Line]:
    return wrapped(over_sentence(plan), width)
