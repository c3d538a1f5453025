"""`clfcards settings`: lists, explains, changes and resets a learner's settings."""

import json

import click

from clfcards.cli import console
from clfcards.cli.deck import open_deck, open_log
from clfcards.cli.learner import stamp
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.codec import dumps
from clfcards.decks.study import StudyDeck
from clfcards.errors import UsageError
from clfcards.log.log import Log
from clfcards.next_step import NextStep
from clfcards.use_cases.settings import (
    Assignment,
    known_setting,
    reset_settings,
    save_settings,
    settings_in_force,
    settings_list,
)
from clfcards.words import settings as words


@with_global_options
@click.argument("name", required=False)
@click.argument("value", required=False)
@click.option("--reset", "resets", multiple=True, metavar="NAME", help="Go back to the default of this setting.")
def command(options: GlobalOptions, name: str | None, value: str | None, resets: tuple[str, ...]) -> None:
    """List your settings, explain one, or change one.

    'clfcards settings' lists all, 'clfcards settings NAME' explains one, and 'clfcards settings NAME VALUE'
    changes it from now on. They are kept in your log, and 'clfcards history undo' undoes a change.
    """
    if resets and name is not None:
        raise UsageError(f"either reset settings or change '{name}', not both", NextStep.run("settings"))
    changes = bool(resets) or value is not None
    deck = open_deck(options, to_read=not changes)
    with open_log(options, deck, to_read=not changes) as log:
        if resets:
            reset_settings(log, resets, stamp)
        elif name is not None and value is not None:
            try:
                save_settings(log, deck.outline, [Assignment(known_setting(name), _read(value))], stamp)
            except ValueError as error:
                raise UsageError(str(error)) from error
        named = resets or ((known_setting(name),) if name is not None else ())
        if changes and "minutes_per_day" in named and _has_plan(log, deck):
            click.echo(words.plan_has_minutes(), err=True)
        found = [one for one in settings_list(log, deck.outline) if not named or one.name in named]
    if options.as_json:
        click.echo(dumps(words.document(found), indent=2))
    elif changes:
        click.echo("\n".join(map(words.changed_sentence, found)))
    else:
        console.say(words.lines(found, console.width()))


def _has_plan(log: Log, deck: StudyDeck) -> bool:
    """Whether a plan for the exam's day is in force."""
    from clfcards.memory.study_day import day_of  # rarely needed
    from clfcards.use_cases.plan.plans_in_log import plan_on, read_plans

    now, cutoff = stamp(), settings_in_force(log, deck.outline).cutoff_hour
    return plan_on(read_plans(log, cutoff), day_of(now, cutoff)) is not None


def _read(text: str) -> object:
    """A value as it was typed: JSON, numbers with commas between them, or else a word."""
    for attempt in (text, f"[{text}]" if "," in text else text):
        try:
            return json.loads(attempt)
        except ValueError:
            continue
    return text
