"""`clfcards learn`: reads a task or a service as a short text, then asks its new cards at once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from typing import TYPE_CHECKING

import click

from clfcards.cli import INTERRUPTED, console
from clfcards.cli.completion import complete_places
from clfcards.cli.deck import backed_up, open_deck, open_log
from clfcards.cli.following import say_next
from clfcards.cli.learner import data_folder, stamp
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.cli.review import next_after_session, print_summary, run_in_lines, run_on_screen
from clfcards.codec import dumps
from clfcards.decks.load import guide_and_settings_of, load_cached
from clfcards.memory.options import SessionOptions
from clfcards.memory.study_day import day_of
from clfcards.system.clock import read_instant
from clfcards.system.garbage_collection import collector_off
from clfcards.system.line_input import ReadLine
from clfcards.use_cases.learn import Learner, Reading, learner_on, new_on, reading
from clfcards.use_cases.plan.plans_in_log import settings_before_exam
from clfcards.use_cases.practice import Practice
from clfcards.use_cases.review import Reviewer
from clfcards.use_cases.settings import settings_in_force
from clfcards.words import lesson as words
from clfcards.words.lines import Line, wrapped
from clfcards.words.review_document import summary_document

if TYPE_CHECKING:
    from clfcards.screens.review.reading import ReadingPage


@with_global_options
@click.argument("place", required=False, default="", metavar="[TASK|SERVICE]", shell_complete=complete_places)
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Read about N new cards at most, and ask only them.")
@click.option("--read", "only_read", is_flag=True, help="Only show the text; nothing is asked, and nothing is written.")
def command(options: GlobalOptions, place: str, limit: int | None, only_read: bool) -> None:
    """Read a task or a service as a short text, then answer its new cards at once.

    Without an argument, it takes the next task of your study plan, or the one whose unknown cards weigh
    most in the exam. The first answer to each card is learning, not a test: it counts as a new card of
    the day, but not as a success or a failure. The card comes back in a learning step.
    """
    with _learner(options, to_read=only_read) as learner:
        found = reading(learner, place, limit)
        is_asked = bool(found.ask) and not only_read
        if not (is_asked and console.is_full_screen(options)) and not (options.as_json and not is_asked):
            console.say(words.lines(found, console.width()), err=options.as_json)
        if is_asked:
            _ask(options, learner, found)
        elif options.as_json:
            click.echo(dumps(words.document(found, found.new_today, None), indent=2))
        else:
            if not found.ask:
                console.say([Line(), *wrapped(words.nothing_to_ask(found), console.width())])
            say_next(learner.practice, options)


@contextmanager
def _learner(options: GlobalOptions, *, to_read: bool) -> Iterator[Learner]:
    deck = open_deck(options, to_read=to_read)
    with collector_off():
        loaded = load_cached(deck.folder, data_folder(options.data) / "cache" / deck.folder.name, store=False)
    guide, settings = guide_and_settings_of(loaded)
    with open_log(options, deck, to_read=to_read) as log, nullcontext() if to_read else backed_up(log):
        practice = Practice(deck.folder, guide, settings, loaded.bank, not loaded.problems, log, read_instant)
        now, chosen = stamp(), settings_in_force(log, deck.outline)
        day = day_of(now, chosen.cutoff_hour)
        yield learner_on(practice, deck, settings_before_exam(log, chosen, day), now)


def _ask(options: GlobalOptions, learner: Learner, found: Reading) -> None:
    """Asks the cards of the text once it was read. A session that was interrupted ends the program."""
    is_full_screen = console.is_full_screen(options)
    read = console.line_reader(options)
    if not is_full_screen and not _has_read(read, found):
        _finish(options, learner, found, None)
        return
    chosen = SessionOptions(learning=True)
    reviewer = Reviewer(learner.deck, learner.practice.log, learner.settings, chosen, stamp, found.ask)
    reviewer.following = partial(next_after_session, reviewer, options)
    if is_full_screen:
        code = run_on_screen(reviewer, _page(found))
    else:
        code = run_in_lines(reviewer, options, read, print_summary if not options.as_json else lambda *_: None)
    _finish(options, learner, found, reviewer)
    if code:
        sys.exit(code)


def _page(found: Reading) -> ReadingPage:
    from clfcards.screens.review.reading import ReadingPage

    return ReadingPage(lambda width: words.lines(found, width), lambda: words.key_line(found))


def _has_read(read: ReadLine, found: Reading) -> bool:
    """Whether the learner has read the text and goes on to the cards, line by line."""
    try:
        line = read(f"\n{words.prompt(found)}", None)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    return line is not None and line.strip().lower() not in ("q", "quit")


def _finish(options: GlobalOptions, learner: Learner, found: Reading, reviewer: Reviewer | None) -> None:
    """Shows what the session means for the day's limit, or everything as JSON."""
    new_today = new_on(learner.practice.log.states(), learner.today)
    if options.as_json:
        summary = (
            None if reviewer is None else summary_document(reviewer.summary(), next_after_session(reviewer, options))
        )
        click.echo(dumps(words.document(found, new_today, summary), indent=2))
    elif reviewer is not None and (sentence := words.limit_sentence(new_today, found.new_per_day)):
        console.say(wrapped(sentence, console.width()))
