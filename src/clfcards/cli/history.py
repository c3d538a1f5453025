"""`clfcards history`: lists what you did; undoes, exports and merges it."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager

import click

from clfcards.cli.deck import open_deck, open_log
from clfcards.cli.learner import stamp
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.cli.subcommands import SubcommandGroup
from clfcards.codec import dumps
from clfcards.decks.study import StudyDeck
from clfcards.log.log import Log
from clfcards.use_cases import history
from clfcards.words.history import (
    EventsDocument,
    SuspendedDocument,
    UndoneDocument,
    UnsuspendedDocument,
    event_document,
    history_lines,
    suspended_card,
    suspended_lines,
)


class HistoryGroup(SubcommandGroup):
    """Runs `list` if no subcommand is named. A subcommand's options may also come before its name."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        place = self._place_of_name(context, args)
        if place is not None:
            args.insert(0, args.pop(place))
        elif not {"--help", "-h"} & set(args):
            args.insert(0, "list")
        return super().parse_args(context, args)

    def _place_of_name(self, context: click.Context, args: list[str]) -> int | None:
        """The index of the first word that is neither an option nor the value of one."""
        values = 0
        takes: dict[str, int] = {}
        for place, word in enumerate(args):
            if values:
                values -= 1
            elif word.startswith("-"):
                takes = takes or self.values_taken(context)
                values = takes.get(word, 0)
            else:
                return place
        return None

    def values_taken(self, context: click.Context) -> dict[str, int]:
        """How many values each option of any subcommand takes."""
        commands = [self.get_command(context, name) for name in self.list_commands(context)]
        params = [param for command in commands if command for param in command.params]
        options = [param for param in params if isinstance(param, click.Option)]
        return {name: 0 if option.is_flag else option.nargs for option in options for name in option.opts}

    def list_commands(self, context: click.Context) -> list[str]:
        return [*super().list_commands(context), *_LAZY_COMMANDS]

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name in _LAZY_COMMANDS:
            module, _, attribute = _LAZY_COMMANDS[name].partition(":")
            found: click.Command = getattr(importlib.import_module(module), attribute)
            return found
        return super().get_command(context, name)


# Subcommands in modules of their own, which are imported when called.
_LAZY_COMMANDS: dict[str, str] = {
    "export": "clfcards.cli.history_transfer:export",
    "import": "clfcards.cli.history_transfer:import_",
    "exams": "clfcards.cli.history_exams:command",
    "reset": "clfcards.cli.history_reset:command",
    "share": "clfcards.cli.history_share:command",
    "mistakes": "clfcards.cli.history_mistakes:command",
}

command = HistoryGroup(
    name="history",
    help="List what you did; undo it, export it, or merge another device's history.\n\n"
    "Without a COMMAND, it lists what you did.",
)


@contextmanager
def _opened(options: GlobalOptions, *, to_read: bool = False) -> Iterator[tuple[Log, StudyDeck]]:
    """The log and the deck, open."""
    deck = open_deck(options, to_read=to_read)
    with open_log(options, deck, to_read=to_read) as log:
        yield log, deck


@with_global_options
@click.option("--limit", type=click.IntRange(1), default=20, metavar="N", show_default=True, help="How many to show.")
def list_(options: GlobalOptions, limit: int) -> None:
    """List what you did, newest first."""
    with _opened(options, to_read=True) as (log, deck):
        events = history.listed(log, limit)
        if options.as_json:
            click.echo(dumps(EventsDocument(tuple(map(event_document, events))), indent=2))
        else:
            click.echo("\n".join(history_lines(events)) or "nothing yet")
            from clfcards.cli.following import say_next_after_review  # at the end, so that the list is shown earlier

            say_next_after_review(deck, log, options)


@with_global_options
@click.argument("ids", nargs=-1, metavar="[ID]...")
def undo(options: GlobalOptions, ids: tuple[str, ...]) -> None:
    """Undo the last action on this device, or the actions with these ids."""
    with _opened(options) as (log, _):
        undone = history.undo_named(log, ids, stamp) if ids else history.undo_last(log, stamp)
    if options.as_json:
        click.echo(dumps(UndoneDocument(tuple(map(event_document, undone))), indent=2))
    else:
        click.echo("\n".join(f"undone: {line}" for line in history_lines(undone)) or "there is nothing to undo")


@with_global_options
def suspended(options: GlobalOptions) -> None:
    """List cards suspended by you, as leeches, or because they left the deck."""
    with _opened(options, to_read=True) as (log, deck):
        states = history.suspended_or_removed(log, deck)
    if options.as_json:
        click.echo(dumps(SuspendedDocument(tuple(map(suspended_card, states))), indent=2))
    else:
        click.echo("\n".join(suspended_lines(states, deck.notes)) or "no card is suspended")


@with_global_options
@click.argument("names", nargs=-1, required=True, metavar="CARD...")
def unsuspend(options: GlobalOptions, names: tuple[str, ...]) -> None:
    """Unsuspend cards: srm-of-in, or srm-of-in/2 for a note's second card."""
    cards = [name if "/" in name else f"{name}/1" for name in names]
    with _opened(options) as (log, _):
        history.unsuspend(log, cards, stamp)
    if options.as_json:
        click.echo(dumps(UnsuspendedDocument(tuple(cards))))
    else:
        click.echo("\n".join(f"unsuspended: {card}" for card in cards))


for _subcommand, _name in ((list_, "list"), (undo, "undo"), (suspended, "suspended"), (unsuspend, "unsuspend")):
    command.add_command(_subcommand, _name)
