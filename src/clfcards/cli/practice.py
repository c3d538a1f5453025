"""What practice exams and the diagnostic have in common: the bank, the log, a session, and its end."""

import datetime as dt
import json
import secrets
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import click

from clfcards.cli import INTERRUPTED, console
from clfcards.cli.deck import backed_up
from clfcards.cli.learner import data_folder, stamp
from clfcards.cli.options import GlobalOptions
from clfcards.decks.difficulty_file import read_fitted
from clfcards.decks.folders import decks_folder, exam_folder
from clfcards.decks.load import load_kept
from clfcards.errors import ClfcardsError
from clfcards.exam.assembly import Experience
from clfcards.exam.bank_change import bank_change
from clfcards.exam.difficulty import Estimate, estimates
from clfcards.exam.form import Form, Kind
from clfcards.exam.report import Report
from clfcards.exam.sightings import calibrating_answers, sightings
from clfcards.exam.sitting import Sitting, Terms, remaining_seconds
from clfcards.log.log import Log
from clfcards.model.bank import Bank, Pool, Question
from clfcards.model.deck import DeckSettings
from clfcards.model.guide import Guide
from clfcards.system.clock import read_instant
from clfcards.system.collector import collector_off
from clfcards.system.line_input import ReadLine
from clfcards.use_cases.exam_session import ExamSession
from clfcards.use_cases.sitting_log import SittingLog, read_sittings
from clfcards.words.lines import Line, minutes, wrapped

_SEEDS = 10**9

Describe = Callable[[Report, int], list[Line]]
"""(report, columns) → the report in words."""


@dataclass(frozen=True)
class Practice:
    """An exam's bank and its learner's log, open. `is_whole`: everything in the sources could be read."""

    options: GlobalOptions
    folder: Path
    guide: Guide
    deck: DeckSettings
    bank: Bank
    is_whole: bool
    log: Log

    @cached_property
    def sittings(self) -> list[Sitting]:
        """All sittings as the log had them when they were first asked for."""
        return read_sittings(self.log, lambda text: click.echo(f"clfcards: {text}", err=True))

    @cached_property
    def experience(self) -> Experience:
        """What is known of the questions: sightings, and difficulties from the bank, the fitted table and the log."""
        return Experience(sightings(self.sittings), self.difficulties())

    def difficulties(self) -> dict[str, Estimate]:
        answers = calibrating_answers(self.sittings)
        return estimates(self.bank.questions, self.guide.practice, read_fitted(self.folder), answers)

    def pool(self, pool: Pool) -> list[Question]:
        """The pool's questions that have a place in the guide, each id once."""
        found = {q.id: q for q in self.bank.questions if q.pool == pool and q.task in self.guide.tasks}
        return list(found.values())

    def left_open(self, kinds: Sequence[Kind]) -> Sitting | None:
        """The sitting of these kinds that was left last and can go on."""
        return next((s for s in reversed(self.sittings) if not s.ended and s.form.kind in kinds), None)

    def begin(self, form: Form, terms: Terms) -> ExamSession:
        """A new sitting; its seed is told, so that it can be had again."""
        click.echo(f"seed {form.seed}", err=True)
        record = SittingLog.begin(self.log, form, terms, read_instant, stamp())
        return ExamSession(self.guide, self.bank, record)

    def session(self, sitting: Sitting) -> ExamSession:
        """The session of a sitting in the log."""
        return ExamSession(self.guide, self.bank, SittingLog(self.log, sitting, read_instant, stamp()))


@contextmanager
def practice(options: GlobalOptions) -> Iterator[Practice]:
    """Opens the exam and the log. Raises ClfcardsError where the sources can't be used at all."""
    folder = exam_folder(decks_folder(options.decks), options.exam)
    data = data_folder(options.data)
    with collector_off():
        loaded = load_kept(folder, data / "cache" / folder.name)
    if loaded.guide is None or loaded.settings is None:
        raise ClfcardsError("the exam's guide.yaml or deck.yaml has errors: run 'clfcards check'")
    now = dt.datetime.now(dt.UTC)
    with Log.open(data, loaded.settings.namespace, now) as log, backed_up(log):
        yield Practice(options, folder, loaded.guide, loaded.settings, loaded.bank, not loaded.problems, log)


def draw_seed(asked: int | None) -> int:
    return secrets.randbelow(_SEEDS) if asked is None else asked


def go_on(desk: Practice, sitting: Sitting, read: ReadLine, say_err: bool) -> ExamSession | None:
    """Offers to go on with a stopped sitting: its session; None where it is to be thrown away.

    What no longer counts, because the bank has changed since, is taken out and said. Raises ClfcardsError
    where that can't be told.
    """
    session = desk.session(sitting)
    if session.time_is_up:
        _refuse_unreadable(desk, sitting)
        session.void_changed()
        session.submit()
        said = f"The time of the exam you had left ran out: it was handed in as it stood. {session.notice}"
        for line in wrapped(said, console.width()):
            click.echo(line.text, err=say_err)
        return session
    left = remaining_seconds(sitting, read_instant())
    clock = f"{minutes(left)} on the clock" if left is not None else "no clock"
    answered = sum(session.is_answered(asked) for asked in session.asked)
    when = sitting.last.wall.astimezone().strftime("%Y-%m-%d %H:%M")
    sentence = f"You left an exam on {when}: {answered} of {len(session.asked)} answered, {clock}."
    for line in wrapped(sentence, console.width()):
        click.echo(line.text, err=say_err)
    answer = (read("[g]o on, [h]and it in, [t]hrow it away? [g] ", None) or "g").strip().lower()[:1]
    if answer == "t":
        return None
    _refuse_unreadable(desk, sitting)
    session.resume()
    if session.notice:
        for line in wrapped(session.notice, console.width()):
            click.echo(line.text, err=say_err)
    if answer == "h" or not session.asked:
        session.submit()
    return session


def _refuse_unreadable(desk: Practice, sitting: Sitting) -> None:
    """Raises ClfcardsError where questions seem to be gone or changed, but mistakes in the sources may be why."""
    void = bank_change(sitting, desk.bank.questions).void
    if void and not desk.is_whole:
        raise ClfcardsError(
            "the sources have mistakes, and of the exam you left they no longer give "
            f"{'1 question' if len(void) == 1 else f'{len(void)} questions'} as asked: "
            "run 'clfcards check' and mend them, your answers are kept till then"
        )


def work(desk: Practice, session: ExamSession, read: ReadLine, describe: Describe, command: str) -> Report | None:
    """The learner works the session: its report, or None where it was left, which is said.

    `describe` words the report; `command` goes on with what was left. Ctrl-C ends the program.
    """
    if session.sitting.ended:
        return session.submit()
    if console.is_full_screen(desk.options):
        from clfcards.screens.exam.app import ExamApp

        app = ExamApp(session, describe)
        report = app.run()
        if app.failure:
            raise app.failure
        if report is None:
            _say_stopped(desk, session, command)
        if app.return_code:
            sys.exit(app.return_code)
        return report
    from clfcards.plain.exam import PlainExam

    def say(text: str) -> None:
        click.echo(text, err=desk.options.as_json)

    try:
        outcome = PlainExam(session, say, read, console.width()).run()
    except KeyboardInterrupt:
        session.stop()
        _say_stopped(desk, session, command)
        sys.exit(INTERRUPTED)
    if outcome == "submitted":
        return session.submit()
    _say_stopped(desk, session, command)
    return None


def _say_stopped(desk: Practice, session: ExamSession, command: str) -> None:
    """Where a left sitting stands."""
    left = session.remaining_seconds()
    answered = sum(session.is_answered(asked) for asked in session.asked)
    if desk.options.as_json:
        seconds = round(left, 1) if left is not None else None
        form = {"seed": session.sitting.form.seed, "questions": len(session.asked)}
        document = {"form": form, "stopped": True, "answered": answered, "remaining_seconds": seconds}
        click.echo(json.dumps(document, indent=2))
        return
    clock = f" with {minutes(left)} left" if left is not None else ""
    sentence = f"Stopped{clock}, {answered} of {len(session.asked)} answered; '{command}' goes on."
    console.say(wrapped(sentence, console.width()))
