"""Today: in words, in one line, and as the document of `--json`."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from clfcards.exam.signals import SIGNAL_ATTEMPTS
from clfcards.exam.verdict import Verdict
from clfcards.memory.study_day import date_of
from clfcards.model.number import Number
from clfcards.use_cases.today import WEEK_DAYS, DomainWeek, ExamToday, Today
from clfcards.words.lines import Line, Style, bar, wrapped
from clfcards.words.next_action import NextDocument, about_minutes, next_document, next_lines
from clfcards.words.next_steps import PROGRAM, command_line
from clfcards.words.phrases import count, estimated, estimated_range, minutes_phrase
from clfcards.words.plan_line import PlanLineDocument, plan_line, plan_line_document
from clfcards.words.unread import unread_sentence
from clfcards.words.width import columns, shortened
from clfcards.words.worst_pair import WorstPairDocument, worst_phrase
from clfcards.words.worst_pair import document as worst_pair_document

_NAME = 15  # columns
_TASKS_NAMED = 8  # more are counted: at the beginning, nearly all tasks are new


def lines(today: Today, width: int, *, says_missing: bool = True) -> list[Line]:
    """Every exam's day, then the exams not begun, then the next command.

    `says_missing` says that a line tells which sources have errors, if that was not said elsewhere.
    """
    shown: list[Line] = []
    for exam in today.exams:
        date = date_of(exam.day)
        shown += [*wrapped(f"{date:%A} {date.day} {date:%B} · {exam.exam.name}", width, "title"), Line()]
        if says_missing and exam.unread is not None:
            shown += _row("Missing", unread_sentence(exam.unread), width)
        for name, text in _rows(exam, is_named="exam" in dict(today.next.step.options)):
            shown += _row(name, text, width)
        shown += [Line(), *_week(exam.week, width), Line()]
    if today.not_begun:
        shown += [*_row("Not begun", _not_begun(today.not_begun), width, "dim"), Line()]
    return [*shown, *next_lines(today.next, width)]


def _row(name: str, text: str, width: int, style: Style = "") -> list[Line]:
    return wrapped(text, width, style, f"{name:<{_NAME}}", " " * _NAME)


def _not_begun(names: Sequence[str]) -> str:
    """The exams that take no more room than this, and how to see them."""
    code = names[0] if len(names) == 1 else "CODE"
    return f"{', '.join(names)} (see '{PROGRAM} --exam {code}')"


def _rows(exam: ExamToday, *, is_named: bool) -> list[tuple[str, str]]:
    """What there is to do, then how far the learner is; a command in it names its exam if `is_named`."""
    queue = exam.queue
    rows = [("Due", _due(exam)), ("New", _new(exam))]
    rows += [("Waiting", text) for text in _waiting(exam)]
    rows += [("Time", _time(exam)), ("Days in a row", str(exam.days))]
    if queue.catch_up:
        rows.append(("Catching up", _catch_up(exam)))
    return [
        *rows,
        ("Cards met", f"{exam.met:,} of {exam.cards:,}{_not_yet(exam)}"),
        *_plan(exam),
        *_exam_plan(exam),
        *_confused(exam, is_named=is_named),
        ("Unseen exams", str(exam.unseen_forms)),
        ("Readiness", _readiness(exam)),
    ]


def _time_is_up(exam: ExamToday) -> bool:
    limit = exam.settings.minutes_per_day
    return limit is not None and exam.minutes_done >= limit


def _due(exam: ExamToday) -> str:
    if exam.again and _time_is_up(exam):
        return f"0 cards; {count(exam.again, 'card')} to ask again wait, because today's minutes are used up"
    again = f", {exam.again:,} of them asked again" if exam.again else ""
    return f"{count(exam.due, 'card')}{again}"


def _new(exam: ExamToday) -> str:
    if exam.queue.new_cards_wait:
        return "0 cards: they wait until no more cards are due than fit into a day"
    return count(exam.queue.new, "card")


def _waiting(exam: ExamToday) -> list[str]:
    """What the limits leave for another day; nothing if all fits."""
    queue = exam.queue
    if queue.pulled_waiting and not queue.over_day_limit and not exam.settings.new_per_day:
        return [f"{count(queue.pulled_waiting, 'card')} from missed questions; your limit is no new card a day"]
    parts = [f"{count(queue.over_day_limit, 'due card')}"] if queue.over_day_limit else []
    parts += [f"{count(queue.pulled_waiting, 'card')} from missed questions"] if queue.pulled_waiting else []
    return [f"{' and '.join(parts)}, for the next days"] if parts else []


def _time(exam: ExamToday) -> str:
    limit = exam.settings.minutes_per_day
    of = f" of {limit}" if limit is not None else ""
    done = f"{minutes_phrase(exam.minutes_done)}{of} min of review done today"
    return (
        f"{about_minutes(exam.minutes)} at your pace; {done}"
        if exam.due + exam.queue.new and not _time_is_up(exam)
        else done
    )


def _catch_up(exam: ExamToday) -> str:
    """How the backlog is worked off, and in how many days like this one, if nothing of it was done yet."""
    sentence = "more cards are due than fit into a day: those you still know best come first, and new ones wait"
    if exam.minutes_done or not exam.queue.due:
        return sentence
    days = -(-(exam.queue.due + exam.queue.over_day_limit) // exam.queue.due)
    return f"{sentence}, for about {count(days, 'day')}"


def _not_yet(exam: ExamToday) -> str:
    """The tasks of which no card was met."""
    tasks = [task.id for task in exam.tasks if not task.met]
    if not tasks or not exam.met:
        return ""
    if len(tasks) > _TASKS_NAMED:
        return f"; {len(tasks)} of {len(exam.tasks)} tasks not yet"
    return f"; not yet: {'task' if len(tasks) == 1 else 'tasks'} {', '.join(tasks)}"


def _plan(exam: ExamToday) -> list[tuple[str, str]]:
    """The study plan's next task; nothing if there is no plan, or it is finished."""
    task = exam.planned
    if task is None:
        return []
    return [("Study plan", f"task {task.id} {task.title}, {about_minutes(task.minutes_left)} left")]


def _exam_plan(exam: ExamToday) -> list[tuple[str, str]]:
    """The plan for the exam's day, and how far the learner is; nothing without a plan."""
    return [] if exam.plan is None else [("Plan", plan_line(exam.plan, exam.minutes_done))]


def _confused(exam: ExamToday, *, is_named: bool) -> list[tuple[str, str]]:
    """The pair that was confused most in the last days; nothing if none was."""
    if exam.confused is None:
        return []
    return [("Confused", worst_phrase(exam.confused, exam.exam.code if is_named else None))]


def _readiness(exam: ExamToday) -> str:
    found = exam.readiness
    if not found.answers:
        return found.verdict
    streak = f"{min(found.signals.streak, SIGNAL_ATTEMPTS)} of {SIGNAL_ATTEMPTS} good exams in a row"
    if found.is_too_early:
        return f"{found.verdict}: {count(found.answers, 'answer')} to new questions so far; {streak}"
    within = estimated_range(*found.exam_day_interval)
    return f"{found.verdict}: {estimated(found.exam_day)} on the day{f' ({within})' if within else ''}; {streak}"


def _week(week: Sequence[DomainWeek], width: int) -> list[Line]:
    """The minutes of the week by domain, beside the weights."""
    total = sum(domain.minutes for domain in week)
    if not total:
        return [Line(f"No study in the last {WEEK_DAYS} days.", "dim")]
    shown = wrapped(f"The last {WEEK_DAYS} days: {minutes_phrase(total)} min, beside the weights", width)
    longest = max(len(f"{domain.weight}") for domain in week)
    for domain in week:
        share, spent = domain.minutes / total, f"{minutes_phrase(domain.minutes):>3} min"
        figures = f"{bar(share, 10)} {share:>4.0%}, weight {domain.weight!s:>{longest}}%, {spent}"
        name, room = f"{domain.id} {domain.title}", max(10, width - columns(figures) - 4)
        shown.append(Line(f"  {figures}  {name if columns(name) <= room else shortened(name, room)}"))
    return shown


def short_line(today: Today) -> str:
    """The day in one line, for a prompt or a scheduled job."""
    due = sum(exam.due for exam in today.exams)
    new = sum(exam.queue.new for exam in today.exams)
    waiting = sum(exam.queue.waiting for exam in today.exams)
    minutes = sum(exam.minutes for exam in today.exams)
    parts = [f"{due:,} due", f"{new:,} new"]
    parts += [f"{waiting:,} waiting"] if waiting else []
    parts += [about_minutes(minutes)] if due + new else []
    return f"{', '.join(parts)}: {command_line(today.next.step)}"


@dataclass(frozen=True, slots=True)
class ReadinessDocument:
    """Readiness in a line: the probability of passing one more exam of this bank, with its 90% interval."""

    verdict: Verdict
    probability: float
    interval: tuple[float, float]
    streak: int


@dataclass(frozen=True, slots=True)
class TaskDocument:
    """How many of a task's cards in the deck were met."""

    id: str
    met: int
    cards: int


@dataclass(frozen=True, slots=True)
class DomainDocument:
    """A domain's weight in percent, and the minutes spent on it in the last seven study days."""

    id: str
    weight: Number
    minutes: float


@dataclass(frozen=True, slots=True)
class StudyPlanDocument:
    """The next task of the study plan that a diagnostic left, and the minutes left for it."""

    task: str
    minutes_left: float


@dataclass(frozen=True, slots=True)
class ExamDocument:
    """One exam's day. `due` includes the `again` cards in learning steps; `waiting` is what the limits leave.

    `missing_cards` are lost to errors in the sources. `confused` is the pair that was confused most in the last 30 days.
    """

    exam: str
    due: int
    again: int
    new: int
    waiting: int
    waiting_due: int
    waiting_pulled: int
    minutes: float
    minutes_done: float
    minutes_per_day: int | None
    days_in_a_row: int
    met: int
    cards: int
    tasks: tuple[TaskDocument, ...]
    week: tuple[DomainDocument, ...]
    unseen_forms: int
    readiness: ReadinessDocument
    missing_cards: int
    study_plan: StudyPlanDocument | None
    plan: PlanLineDocument | None
    confused: WorstPairDocument | None


@dataclass(frozen=True, slots=True)
class TodayDocument:
    """The document of `today --json`. `date` is the study day. Exams `not_begun` are named only."""

    date: dt.date
    exams: tuple[ExamDocument, ...]
    next: NextDocument
    not_begun: tuple[str, ...]


def document(today: Today) -> TodayDocument:
    """The day as the document of `--json`; minutes are rounded to a tenth, probabilities to four decimals."""
    exams = tuple(map(_exam_document, today.exams))
    return TodayDocument(date_of(today.exams[0].day), exams, next_document(today.next), today.not_begun)


def _exam_document(exam: ExamToday) -> ExamDocument:
    readiness, queue = exam.readiness, exam.queue
    low, high = readiness.interval
    return ExamDocument(
        exam=exam.exam.code,
        due=exam.due,
        again=exam.again,
        new=queue.new,
        waiting=queue.waiting,
        waiting_due=queue.over_day_limit,
        waiting_pulled=queue.pulled_waiting,
        minutes=round(exam.minutes, 1),
        minutes_done=round(exam.minutes_done, 1),
        minutes_per_day=exam.settings.minutes_per_day,
        days_in_a_row=exam.days,
        met=exam.met,
        cards=exam.cards,
        tasks=tuple(TaskDocument(task.id, task.met, task.cards) for task in exam.tasks),
        week=tuple(DomainDocument(domain.id, domain.weight, round(domain.minutes, 1)) for domain in exam.week),
        unseen_forms=exam.unseen_forms,
        readiness=ReadinessDocument(
            verdict=readiness.verdict,
            probability=round(readiness.probability, 4),
            interval=(round(low, 4), round(high, 4)),
            streak=readiness.signals.streak,
        ),
        study_plan=StudyPlanDocument(task.id, round(task.minutes_left, 1)) if (task := exam.planned) else None,
        missing_cards=exam.unread.cards if exam.unread else 0,
        plan=plan_line_document(exam.plan, exam.minutes_done),
        confused=worst_pair_document(exam.confused),
    )
