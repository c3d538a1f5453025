"""Today: in words, and in one line."""

from collections.abc import Sequence

from clfcards.exam.signals import SIGNAL_ATTEMPTS
from clfcards.memory.study_day import date_of
from clfcards.use_cases.today import WEEK_DAYS, DomainWeek, ExamToday, Today
from clfcards.words.lines import Line, Style, bar, wrapped
from clfcards.words.next_action import about_minutes, next_lines
from clfcards.words.next_steps import PROGRAM, command_line
from clfcards.words.phrases import count, estimated, estimated_range, minutes_phrase
from clfcards.words.unread import unread_sentence
from clfcards.words.width import columns, shortened

_NAME = 15  # columns
_TASKS_NAMED = 8  # more are counted: at the beginning, nearly all tasks are new


def lines(today: Today, width: int, *, says_missing: bool = True) -> list[Line]:
    """The `days`, then the next command."""
    return [*days(today, width, says_missing=says_missing), Line(), *next_lines(today.next, width)]


def days(today: Today, width: int, *, says_missing: bool = True) -> list[Line]:
    """Every exam's day, then the exams not begun.

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
        return [*shown, *_row("Not begun", _not_begun(today.not_begun), width, "dim")]
    return shown[:-1]


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


def _due(exam: ExamToday) -> str:
    if exam.again and exam.time_is_up:
        wait = f"{count(exam.again, 'card')} to ask again {'waits' if exam.again == 1 else 'wait'}"
        used_up = "today's minutes are used up" if exam.settings.minutes_per_day else "no review is planned today"
        return f"0 cards; {wait}, because {used_up}"
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
    of = f" of {limit}" if limit else ""
    done = f"{minutes_phrase(exam.minutes_done)}{of} min of review done today"
    if limit == 0:
        return f"{done}; none is planned" if exam.minutes_done else "no review is planned today"
    return f"{about_minutes(exam.minutes)} at your pace; {done}" if exam.due + exam.queue.new else done


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
    if exam.plan is None:
        return []
    from clfcards.words.plan_line import plan_line  # most learners have no plan

    return [("Plan", plan_line(exam.plan, exam.minutes_done))]


def _confused(exam: ExamToday, *, is_named: bool) -> list[tuple[str, str]]:
    """The pair that was confused most in the last days; nothing if none was."""
    if exam.confused is None:
        return []
    from clfcards.words.worst_pair import worst_phrase

    return [("Confused", worst_phrase(exam.confused, exam.exam.code if is_named else None))]


def _readiness(exam: ExamToday) -> str:
    found = exam.readiness
    if not found.answers:
        return found.verdict
    streak = f"{min(found.signals.streak, SIGNAL_ATTEMPTS)} of {SIGNAL_ATTEMPTS} good exams in a row"
    if found.is_too_early:
        return f"{found.verdict}: {count(found.answers, 'answer')} to new questions so far; {streak}"
    within = estimated_range(*found.exam_day_interval)
    chance = f"{estimated(found.exam_day)} to pass on the day{f' ({within})' if within else ''}"
    return f"{found.verdict}: {chance}; {streak}"


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
    waiting = sum(exam.waiting for exam in today.exams)
    minutes = sum(exam.minutes for exam in today.exams)
    parts = [f"{due:,} due", f"{new:,} new"]
    parts += [f"{waiting:,} waiting"] if waiting else []
    parts += [about_minutes(minutes)] if due + new else []
    return f"{', '.join(parts)}: {command_line(today.next.step)}"
