"""`clfcards use`: chooses the exam that commands take if there are several."""

import click

from clfcards.cli.chosen_exam import choose_exam, chosen_exam
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.codec import dumps
from clfcards.decks.folders import exam_folder, exams_in, find_decks
from clfcards.words import exams as words


@with_global_options
@click.argument("code", required=False)
def command(options: GlobalOptions, code: str | None) -> None:
    """Choose the exam that commands take if there are several.

    Without CODE, the exams are listed. The choice is kept with your progress. --exam and the variable CLFCARDS_EXAM
    come before it, and so does an exam's folder that you work in.
    """
    decks = find_decks(options.decks).path
    if code is not None:
        choose_exam(options, exam_folder(decks, code).name)
    found = words.exams(exams_in(decks), chosen_exam(options))
    click.echo(dumps(found, indent=2) if options.as_json else words.text(found))
