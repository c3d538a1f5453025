"""`clfcards retire`: takes an item out of the sources, and notes why in the ledger."""

import datetime as dt

import click

from clfcards.anki.ledger_file import ledger_bytes, read_ledger
from clfcards.anki.retire import retired
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.decks.contents import decode
from clfcards.decks.folders import decks_folder, exam_folder
from clfcards.decks.load import Loaded, load_readable
from clfcards.errors import UsageError
from clfcards.model.spelling import did_you_mean
from clfcards.source.edit import LayoutError
from clfcards.system.files import read_bytes, shown, write_atomically
from clfcards.transition.retire import without_item
from clfcards.use_cases.guide_transition import Edits, show_edits, write_edits


@with_global_options
@click.argument("id_", metavar="ID")
@click.option("--reason", required=True, metavar="TEXT", help="Why, for learners: it stands in the release notes.")
@click.option("--successor", default="", metavar="ID", help="The item that takes its place.")
@click.option("-y", "--yes", is_flag=True, help="Write the edits without asking.")
def command(options: GlobalOptions, id_: str, reason: str, successor: str, yes: bool) -> None:
    """Retire an item: new learners no longer get it, and those who have it are told.

    It goes from the sources, questions that named it name its successor, and the ledger keeps its
    identity, the reason and the successor for ever.
    """
    folder = exam_folder(decks_folder(options.decks), options.exam)
    loaded, _, decks = load_readable(folder)
    ids = {item.id for item in loaded.bank}
    for name in (id_, successor):
        if name and name not in ids:
            raise UsageError(f"there is no item '{name}'{did_you_mean(name, ids)}")
    if id_ == successor:
        raise UsageError("an item cannot be its own successor")
    edits = _edits(loaded, id_, successor)
    click.echo(show_edits(edits), nl=False)
    if not yes and not click.confirm("Write these edits?", err=True):
        return
    path = folder / "ledger.json"
    if path.exists():
        ledger = read_ledger(shown(path), read_bytes(path), decks.namespace)
        write_atomically(path, ledger_bytes(retired(ledger, [id_], dt.date.today(), reason, successor)))
    write_edits(edits)
    click.echo(f"'{id_}' is retired; now run 'clfcards build'", err=True)


def _edits(loaded: Loaded, id_: str, successor: str) -> Edits:
    sources = {item.origin.path for item in loaded.bank}
    texts = {name: decode(read_bytes(loaded.files[name]))[0] for name in sorted(sources)}
    try:
        changed = without_item(texts, loaded.bank, id_, successor)
    except LayoutError as error:
        raise UsageError(f"'{id_}' has to be taken out by hand: {error}") from error
    return Edits({loaded.files[name]: (texts[name], text or None) for name, text in changed.items()}, (id_,), ())
