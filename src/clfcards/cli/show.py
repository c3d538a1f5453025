"""`clfcards show`: everything about one item, and the learner's own note on it."""

import click

from clfcards.cli import console
from clfcards.cli.completion import complete_items
from clfcards.cli.following import say_next
from clfcards.cli.learner import stamp
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.cli.practice import open_practice
from clfcards.codec import dumps
from clfcards.errors import UsageError
from clfcards.use_cases.look_up import item_named, items_by_id, look_up
from clfcards.use_cases.own_notes import write_note
from clfcards.words import item as words
from clfcards.words.lines import Line


@with_global_options
@click.argument("ids", nargs=-1, required=True, metavar="ID...", shell_complete=complete_items)
@click.option("--note", metavar="TEXT", help="Write this as your own note on the item; an empty TEXT removes it.")
@click.option("--spoil", is_flag=True, help="Show a question even if it may still come in an exam.")
def command(options: GlobalOptions, ids: tuple[str, ...], note: str | None, spoil: bool) -> None:
    """Show a fact or a question, with its reasons, its source, and how you stand with it.

    A question that may still come in a practice exam is not shown, because it could no longer test you.
    """
    if note is not None and len(ids) > 1:
        raise UsageError("--note is for one item: name a single ID")
    with open_practice(options, to_read=note is None) as practice:
        if note is not None:
            write_note(practice.log, item_named(ids[0], items_by_id(practice), practice.guide).id, note, stamp)
        views = look_up(practice, ids, stamp(), spoil=spoil)
        if options.as_json:
            click.echo(dumps(words.document(views), indent=2))
            return
        for number, view in enumerate(views):
            console.say([*([Line()] if number else []), *words.lines(practice.guide, view, console.width())])
        say_next(practice, options)
