"""`clfcards history share`: a file of answers and results without the learner's name, for a deck's maintainers."""

from pathlib import Path

import click

from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.cli.practice import open_practice
from clfcards.codec import dumps
from clfcards.errors import UsageError
from clfcards.next_step import NextStep
from clfcards.system.files import shown, write_atomically
from clfcards.words.calibration import shared_document, shared_sentence


@with_global_options
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def command(options: GlobalOptions, file: Path) -> None:
    """Write your exam answers and real results to FILE, without your name, for the maintainers of the deck.

    It holds which options you chose, how long you took, the day of each exam, and the results that you recorded with
    'clfcards result'. It holds no name, no time of day, no notes of your own and no reviews of cards.
    """
    from clfcards.use_cases.real_result import own_shared_history

    with open_practice(options, to_read=True) as practice:
        history = own_shared_history(practice)
    if not (history.sittings or history.results):
        raise UsageError("there is nothing to share yet: take a practice exam first", NextStep.run("exam"))
    write_atomically(file, dumps(history, indent=1).encode())
    if options.as_json:
        click.echo(dumps(shared_document(shown(file), history), indent=2))
    else:
        click.echo(shared_sentence(shown(file), history))
