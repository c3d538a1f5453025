"""`clfcards new fact|question`: a skeleton in the right file, opened in the editor."""

import datetime as dt
import sys
from pathlib import Path

import click

from clfcards.anki.ledger_file import read_ledger
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.decks.contents import decode
from clfcards.decks.folders import decks_folder, exam_folder
from clfcards.decks.load import Loaded, load, load_readable
from clfcards.decks.places import item_lines
from clfcards.errors import ClfcardsError, UsageError
from clfcards.model.skeleton import fresh_id, skeleton
from clfcards.model.spelling import did_you_mean
from clfcards.source.edit import LayoutError, new_file, with_items
from clfcards.source.kinds import is_id
from clfcards.system.editor import EditorEnded, NoEditor, open_editor
from clfcards.system.files import read_bytes, shown, write_atomically
from clfcards.system.streams import is_terminal
from clfcards.use_cases.check import problems_of
from clfcards.words.opening import edit_sentence
from clfcards.words.problems import print_problems


@with_global_options
@click.argument("kind", type=click.Choice(["fact", "question"]))
@click.option("--task", required=True, metavar="ID", help="The task it belongs to, such as 2.1.")
@click.option("--id", "id_", metavar="ID", help="Its id; a free one unless given.")
@click.option("--no-edit", is_flag=True, help="Do not open the editor.")
def command(options: GlobalOptions, kind: str, task: str, id_: str | None, no_edit: bool) -> None:
    """Add a fact or a question to be written, and open it in your editor.

    The editor is VISUAL or EDITOR. When it closes, the file is checked. Nothing is built while a
    text is unwritten.
    """
    folder = exam_folder(decks_folder(options.decks), options.exam)
    loaded, guide, decks = load_readable(folder)
    if task not in guide.tasks:
        raise UsageError(f"{guide.exam.code} has no task '{task}'{did_you_mean(task, guide.tasks)}")
    ledger = folder / "ledger.json"
    published = read_ledger(shown(ledger), read_bytes(ledger), decks.namespace).notes if ledger.exists() else {}
    taken = frozenset({item.id for item in loaded.bank} | loaded.broken | published.keys())
    if id_ in taken:
        raise UsageError(f"the id '{id_}' is taken, or was: an id is never used again")
    if id_ is not None and not is_id(id_):
        raise UsageError(f"'{id_}' is no id: use lower-case words joined by '-'")
    chosen = id_ or fresh_id(kind, task, taken)
    path = _file(loaded, kind, task)
    _add(path, kind, task, skeleton(kind, chosen, dt.date.today()))

    reloaded = load(folder)
    origin = next(item.origin for item in reloaded.bank if item.id == chosen)
    line = item_lines(reloaded)[origin]
    click.echo(f"{shown(path)}:{line}: {chosen}")
    if not no_edit and is_terminal(sys.stdin) and _is_edited(path, line):
        print_problems([problem for problem in problems_of(load(folder)) if problem.place.path == shown(path)])


def _is_edited(path: Path, line: int) -> bool:
    """Opens the editor and waits; False where none is named. Raises ClfcardsError where it fails."""
    match outcome := open_editor(path, line):
        case EditorEnded(0):
            return True
        case NoEditor():
            return False
    raise ClfcardsError(edit_sentence(outcome))


def _file(loaded: Loaded, kind: str, task: str) -> Path:
    """The first file of this kind for the task; a new one where there is none."""
    items = loaded.bank.facts if kind == "fact" else loaded.bank.questions
    for item in items:
        if item.task == task:
            return loaded.files[item.origin.path]
    return loaded.folder / f"{kind}s" / f"{task}.yaml"


def _add(path: Path, kind: str, task: str, item: str) -> None:
    if not path.exists():
        text = new_file(task, f"{kind}s", [item])
    else:
        try:
            text = with_items(decode(read_bytes(path))[0], [item])
        except LayoutError as error:
            raise UsageError(f"cannot add to '{shown(path)}': {error}; add the item by hand") from error
    write_atomically(path, text.encode())
