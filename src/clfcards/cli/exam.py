"""`clfcards exam`: a practice exam, sat as the real one and scored by an open model."""

import json
from pathlib import Path

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
from clfcards.errors import UsageError
from clfcards.exam.assembly import Request, assemble, form_of
from clfcards.exam.form import Form, Kind
from clfcards.exam.report import Report, report_to_json
from clfcards.exam.sightings import missed
from clfcards.exam.sitting import Terms
from clfcards.system.files import refuse_unwritable
from clfcards.system.line_input import ReadLine
from clfcards.words.lines import Line

_KINDS: tuple[Kind, ...] = ("exam", "domain", "redo")


@with_global_options
@click.option("--length", type=click.IntRange(min=1), metavar="N", help="A shorter form of N questions.")
@click.option("--domain", metavar="ID", help="Questions of one domain only; they get no scaled score.")
@click.option("--redo-wrong", is_flag=True, help="The questions that went wrong when last asked.")
@click.option("--seed", type=click.IntRange(min=0), help="The seed that chooses and shuffles the questions.")
@click.option("--untimed", is_flag=True, help="Without a clock.")
@click.option("--extra-time", type=click.IntRange(1, 1000), metavar="MIN", help="This many minutes more.")
@click.option("--strict", is_flag=True, help="The clock runs on while you are away.")
@click.option("--new", "fresh", is_flag=True, help="Throw away an exam that was left, and begin a new one.")
@click.option(
    "--html",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Also write the report as a page.",
)
def command(
    options: GlobalOptions,
    length: int | None,
    domain: str | None,
    redo_wrong: bool,
    seed: int | None,
    untimed: bool,
    extra_time: int | None,
    strict: bool,
    fresh: bool,
    html: Path | None,
) -> None:
    """Sit a practice exam, against the clock.

    An exam that was left is offered first. The scaled score is a model: the vendor publishes no
    conversion.
    """
    if untimed and (strict or extra_time):
        raise UsageError("--untimed has no clock: leave out --strict and --extra-time")
    if html is not None:
        refuse_unwritable(html)
    with practice(options) as desk:
        read = console.line_reader(options)
        left = desk.left_open(_KINDS)
        session = go_on(desk, left, read, options.as_json) if left and not fresh else None
        if session is None:
            form = _form(desk, length, domain, redo_wrong, draw_seed(seed))
            if left:  # only now, when nothing can refuse the new one any more
                desk.session(left).abandon()
            session = desk.begin(form, _terms(desk, len(form), untimed, extra_time or 0, strict))
        report = work(desk, session, read, lambda report, width: _describe(desk, report, width), "clfcards exam")
        if report is None:
            return
        try:
            _show(desk, report, read)
        finally:  # last, so that its failure hides nothing, but also where Ctrl-C ends the report
            if html is not None:
                _write_page(html, desk, report)


def _form(desk: Practice, length: int | None, domain: str | None, redo_wrong: bool, seed: int) -> Form:
    pool = desk.pool("exam")
    if redo_wrong:
        known = {question.id: question for question in pool}
        wrong = [known[id_] for id_ in missed(desk.sittings) if id_ in known]
        if domain is not None:
            wrong = [q for q in wrong if desk.guide.domain_of_task[q.task].id == domain]
        if not wrong:
            raise UsageError("no question went wrong when it was last asked: sit 'clfcards exam' first")
        return form_of(desk.guide, "redo", wrong[: length or desk.guide.format.questions], desk.experience, seed)
    request = Request("domain" if domain else "exam", length, domain)
    return assemble(desk.guide, desk.deck.shares, pool, request, desk.experience, seed)


def _terms(desk: Practice, questions: int, untimed: bool, extra_minutes: int, strict: bool) -> Terms:
    """The exam's minutes in proportion to the number of questions, and what was asked for on top."""
    terms = desk.guide.format
    seconds = round(60 * terms.minutes * questions / terms.questions)
    return Terms(None if untimed else float(seconds + 60 * extra_minutes), strict)


def _show(desk: Practice, report: Report, read: ReadLine) -> None:
    """The report, as asked for; after a screen it has been seen."""
    if desk.options.as_json:
        click.echo(json.dumps(report_to_json(report), indent=2))
        return
    from clfcards.plain.walkthrough import go_through

    console.say(_describe(desk, report, console.width()))
    if not console.is_full_screen(desk.options):
        go_through(report, desk.bank, read, console.say, console.width())


def _write_page(html: Path, desk: Practice, report: Report) -> None:
    from clfcards.pages.report import write_report

    write_report(html, desk.guide, desk.bank, report)


def _describe(desk: Practice, report: Report, width: int) -> list[Line]:
    from clfcards.words.report import report_lines

    return report_lines(desk.guide, report, width)
