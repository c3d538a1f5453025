"""Today as the document of `--json`."""

import datetime as dt
from dataclasses import dataclass

from clfcards.exam.verdict import Verdict
from clfcards.memory.study_day import date_of
from clfcards.model.number import Number
from clfcards.use_cases.today import ExamToday, Today
from clfcards.words.next_action import NextDocument, next_document
from clfcards.words.plan_line_document import PlanLineDocument, plan_line_document
from clfcards.words.worst_pair import WorstPairDocument
from clfcards.words.worst_pair import document as worst_pair_document


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

    Once the day's minutes are used up, nothing is due, and the `again` cards are waiting.

    `missing_cards` are lost to errors in the sources. `confused` is the pair that was confused most in the last 30
    days.
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
        waiting=exam.waiting,
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
