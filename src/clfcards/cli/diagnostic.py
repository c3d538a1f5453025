"""`clfcards diagnostic`: ten study questions, and at once where you stand."""

import json

import click

from clfcards.cli import console
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.cli.practice import (
    Practice,
    draw_seed,
    go_on,
    practice,
    work,
)
from clfcards.exam.assembly import Request, assemble
from clfcards.exam.diagnostic import QUESTIONS, diagnose, diagnosis_to_json
from clfcards.exam.report import Report
from clfcards.exam.sitting import Terms
from clfcards.system.line_input import ReadLine
from clfcards.words.lines import Line

_MOST_MINUTES = 60_000  # a thousand hours


@with_global_options
@click.option("--seed", type=click.IntRange(min=0), help="The seed that chooses and shuffles the questions.")
@click.option(
    "--minutes",
    type=click.IntRange(30, _MOST_MINUTES),
    default=600,
    show_default=True,
    metavar="N",
    help="Minutes of study that the plan shares out.",
)
@click.option("--new", "fresh", is_flag=True, help="Throw away a diagnostic that was left, and begin a new one.")
def command(options: GlobalOptions, seed: int | None, minutes: int, fresh: bool) -> None:
    """Answer ten questions: where you stand, and a study plan.

    It gives a score with its interval, and the weakest domain if ten questions can tell;
    it takes about five minutes and has no clock.
    """
    with practice(options) as desk:
        read = console.line_reader(options)
        left = desk.left_open(("diagnostic",))
        session = go_on(desk, left, read, options.as_json) if left and not fresh else None
        if session is None:
            request = Request("diagnostic", min(QUESTIONS, desk.guide.format.questions))
            drawn = draw_seed(seed)
            form = assemble(desk.guide, desk.deck.shares, desk.pool("study"), request, desk.experience, drawn)
            if left:  # only now, when nothing can refuse the new one any more
                desk.session(left).abandon()
            session = desk.begin(form, Terms(None))
        report = work(
            desk, session, read, lambda report, width: _describe(desk, report, minutes, width), "clfcards diagnostic"
        )
        if report is not None:
            _show(desk, report, read, minutes)


def _show(desk: Practice, report: Report, read: ReadLine, minutes: int) -> None:
    if desk.options.as_json:
        document = diagnosis_to_json(diagnose(desk.guide, desk.deck.shares, report, minutes))
        click.echo(json.dumps(document, indent=2))
        return
    from clfcards.plain.walkthrough import go_through

    console.say(_describe(desk, report, minutes, console.width()))
    if not console.is_full_screen(desk.options):
        go_through(report, desk.bank, read, console.say, console.width())


def _describe(desk: Practice, report: Report, minutes: int, width: int) -> list[Line]:
    from clfcards.words.report import diagnosis_lines

    return diagnosis_lines(desk.guide, diagnose(desk.guide, desk.deck.shares, report, minutes), width)
