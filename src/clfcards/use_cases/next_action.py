"""The one command to run next, and the reason: every report and every screen ends with it.

So it is loaded at nearly every start, and its values are named tuples, which are created ten times as fast as
dataclasses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from clfcards.next_step import NextStep

if TYPE_CHECKING:  # an exam starts without the scheduler, and a review without exams
    from clfcards.exam.form import Kind
    from clfcards.exam.possible import Possible
    from clfcards.memory.options import SessionOptions

_COVERAGE_FOR_EXAM = 0.5  # an unseen form is spent best once half of the cards were met
_DAYS_BETWEEN_EXAMS = 3
MORE_NEW = 10


class Left(NamedTuple):
    """A sitting of this kind was left with `answered` of `asked` questions answered.

    It `is_refused` if errors in the sources hide its questions.
    """

    kind: Kind
    answered: int
    asked: int
    is_refused: bool = False


class PlannedTask(NamedTuple):
    """The study plan's next task: it has `minutes_left`, and `new` cards of its facts that were never met."""

    id: str
    title: str
    minutes_left: float
    new: int


class PlanSays(NamedTuple):
    """What the plan for the exam's day says about today.

    It `has_exam` if a practice exam is planned and was not taken yet; the day `is_off`; the real exam `is_today`.
    """

    has_exam: bool = False
    is_off: bool = False
    is_today: bool = False


class Situation(Protocol):
    """Everything that the choice depends on. What is not needed is not asked for, so it need not be computed.

    `again` cards are in learning steps that end soon; `due` and `new` ones come today within the limits; `minutes` is
    how long all of them take. `due_tomorrow` and `new_later` are what could be studied early, once the day's cards are
    done; neither is possible if the limit of minutes is used up (`time_is_up`), or while due cards are `waiting` for
    another day. `met` of `cards` cards were met.
    `attempts` are finished sittings, and the last whole exam was `days_since_exam` days ago (None: never). `has_begun`
    says whether any card was ever reviewed. `planned` is the next task of the study plan that a diagnostic left, and
    `plan_says` what the plan for the exam's day says, if there is one: it takes the former over, and has its own exams.
    """

    @property
    def left(self) -> Left | None: ...
    @property
    def possible(self) -> Possible: ...
    @property
    def has_begun(self) -> bool: ...
    @property
    def attempts(self) -> int: ...
    @property
    def days_since_exam(self) -> int | None: ...
    @property
    def again(self) -> int: ...
    @property
    def due(self) -> int: ...
    @property
    def new(self) -> int: ...
    @property
    def minutes(self) -> float: ...
    @property
    def due_tomorrow(self) -> int: ...
    @property
    def new_later(self) -> int: ...
    @property
    def waiting(self) -> int: ...
    @property
    def time_is_up(self) -> bool: ...
    @property
    def met(self) -> int: ...
    @property
    def cards(self) -> int: ...
    @property
    def unseen_forms(self) -> int: ...
    @property
    def planned(self) -> PlannedTask | None: ...
    @property
    def plan_says(self) -> PlanSays | None: ...


class FirstSteps(NamedTuple):
    """Nothing was done yet."""


class CardsWait(NamedTuple):
    """These cards come today, in about so many minutes."""

    again: int
    due: int
    new: int
    minutes: float


class ExamShows(NamedTuple):
    """The day's cards are done, `met` of `cards` were met, and so many unseen forms are left."""

    met: int
    cards: int
    unseen_forms: int


class PlannedExam(NamedTuple):
    """The plan has a practice exam today; so many unseen forms are left."""

    unseen_forms: int


class DayOff(NamedTuple):
    """The plan has nothing for today."""


class ExamIsToday(NamedTuple):
    """The real exam is today."""


class DoneUntilTomorrow(NamedTuple):
    """The day's cards are done; so many are due tomorrow."""

    due_tomorrow: int


class MoreNewCards(NamedTuple):
    """The day's cards are done, and nothing is due tomorrow; so many cards were never met."""

    new_later: int


class NothingLeft(NamedTuple):
    """There is nothing to study today. The day's minutes are spent (`time_is_up`), or so many due cards are `waiting`.

    Cards wait if they do not fit into the day's limits; none of another day comes before them.
    """

    time_is_up: bool
    waiting: int = 0


Why = (
    Left
    | FirstSteps
    | PlannedExam
    | CardsWait
    | PlannedTask
    | ExamShows
    | DoneUntilTomorrow
    | MoreNewCards
    | DayOff
    | ExamIsToday
    | NothingLeft
)


class NextAction(NamedTuple):
    """The command to run next, and why."""

    step: NextStep
    why: Why

    @property
    def rank(self) -> int:
        """The smaller, the more urgent: among several exams, the most urgent action comes first."""
        return _RANKS.index(type(self.why))


_RANKS = (Left, PlannedExam, CardsWait, FirstSteps, PlannedTask, ExamShows, DoneUntilTomorrow, MoreNewCards, DayOff,
          ExamIsToday, NothingLeft)  # fmt: skip


def next_action(now: Situation) -> NextAction:
    """The most useful command in this situation. It can run, and it does something."""
    if now.left is not None:
        return NextAction(_resume(now.left), now.left)
    if not now.has_begun and not now.attempts and now.possible.diagnostic:
        return NextAction(NextStep.run("diagnostic"), FirstSteps())
    plan = now.plan_says
    if plan is not None:
        return _in_plan(now, plan)
    if now.again + now.due + now.new and not now.time_is_up:
        return NextAction(NextStep.run("review"), CardsWait(now.again, now.due, now.new, now.minutes))
    task = now.planned
    if task is not None and task.new and not now.time_is_up:
        return NextAction(NextStep.run(f"learn {task.id}", limit=min(MORE_NEW, task.new)), task)
    exam = now.possible.exam_step()
    if exam is not None and _is_time_for_exam(now):
        return NextAction(exam, ExamShows(now.met, now.cards, now.unseen_forms))
    if now.due_tomorrow and not now.time_is_up:
        return NextAction(NextStep.run("review", ahead=1), DoneUntilTomorrow(now.due_tomorrow))
    if now.new_later and not now.time_is_up:
        return NextAction(NextStep.run("review", new=min(MORE_NEW, now.new_later)), MoreNewCards(now.new_later))
    return NextAction(NextStep.run("stats"), NothingLeft(now.time_is_up, now.waiting))


def _in_plan(now: Situation, plan: PlanSays) -> NextAction:
    """What the plan wants today. It has its own exams, so no other one is suggested."""
    exam = now.possible.exam_step()
    if plan.has_exam and exam is not None:
        return NextAction(exam, PlannedExam(now.unseen_forms))
    if now.again + now.due + now.new and not now.time_is_up:
        return NextAction(NextStep.run("review"), CardsWait(now.again, now.due, now.new, now.minutes))
    if plan.is_today:
        return NextAction(NextStep.run("plan"), ExamIsToday())
    if plan.is_off:
        return NextAction(NextStep.run("plan"), DayOff())
    return NextAction(NextStep.run("stats"), NothingLeft(now.time_is_up))


def _resume(left: Left) -> NextStep:
    if left.is_refused:
        return NextStep.run("check")
    return NextStep.run("diagnostic" if left.kind in ("diagnostic", "more") else "exam")


def _is_time_for_exam(now: Situation) -> bool:
    """Whether an exam is worth an unseen form: half of the cards are met, and the last one is some days ago.

    A bank that fills no whole exam has no unseen form to spare.
    """
    rested = now.days_since_exam is None or now.days_since_exam >= _DAYS_BETWEEN_EXAMS
    has_form = now.unseen_forms > 0 or now.possible.exam < now.possible.whole
    return rested and has_form and now.met >= _COVERAGE_FOR_EXAM * now.cards


def filters_of(session: SessionOptions) -> SessionOptions:
    """The session's filters alone."""
    from clfcards.memory.options import SessionOptions

    return SessionOptions(session.domains, session.tasks, session.tags, session.services, session.kinds)


def with_filters(action: NextAction, options: SessionOptions) -> NextAction:
    """The action with the filters of the session that it ends, so that it continues where that one was."""
    if action.step.command != "review" or options.has_no_filter:
        return action
    named = (
        ("domain", options.domains), ("task", options.tasks), ("tag", options.tags),
        ("service", options.services), ("kind", options.kinds),
    )  # fmt: skip
    filters = tuple((name, value) for name, values in named for value in sorted(values))
    return action._replace(step=NextStep("review", (*filters, *action.step.options)))


def of_exam(action: NextAction, code: str) -> NextAction:
    """The action for one exam among several."""
    return action._replace(step=NextStep(action.step.command, (*action.step.options, ("exam", code))))
