"""`clfcards diagnostic`: ten study questions that show where you stand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from clfcards.cli import console
from clfcards.cli.console_exam import Asked, ConsoleExam
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.cli.practice import draw_seed, open_practice
from clfcards.exam.assembly import Request
from clfcards.exam.diagnostic_length import diagnostic_length
from clfcards.exam.timing import Timing
from clfcards.use_cases.study_plan import remaining_study_plan
from clfcards.words.lines import Line, wrapped

if TYPE_CHECKING:  # what comes after the last question is imported there: it takes 15 ms
    from clfcards.exam.diagnostic import Diagnosis
    from clfcards.exam.form import Form
    from clfcards.exam.report import Report

_MOST_MINUTES = 60_000  # a thousand hours


@with_global_options
@click.option("--seed", type=click.IntRange(min=0), help="The seed that chooses and shuffles the questions.")
@click.option(
    "--minutes",
    type=click.IntRange(30, _MOST_MINUTES),
    default=600,
    show_default=True,
    metavar="N",
    help="The minutes of study to plan.",
)
@click.option("--more", is_flag=True, help="Answer ten more questions, from the domains in doubt; up to thirty in all.")
@click.option("--new", "fresh", is_flag=True, help="Throw away an unfinished diagnostic and start a new one.")
def command(options: GlobalOptions, seed: int | None, minutes: int, more: bool, fresh: bool) -> None:
    """Answer ten questions to see where you stand, and get a study plan.

    You get an estimate of your score with its interval, the points to gain in each domain, and, if the
    answers can tell, your weakest domain. It takes about five minutes and is not timed.
    """
    with open_practice(options) as opened:

        def new() -> tuple[Form, Timing]:
            if more:
                return opened.more_form(draw_seed(seed)), Timing(None)
            if left := remaining_study_plan(opened.log, lambda: {item.id: item.task for item in opened.bank}):
                from clfcards.words import diagnosis as words

                console.say(wrapped(words.replaced_plan_sentence(left), console.width()), err=True)
            request = Request("diagnostic", diagnostic_length(opened.guide))
            return opened.form(request, "study", draw_seed(seed)), Timing(None)

        def diagnosed(report: Report) -> Diagnosis:
            from clfcards.exam.diagnostic import diagnose, parts_of_diagnostic

            is_more = report.sitting.form.kind == "more"
            parts = [*(parts_of_diagnostic(opened.reports) if is_more else ()), report]
            return diagnose(opened.guide, opened.deck.shares, parts, minutes, opened.possible)

        def plan_of(report: Report) -> dict[str, Any]:
            from clfcards.exam.study_plan_record import plan_to_json

            return plan_to_json(diagnosed(report).plan)

        def describe(report: Report, width: int) -> list[Line]:
            from clfcards.cli.following import ending_lines
            from clfcards.words import diagnosis as words

            shown = words.lines(practice.guide, diagnosed(report), opened.seen(report.sitting), width)
            return [*shown, Line(), *ending_lines(practice, options, width)]

        asked: Asked = {
            "seed": (seed, lambda left: left.form.seed == seed),
            "more": (more or None, lambda left: left.form.kind == "more"),
        }
        given = {name: option for name, option in asked.items() if option[0] is not None}
        practice = replace(opened, plan_of=plan_of)
        exam = ConsoleExam(practice, options, console.line_reader(options), describe)
        report = exam.run(("diagnostic", "more"), new, given, fresh=fresh)
        if report is not None:
            from clfcards.words import diagnosis as words

            exam.show(report, words.document(practice.guide, diagnosed(report), opened.seen(report.sitting)))
