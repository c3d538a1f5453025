"""`clfcards history exams`: lists all attempts with their trend, shows one, or compares two."""

from collections.abc import Sequence
from pathlib import Path

import click

from clfcards.cli import console
from clfcards.cli.following import ending_lines
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.cli.practice import open_practice
from clfcards.codec import dumps
from clfcards.errors import UsageError
from clfcards.exam.attempts import Attempt, compare
from clfcards.exam.reviewed import reviewed_questions
from clfcards.use_cases.practice import Practice
from clfcards.words import attempts as words
from clfcards.words import report as report_words
from clfcards.words.lines import Line
from clfcards.words.question import review_lines


@with_global_options
@click.option(
    "--show", type=click.IntRange(min=1), metavar="N", help="Show the report of attempt N and what went wrong."
)
@click.option("--every-question", is_flag=True, help="With --show: also show the questions you got right.")
@click.option("--compare", "pair", type=int, nargs=2, metavar="A B", help="Compare attempt B with attempt A.")
@click.option("--html", type=click.Path(path_type=Path), metavar="FILE", help="With --show: also write an HTML page.")
@click.option("--fitted", is_flag=True, help="Print difficulties fitted to your answers, as difficulty.json.")
def command(
    options: GlobalOptions,
    show: int | None,
    every_question: bool,
    pair: tuple[int, int] | None,
    html: Path | None,
    fitted: bool,
) -> None:
    """List practice exams and diagnostics, oldest first, with their trend."""
    if html is not None and show is None:
        raise UsageError("--html writes one report: choose it with --show")
    if every_question and show is None:
        raise UsageError("--every-question shows one attempt: choose it with --show")
    with open_practice(options, to_read=True) as practice:
        attempts = practice.attempts
        if fitted:
            click.echo(_fitted(practice), nl=False)
        elif show is not None:
            _show(practice, _chosen(attempts, show), html, options, every=every_question)
        elif pair:
            comparison = compare(_chosen(attempts, pair[0]), _chosen(attempts, pair[1]))
            lines = words.comparison_lines(comparison, console.width())
            _print(lines, words.comparison_document(practice.guide, comparison), practice, options)
        else:
            lines = words.lines(practice.guide, attempts, console.width())
            _print(lines, words.document(practice.guide, attempts), practice, options)


def _fitted(practice: Practice) -> str:
    """The table that follows from this log alone: what the bank's own table already holds does not count twice."""
    from clfcards.decks.difficulty_file import fitted_table
    from clfcards.use_cases.calibrate import calibration
    from clfcards.use_cases.real_result import own_shared_history

    return fitted_table(calibration(practice.guide, practice.bank, [own_shared_history(practice)]).table)


def _show(practice: Practice, attempt: Attempt, html: Path | None, options: GlobalOptions, *, every: bool) -> None:
    """Prints one report with the questions worth reviewing, or every one; with `html`, also writes it as a page."""
    if html is not None:
        from clfcards.pages.report import write_report

        write_report(html, practice.guide, practice.bank, attempt.report, attempt.seen, practice.deck.report_url)
    lines = report_words.lines(practice.guide, attempt.report, attempt.seen, console.width())
    asked = reviewed_questions(attempt.report, practice.bank, every=every, report_url=practice.deck.report_url)
    reviewed = review_lines(asked, console.width(), practice.log.own_notes())
    _print([*lines, *reviewed], words.attempt_document(practice.guide, attempt), practice, options)


def _print(lines: Sequence[Line], document: object, practice: Practice, options: GlobalOptions) -> None:
    if options.as_json:
        click.echo(dumps(document, indent=2))
    else:
        console.say([*lines, Line(), *ending_lines(practice, options, console.width())])


def _chosen(attempts: list[Attempt], number: int) -> Attempt:
    if not 1 <= number <= len(attempts):
        known = f"the attempts are 1 to {len(attempts)}" if attempts else "there are none yet"
        raise UsageError(f"there is no attempt {number}: {known}")
    return attempts[number - 1]
