"""`clfcards exam`: a practice exam, taken like the real one and scored with a documented model."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from clfcards.cli import console
from clfcards.cli.console_exam import Asked, ConsoleExam
from clfcards.cli.deck import quiet_deck_in
from clfcards.cli.learner import stamp
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.cli.practice import draw_seed, open_practice
from clfcards.errors import UsageError
from clfcards.exam.assembly import Request
from clfcards.exam.form import Form, Kind
from clfcards.exam.sitting import Sitting
from clfcards.exam.timing import Timing, exam_timing
from clfcards.model.guide import Format
from clfcards.system.files import refuse_unwritable
from clfcards.use_cases.practice import Practice
from clfcards.words.lines import Line

if TYPE_CHECKING:
    from clfcards.exam.report import Report

_KINDS: tuple[Kind, ...] = ("exam", "domain", "redo")


@with_global_options
@click.option("--length", type=click.IntRange(min=1), metavar="N", help="Take a shorter exam of N questions.")
@click.option("--domain", metavar="ID", help="Only questions of this domain; they get no score.")
@click.option("--redo-wrong", is_flag=True, help="Only questions you got wrong when last asked.")
@click.option("--seed", type=click.IntRange(min=0), help="The seed that chooses and shuffles the questions.")
@click.option("--untimed", is_flag=True, help="No time limit.")
@click.option("--extra-time", type=click.IntRange(1, 1000), metavar="MIN", help="Add this many minutes.")
@click.option("--strict", is_flag=True, help="Keep the clock running while you are away.")
@click.option("--new", "fresh", is_flag=True, help="Throw away an unfinished exam and start a new one.")
@click.option(
    "--html",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Also write the report as an HTML page.",
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
    """Take a practice exam against the clock.

    If you left an exam unfinished, you can resume it first. A scaled score is an estimate from
    a model: the vendor publishes no conversion.
    """
    if untimed and (strict or extra_time):
        raise UsageError("--untimed cannot be used with --strict or --extra-time")
    if html is not None:
        refuse_unwritable(html)
    with open_practice(options) as practice:

        def new() -> tuple[Form, Timing]:
            drawn = draw_seed(seed)
            if redo_wrong:
                form = practice.redo_form(length, domain, drawn)
            else:
                form = practice.form(Request("domain" if domain else "exam", length, domain), "exam", drawn)
            terms = practice.guide.format
            timing = exam_timing(terms, len(form), extra_minutes=extra_time or 0, strict=strict)
            return form, Timing(None) if untimed else timing

        def describe(report: Report, width: int) -> list[Line]:
            # At the end, so that the first question is shown earlier.
            from clfcards.cli.following import ending_lines
            from clfcards.words.report import lines

            shown = lines(practice.guide, report, practice.seen(report.sitting), width)
            return [*shown, Line(), *ending_lines(practice, options, width)]

        def remark() -> str:
            return "" if domain or redo_wrong else _plan_remark(practice, options)

        exam = ConsoleExam(practice, options, console.line_reader(options), describe, remark)
        terms = practice.guide.format
        asked = _asked(terms, length, domain, seed, extra_time, redo=redo_wrong, untimed=untimed, strict=strict)
        report = exam.run(_KINDS, new, asked, fresh=fresh)
        if report is None:
            return
        from clfcards.words.report import document

        try:
            exam.show(report, document(practice.guide, report, practice.seen(report.sitting)))
        finally:  # last, so that a failure hides nothing, and also when Ctrl-C ends the report
            if html is not None:
                _write_page(html, practice, report)


def _plan_remark(practice: Practice, options: GlobalOptions) -> str:
    """What an exam outside the learner's plan costs; empty for one that is planned, and without a plan."""
    from clfcards.use_cases.plan.unplanned_exam import unplanned_exam

    found = unplanned_exam(practice, lambda: quiet_deck_in(practice.folder, options, to_read=True).forms, stamp())
    if found is None:
        return ""
    from clfcards.words.plan_line import unplanned_sentence

    return unplanned_sentence(found)


def _asked(
    terms: Format,
    length: int | None,
    domain: str | None,
    seed: int | None,
    extra_time: int | None,
    *,
    redo: bool,
    untimed: bool,
    strict: bool,
) -> Asked:
    """The options that were given, and which exams are what they ask for."""

    def has_time(left: Sitting) -> bool:
        return left.timing == exam_timing(
            terms, len(left.form), extra_minutes=extra_time or 0, strict=left.timing.strict
        )

    options: Asked = {
        "length": (length, lambda left: len(left.form) == length),
        "domain": (domain, lambda left: left.form.kind == "domain" and left.form.questions[0].domain == domain),
        "redo_wrong": (redo or None, lambda left: left.form.kind == "redo"),
        "seed": (seed, lambda left: left.form.seed == seed),
        "untimed": (untimed or None, lambda left: left.timing.limit_seconds is None),
        "extra_time": (extra_time, has_time),
        "strict": (strict or None, lambda left: left.timing.strict),
    }
    return {name: option for name, option in options.items() if option[0] is not None}


def _write_page(html: Path, practice: Practice, report: Report) -> None:
    from clfcards.pages.report import write_report

    seen = practice.seen(report.sitting)
    write_report(html, practice.guide, practice.bank, report, seen, practice.deck.report_url)
