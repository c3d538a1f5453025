"""`clfcards new fact|question`: adds a skeleton to the right file and opens it in the editor."""

import datetime as dt
import sys
from pathlib import Path

import click

from clfcards.cli.exam_folder import folder_to_write
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.cli.problems import show_problems
from clfcards.decks.load import load
from clfcards.errors import ClfcardsError
from clfcards.system.editor import EditorEnded, EditorNotStarted, NoEditor, open_editor
from clfcards.system.files import shown
from clfcards.system.streams import is_terminal
from clfcards.use_cases.check import problems_of
from clfcards.use_cases.new_item import add_item
from clfcards.words.editing import edit_sentence


@with_global_options
@click.argument("kind", type=click.Choice(["fact", "question"]))
@click.option("--task", required=True, metavar="ID", help="The task it belongs to, such as 2.1.")
@click.option("--id", "id_", metavar="ID", help="Its id; by default one that is free.")
@click.option("--no-edit", is_flag=True, help="Do not open the editor.")
def command(options: GlobalOptions, kind: str, task: str, id_: str | None, no_edit: bool) -> None:
    """Add a skeleton for a new fact or question, and open it in your editor.

    The editor is $VISUAL or $EDITOR. When you close it, the file is checked. Nothing can be built
    until every text is written.
    """
    folder = folder_to_write(options)
    added = add_item(folder, kind, task, id_, dt.date.today())
    name = shown(added.path)
    click.echo(f"{name}:{added.line}: {added.id}")
    if not no_edit and is_terminal(sys.stdin) and _is_edited(added.path, added.line):
        show_problems([problem for problem in problems_of(load(folder)) if problem.place.path == name])


def _is_edited(path: Path, line: int) -> bool:
    """Opens the editor and waits for it; False if none is configured. Raises ClfcardsError if it cannot be run.

    An editor that fails is only reported: the item is in the file already, and may even have been edited.
    """
    match outcome := open_editor(path, line):
        case NoEditor():
            return False
        case EditorNotStarted():
            raise ClfcardsError(edit_sentence(outcome))
        case EditorEnded(code) if code:
            click.echo(edit_sentence(outcome), err=True)
    return True
