"""`clfcards retire`: removes an item from the sources and records why in the ledger."""

import datetime as dt

import click

from clfcards.cli.exam_folder import folder_to_write
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.next_step import NextStep
from clfcards.use_cases.retire import prepare_retirement, retire
from clfcards.words import edits as words
from clfcards.words.next_steps import command_line


@with_global_options
@click.argument("id_", metavar="ID")
@click.option("--reason", required=True, metavar="TEXT", help="Why, for learners; it appears in the release notes.")
@click.option("--successor", default="", metavar="ID", help="The item that replaces it.")
@click.option("-y", "--yes", is_flag=True, help="Write the edits without asking.")
def command(options: GlobalOptions, id_: str, reason: str, successor: str, yes: bool) -> None:
    """Retire an item: new learners no longer get it, and release notes inform those who have it.

    It is removed from the sources, questions that refer to it refer to its successor instead, and the
    ledger keeps its identity, the reason and the successor forever.
    """
    retirement = prepare_retirement(folder_to_write(options), id_, reason, successor)
    click.echo(words.text(retirement.edits), nl=False)
    if yes or click.confirm("Write these edits?", err=True):
        retire(retirement, dt.date.today())
        click.echo(f"'{id_}' is retired; now run '{command_line(NextStep.run('build'))}'", err=True)
