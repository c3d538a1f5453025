"""`clfcards history exams`: all attempts with their trend, one again, or two compared."""

from collections.abc import Sequence
from pathlib import Path

import click

from clfcards.cli import console
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.cli.practice import open_practice
from clfcards.codec import dumps
from clfcards.decks.difficulty_file import fitted_table
from clfcards.errors import UsageError
from clfcards.exam.attempts import Attempt, compare, numbered
from clfcards.exam.reviewed import reviewed_questions
from clfcards.use_cases.practice import Practice
from clfcards.words import attempts as words
from clfcards.words import report as report_words
from clfcards.words.lines import Line
from clfcards.words.question import review_lines


@with_global_options
@click.option("--show", type=click.IntRange(min=1), metavar="N", help="The report of attempt N, and what went wrong.")
@click.option("--compare", "pair", type=int, nargs=2, metavar="A B", help="Attempt B compared with attempt A.")
@click.option("--html", type=click.Path(path_type=Path), metavar="FILE", help="With --show: write the page.")
@click.option("--fitted", is_flag=True, help="Question difficulties fitted to your answers, as difficulty.json.")
def command(
    options: GlobalOptions, show: int | None, pair: tuple[int, int] | None, html: Path | None, fitted: bool
) -> None:
    """Show all practice exams and diagnostics, oldest first, with their trend."""
    if html is not None and show is None:
        raise UsageError("--html writes one report: say which with --show")
    with open_practice(options) as practice:
        attempts = numbered(practice.reports)
        if fitted:
            click.echo(fitted_table(practice.difficulties))
        elif show is not None:
            _show(practice, _chosen(attempts, show), html, options)
        elif pair:
            comparison = compare(_chosen(attempts, pair[0]), _chosen(attempts, pair[1]))
            lines = words.comparison_lines(comparison, console.width())
            _say(lines, words.comparison_document(comparison), options)
        else:
            _say(words.lines(practice.guide, attempts, console.width()), words.document(attempts), options)


def _show(practice: Practice, attempt: Attempt, html: Path | None, options: GlobalOptions) -> None:
    """One report, with the questions worth going through; with `html`, its page is written too."""
    if html is not None:
        from clfcards.pages.report import write_report

        write_report(html, practice.guide, practice.bank, attempt.report)
    lines = report_words.lines(practice.guide, attempt.report, console.width())
    reviewed = review_lines(reviewed_questions(attempt.report, practice.bank), console.width())
    _say([*lines, *reviewed], words.attempt_document(attempt), options)


def _say(lines: Sequence[Line], document: object, options: GlobalOptions) -> None:
    if options.as_json:
        click.echo(dumps(document, indent=2))
    else:
        console.say(lines)


def _chosen(attempts: list[Attempt], number: int) -> Attempt:
    if not 1 <= number <= len(attempts):
        have = f"there are 1 to {len(attempts)}" if attempts else "there is none yet"
        raise UsageError(f"there is no attempt {number}: {have}")
    return attempts[number - 1]
