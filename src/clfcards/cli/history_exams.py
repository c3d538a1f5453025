"""`clfcards history exams`: all attempts with their trend, one again, or two compared."""

import json
from pathlib import Path

import click

from clfcards.cli import console
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.cli.practice import practice
from clfcards.errors import UsageError
from clfcards.exam.attempts import Attempt, attempt_to_json, compare, comparison_to_json, numbered
from clfcards.exam.report import report_of
from clfcards.exam.sightings import fitted_to_json


@with_global_options
@click.option("--show", type=click.IntRange(min=1), metavar="N", help="The report of attempt N, and what went wrong.")
@click.option("--compare", "pair", type=int, nargs=2, metavar="A B", help="Attempt B against attempt A.")
@click.option("--html", type=click.Path(path_type=Path), metavar="FILE", help="With --show: write the page.")
@click.option("--fitted", is_flag=True, help="Question difficulties fitted to your answers, as difficulty.json.")
def command(
    options: GlobalOptions, show: int | None, pair: tuple[int, int] | None, html: Path | None, fitted: bool
) -> None:
    """Show all practice exams and diagnostics, oldest first, with their trend."""
    if html is not None and show is None:
        raise UsageError("--html writes one report: say which with --show")
    with practice(options) as desk:
        done = [sitting for sitting in desk.sittings if sitting.ended in ("learner", "clock")]
        attempts = numbered([report_of(desk.guide, sitting) for sitting in done])
        if fitted:
            click.echo(json.dumps(fitted_to_json(desk.difficulties()), indent=1))
        elif show is not None:
            attempt = _chosen(attempts, show)
            if html is not None:
                from clfcards.pages.report import write_report

                write_report(html, desk.guide, desk.bank, attempt.report)
            if options.as_json:
                click.echo(json.dumps(attempt_to_json(attempt), indent=2))
            else:
                from clfcards.words.question import review_lines
                from clfcards.words.report import report_lines

                console.say(report_lines(desk.guide, attempt.report, console.width()))
                console.say(review_lines(attempt.report, desk.bank, console.width()))
        elif pair:
            comparison = compare(_chosen(attempts, pair[0]), _chosen(attempts, pair[1]))
            if options.as_json:
                click.echo(json.dumps(comparison_to_json(comparison), indent=2))
            else:
                from clfcards.words.attempts import comparison_lines

                console.say(comparison_lines(comparison, console.width()))
        elif options.as_json:
            click.echo(json.dumps({"attempts": [attempt_to_json(attempt) for attempt in attempts]}, indent=2))
        else:
            from clfcards.words.attempts import attempts_lines

            console.say(attempts_lines(desk.guide, attempts, console.width()))


def _chosen(attempts: list[Attempt], number: int) -> Attempt:
    if not 1 <= number <= len(attempts):
        have = f"there are 1 to {len(attempts)}" if attempts else "there is none yet"
        raise UsageError(f"there is no attempt {number}: {have}")
    return attempts[number - 1]
