"""`clfcards review`: studies due and new cards in the terminal."""

from __future__ import annotations

import gc
import json
import math
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from clfcards.cli import INTERRUPTED, console
from clfcards.cli.deck import backed_up, open_deck, open_log
from clfcards.cli.learner import stamp
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.codec import dumps
from clfcards.decks.study import StudyDeck
from clfcards.errors import UsageError
from clfcards.log.log import Log
from clfcards.memory.options import SessionOptions, StudySettings
from clfcards.model.card import note_of
from clfcards.system.garbage_collection import collector_off
from clfcards.system.line_input import ReadLine
from clfcards.use_cases.plan.todays_plan import todays_plan
from clfcards.use_cases.review import Reviewer
from clfcards.use_cases.settings import Assignment, save_settings, settings_in_force

if TYPE_CHECKING:
    from clfcards.screens.review.reading import ReadingPage
    from clfcards.use_cases.next_action import NextAction
    from clfcards.use_cases.plan.plan_now import PlanNow

_STOPPED = "stopped; every answer so far is saved"
_FILTERS = ("domain", "task", "tag", "service", "kind")


@with_global_options
@click.option("--domain", multiple=True, metavar="ID", help="Only this domain. Filters can be repeated.")
@click.option("--task", multiple=True, metavar="ID", help="Only this task of the guide.")
@click.option("--tag", multiple=True, metavar="TAG", help="Only cards with this Anki tag, such as priority::1.")
@click.option("--service", multiple=True, metavar="ID", help="Only this service, such as amazon-s3.")
@click.option("--kind", multiple=True, metavar="KIND", help="Only this kind: fact, cloze or question.")
@click.option(
    "--new", type=click.IntRange(0, 9999), metavar="N", help="At most N new cards, in place of the day's limit."
)
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Review at most N cards.")
@click.option(
    "--minutes", type=click.FloatRange(0, min_open=True), metavar="M", help="Show no more cards after M minutes."
)
@click.option(
    "--ahead", type=click.IntRange(0, 365), default=0, metavar="DAYS", help="Also cards due within DAYS days."
)
@click.option("--cram", is_flag=True, help="Every card, weakest first, without changing the schedule.")
@click.option("--mistakes", is_flag=True, help="What went wrong today, without changing the schedule.")
@click.option("--set", "keep", multiple=True, metavar="NAME=VALUE", help="The same as 'settings NAME VALUE', first.")
def command(options: GlobalOptions, keep: tuple[str, ...], mistakes: bool, **asked: Any) -> None:
    """Study due and new cards in the terminal.

    Every answer is saved before the next card is shown, so you can stop at any time.

    'clfcards settings' lists what you can set: how many new cards a day, the order, and more.
    """
    deck = open_deck(options)
    with open_log(options, deck) as log:
        _keep_settings(log, deck, keep)
        settings, plan = day_of_study(deck, log)
        if plan is not None and any(text.startswith("minutes_per_day=") for text in keep):
            from clfcards.words.settings import plan_has_minutes

            click.echo(plan_has_minutes(), err=True)
        with collector_off():
            chosen, cards = session_options(deck, asked), None
            if mistakes:
                chosen, cards = _todays_mistakes(deck, log, chosen, options)
                if not cards and not options.as_json:
                    return
            reviewer = Reviewer(deck, log, settings, chosen, stamp, cards, plan)
            reviewer.following = partial(next_after_session, reviewer, options)
            gc.freeze()  # these objects live until the end, and scanning 100,000 cards' states takes 0.1 s
        with backed_up(log):
            if console.is_full_screen(options):
                code = run_on_screen(reviewer)
            else:
                code = run_in_lines(reviewer, options, console.line_reader(options), print_summary)
    sys.exit(code)


def day_of_study(deck: StudyDeck, log: Log) -> tuple[StudySettings, PlanNow | None]:
    """The settings of the day, and the plan that they are under, if there is one. What it promises is logged."""
    settings = settings_in_force(log, deck.outline)
    plan = todays_plan(deck, log, stamp(), settings.cutoff_hour)
    if plan is None:
        return settings, None
    from clfcards.use_cases.plan.plan_now import PlanNow
    from clfcards.use_cases.plan.promise import say_promise

    if not isinstance(plan, PlanNow):
        return settings, None
    say_promise(log, deck.folder, plan, stamp)
    return plan.settings(settings, log.settings()), plan


def next_after_session(reviewer: Reviewer, options: GlobalOptions) -> NextAction:
    """The next command after this session, with its filters."""
    from clfcards.cli.following import next_after_review  # at the end, so that the first card is shown earlier

    return next_after_review(reviewer.deck, reviewer.log, options, reviewer.session.options)


def _todays_mistakes(
    deck: StudyDeck, log: Log, asked: SessionOptions, options: GlobalOptions
) -> tuple[SessionOptions, list[str]]:
    """The options and the cards of a drill of what went wrong today; says so if nothing did."""
    from clfcards.use_cases.mistakes import drill, todays_mistakes
    from clfcards.words.mistakes import nothing_today

    if asked.new is not None or asked.ahead:
        raise UsageError("--mistakes asks only what went wrong today: leave out --new and --ahead")
    cards = drill(deck.cards, log, todays_mistakes(log, stamp()), asked, stamp())
    if not cards:
        click.echo(nothing_today(asked), err=options.as_json)
    return replace(asked, cram=True, mistakes=True), cards


def session_options(deck: StudyDeck, given: dict[str, Any]) -> SessionOptions:
    """The session's options. Raises UsageError for a filter with an unknown value, or for filters no card can pass."""
    if given["minutes"] is not None and math.isnan(given["minutes"]):  # it passes every bounds check
        raise UsageError("--minutes takes a number, not 'nan'")
    filters: dict[str, Any] = {f"{name}s": frozenset(given.pop(name)) for name in _FILTERS}
    options = SessionOptions(**filters, **given)
    if options.has_no_filter:
        return options
    from clfcards.use_cases.session_filters import filter_problem

    problem = filter_problem(deck, options)
    if problem is not None:
        from clfcards.words.session_filters import filter_sentence

        raise UsageError(filter_sentence(problem))
    return options


def _keep_settings(log: Log, deck: StudyDeck, given: tuple[str, ...]) -> None:
    """Saves settings given as NAME=VALUE. Raises UsageError if one is not valid; then none is saved."""
    try:
        save_settings(log, deck.outline, [_assignment(text) for text in given], stamp)
    except ValueError as error:
        raise UsageError(str(error)) from error


def _assignment(text: str) -> Assignment:
    """The assignment NAME=VALUE. A value that is not JSON is taken as text."""
    name, separator, value = text.partition("=")
    if not separator:
        raise UsageError(f"--set takes NAME=VALUE, not '{text}'")
    try:
        return Assignment(name, json.loads(value))
    except ValueError:
        return Assignment(name, value)


def run_on_screen(reviewer: Reviewer, reading: ReadingPage | None = None) -> int:
    """Runs the review on the full screen, after `reading` if it is given; returns the exit code."""
    from clfcards.screens.review.app import run_review

    code = run_review(reviewer, _open_link, lambda card: _edit(reviewer.deck, card), reading)
    if code == INTERRUPTED:
        click.echo(_STOPPED)
    if code == INTERRUPTED or (code == 0 and reviewer.session.answered):
        print_summary(reviewer, False)  # the screen is gone, and what it said should not be
    return code


def run_in_lines(
    reviewer: Reviewer, options: GlobalOptions, read: ReadLine, finish: Callable[[Reviewer, bool], object]
) -> int:
    """Runs the review in plain mode; returns the exit code.

    At the end, `finish` shows the result, as JSON if its second argument is true.
    """
    from clfcards.plain.review import PlainReview
    from clfcards.words.next_steps import error_sentence

    def write(line: str) -> None:
        click.echo(line, err=options.as_json)

    code = 0
    review = PlainReview(
        reviewer,
        read,
        write,
        _open_link,
        lambda card: _edit(reviewer.deck, card),
        console.width(),
    )
    try:
        review.run()
    except KeyboardInterrupt:
        code = INTERRUPTED
        failure = review.failure
        write(f"\nstopped; the last action failed: {error_sentence(failure)}" if failure else f"\n{_STOPPED}")
    finish(reviewer, options.as_json)
    return code


def _open_link(url: str) -> str:
    """Opens a card's source in the browser; returns a message about it."""
    from clfcards.model.citation import is_link
    from clfcards.system.browser import open_link
    from clfcards.words.editing import link_sentence

    if not is_link(url):
        return f"the source is a book: {url}"
    return link_sentence(url, is_open=open_link(url))


def _edit(deck: StudyDeck, card: str) -> str:
    """Opens a card's note in the editor; returns a message about it."""
    from clfcards.use_cases.edit_note import edit_note
    from clfcards.words.editing import edit_sentence

    return edit_sentence(edit_note(deck, note_of(card)))


def print_summary(reviewer: Reviewer, as_json: bool) -> None:
    """Prints the session's summary to standard output."""
    summary = reviewer.summary()
    following = reviewer.following() if reviewer.following else None
    if as_json:
        from clfcards.words.review_document import summary_document

        click.echo(dumps(summary_document(summary, following), indent=2))
    else:
        from clfcards.words.review_summary import summary_lines

        click.echo("\n".join(["", *summary_lines(summary, reviewer.deck.outline.domains, following)]))
