"""`clfcards plan`: what to study on each day until the exam, and what can be expected on its day."""

from __future__ import annotations

import datetime as dt
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clfcards.cli import console
from clfcards.cli.deck import backed_up, open_deck, open_log
from clfcards.cli.following import say_next_after_review
from clfcards.cli.learner import stamp
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.cli.progress import ProgressLine
from clfcards.codec import dumps
from clfcards.errors import UsageError
from clfcards.memory.study_day import day_of
from clfcards.use_cases.plan.plans_in_log import PlanOver
from clfcards.use_cases.plan.request import PlanRequest
from clfcards.use_cases.plan.whole_plan import WholePlan
from clfcards.use_cases.settings import settings_in_force
from clfcards.words import plan as words

if TYPE_CHECKING:
    from clfcards.decks.study import StudyDeck
    from clfcards.log.log import Log
    from clfcards.use_cases.plan.change import Learner


@with_global_options
@click.option("--exam-date", metavar="DATE", help="The day of the exam, such as 2027-01-15.")
@click.option("--minutes", type=int, metavar="N", help="The minutes of study on each day.")
@click.option("--weekend", type=int, metavar="N", help="The minutes on Saturdays and on Sundays.")
@click.option("--off", multiple=True, metavar="DAYS", help="Days without study: sat,sun or 2026-12-24..26.")
@click.option("--on", multiple=True, metavar="DAY=N", help="Other minutes on a day: wed=45, today=10 or 2026-12-31=60.")
@click.option("--exams", type=click.IntRange(0, 20), metavar="N", help="How many practice exams.")
@click.option("--drop", is_flag=True, help="End the plan; your answers and your cards stay as they are.")
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write one HTML page.")
def command(
    options: GlobalOptions,
    exam_date: str | None,
    minutes: int | None,
    weekend: int | None,
    off: tuple[str, ...],
    on: tuple[str, ...],
    exams: int | None,
    drop: bool,
    html: Path | None,
) -> None:
    """Plan the days until the exam, and see what can be expected on its day.

    'review' then takes its cards and its minutes from the plan, which is made again each morning from what you really
    did. Without options, this shows the plan in force. Every option changes what it names, and the rest stays.

    Recall is the share of the cards that you would know on the day. It is not the chance to pass: see 'readiness'.
    """
    asked = PlanRequest(exam_date, minutes, weekend, off, on, exams)
    if drop and (html is not None or not asked.is_empty):
        raise UsageError("--drop ends the plan, and goes with no other option")
    deck = open_deck(options)
    with open_log(options, deck, to_read=not drop and asked.is_empty) as log:
        if drop:
            _drop(options, deck, log)
        elif asked.is_empty:
            _show_kept(options, deck, log, html)
        else:
            _make(options, deck, log, asked, html)


def _learner(deck: StudyDeck, log: Log) -> Learner:
    from clfcards.use_cases.plan.change import Learner

    return Learner(deck, log, settings_in_force(log, deck.outline).cutoff_hour, stamp)


def _say_part(line: ProgressLine, part: float) -> None:
    line(f"planning: {part:.0%}")


def _drop(options: GlobalOptions, deck: StudyDeck, log: Log) -> None:
    from clfcards.use_cases.plan.change import drop_plan

    with backed_up(log):
        plan = drop_plan(_learner(deck, log))
    if options.as_json:
        click.echo(dumps(words.NoPlanDocument(deck.outline.code, dropped=plan.exam_date), indent=2))
    else:
        click.echo(words.dropped_line(plan))
        say_next_after_review(deck, log, options)


def _make(options: GlobalOptions, deck: StudyDeck, log: Log, asked: PlanRequest, html: Path | None) -> None:
    from clfcards.use_cases.plan.change import make_plan

    with backed_up(log), ProgressLine(sys.stderr) as line:
        plan = make_plan(_learner(deck, log), asked, partial(_say_part, line))
    _show(options, deck, log, plan, html)


def _show_kept(options: GlobalOptions, deck: StudyDeck, log: Log, html: Path | None) -> None:
    from clfcards.use_cases.plan.change import plan_with_gains

    with ProgressLine(sys.stderr) as line:
        plan = plan_with_gains(_learner(deck, log), partial(_say_part, line))
    if isinstance(plan, WholePlan):
        _show(options, deck, log, plan, html)
    elif options.as_json:
        click.echo(dumps(words.NoPlanDocument(deck.outline.code), indent=2))
    else:
        width, today = console.width(), dt.datetime.now().astimezone().date()
        console.say(words.over_lines(plan, width) if isinstance(plan, PlanOver) else words.none_lines(today, width))
        say_next_after_review(deck, log, options, after="plan")


def _show(options: GlobalOptions, deck: StudyDeck, log: Log, plan: WholePlan, html: Path | None) -> None:
    from clfcards.use_cases.study_time import recent_study

    now, cutoff = stamp(), settings_in_force(log, deck.outline).cutoff_hour
    done = recent_study(log, cutoff, day_of(now, cutoff)).time.spent / 60
    if html is not None:
        from clfcards.pages.plan import write_plan

        write_plan(html, deck.outline, plan, done)
        click.echo(f"wrote {html}", err=True)
    if options.as_json:
        click.echo(dumps(words.document(deck.outline, plan, done), indent=2))
    elif html is None:
        console.say(words.lines(deck.outline, plan, done, console.width()))
        say_next_after_review(deck, log, options, after="plan")
