"""`clfcards result`: records the result of the real exam."""

import datetime as dt

import click

from clfcards.cli import console
from clfcards.cli.learner import stamp
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.cli.practice import open_practice
from clfcards.codec import dumps
from clfcards.words import real_result as words


@with_global_options
@click.argument("result", metavar="SCORE|passed|failed")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The day of the exam, if not today.")
def command(options: GlobalOptions, result: str, day: dt.datetime | None) -> None:
    """Record the result of the real exam, and see what readiness had said.

    It stays in your log. 'clfcards history share' writes it, with your answers and without your name, to a file for
    the maintainers of the deck. 'clfcards history undo' takes it back.
    """
    from clfcards.use_cases.real_result import record, result_in

    today = dt.datetime.now().astimezone().date()
    with open_practice(options) as practice:
        asked = result_in(result, practice.guide, day.date() if day else today, today)
        recorded = record(practice, asked, stamp)
        code = practice.guide.exam.code
    if options.as_json:
        click.echo(dumps(words.document(code, recorded), indent=2))
    else:
        console.say(words.lines(code, recorded, console.width()))
