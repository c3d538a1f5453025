"""`clfcards check`: shows every problem in the sources and where it is."""

import datetime as dt
import re
import sys
from pathlib import Path

import click

from clfcards.cli.exam_folder import every_exam, folders_to_read
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.cli.problems import show_problems
from clfcards.codec import dumps
from clfcards.decks.foreign_texts import read_foreign
from clfcards.decks.load import Loaded, load
from clfcards.errors import UsageError
from clfcards.model.language import language_of
from clfcards.model.problem import Problem
from clfcards.model.spelling import did_you_mean
from clfcards.next_step import NextStep
from clfcards.rules import RULES, Rule
from clfcards.system.files import shown
from clfcards.system.garbage_collection import collector_off
from clfcards.system.streams import unguarded
from clfcards.use_cases.baseline import Compared, compared, read_baseline
from clfcards.use_cases.baseline import write_baseline as write
from clfcards.use_cases.check import problems_of
from clfcards.words import baseline as baseline_words
from clfcards.words import problems as words
from clfcards.words.phrases import count
from clfcards.words.problem_formats import github, sarif
from clfcards.words.rule import explanation, rule_list, switched_off


def _days(context: click.Context, option: click.Parameter, value: str | None) -> int | None:
    """A number of days, written `180d` or `180`."""
    if value is None:
        return None
    match = re.fullmatch(r"([0-9]{1,5})d?", value)
    if match is None:
        raise click.BadParameter(f"'{value}' is not a number of days, such as 180d", context, option)
    return int(match[1])


@with_global_options
@every_exam
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--rule", "rules", multiple=True, metavar="NAME", help="Run only this rule; can be repeated.")
@click.option(
    "--explain", metavar="RULE", help="Explain a rule and how to waive it or switch it off; 'all' lists them."
)
@click.option(
    "--format", "format_", type=click.Choice(["text", "github", "sarif"]), default="text", show_default=True,
    help="The output format: for people, GitHub Actions, or code scanning.",
)  # fmt: skip
@click.option(
    "--stale", callback=_days, metavar="DAYS", help="Also warn about items verified longer ago, such as 180d."
)
@click.option(
    "--baseline", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Report only findings that are not in this file, and name what of it is not found any more.",
)  # fmt: skip
@click.option("--write-baseline", is_flag=True, help="Write all findings to the file of --baseline.")
@click.option("--all", "everything", is_flag=True, help="Show all problems, even if there are very many.")
@click.option(
    "--against", multiple=True, type=click.Path(path_type=Path), metavar="PATH",
    help="Also warn about texts copied from this file, or from the files in this folder; can be repeated.",
)  # fmt: skip
def command(
    options: GlobalOptions,
    every_exam: bool,
    strict: bool,
    rules: tuple[str, ...],
    explain: str | None,
    format_: str,
    stale: int | None,
    baseline: Path | None,
    write_baseline: bool,
    everything: bool,
    against: tuple[Path, ...],
) -> None:
    """Check the sources and show where each problem is.

    Exits with 1 if there is an error (with --strict, also for a warning), and with 0 otherwise. With --baseline, only
    new findings count; a build still requires that there is no error.
    """
    if explain:
        click.echo(rule_list(RULES) if explain == "all" else explanation(_rule(explain)))
        return
    if write_baseline and baseline is None:
        raise UsageError("there is no file to write the findings to", NextStep.again_with(baseline=None))
    if every_exam and baseline is not None:
        raise UsageError("a baseline is of one exam: leave out --every-exam or --baseline")
    if write_baseline and rules:
        raise UsageError("a baseline has the findings of all rules: leave out --rule")
    wanted = tuple(_rule(name) for name in rules) or RULES
    with collector_off():
        foreign = tuple(text for path in against for text in read_foreign(path))
        exams = [load(folder) for folder in folders_to_read(options, every=every_exam)]
        today = dt.date.today()
        stale_before = today - dt.timedelta(days=stale) if stale is not None else None
        by_exam = [problems_of(one, wanted, stale_before=stale_before, today=today, foreign=foreign) for one in exams]
    problems = [problem for of_exam in by_exam for problem in of_exam]
    if write_baseline and baseline is not None:
        click.echo(f"{count(write(baseline, exams[0], problems), 'finding')} in {shown(baseline)}")
        return
    found = _new(baseline, exams[0], problems, frozenset(rules))
    problems = list(found.new)
    if options.as_json:
        click.echo(dumps(words.document(problems, found.known, len(found.stale)), indent=2))
    elif format_ == "sarif":
        click.echo(dumps(sarif(problems, RULES), indent=2))
    elif format_ == "github":
        # These lines are meant as commands, and everything else in them is escaped.
        click.echo(github(problems), file=unguarded(sys.stdout), nl=bool(problems))
    else:
        show_problems(problems, everything=everything or bool(rules))
        for loaded, of_exam in zip(exams, by_exam, strict=True):
            none = words.no_problems(loaded.bank) if baseline is None else "no new problems"
            is_clean = not of_exam if baseline is None else not problems
            _show_rest(loaded, none if is_clean else "", wanted, loaded.folder.name if every_exam else "")
        for line in baseline_words.lines(found, shown(baseline)) if baseline is not None else ():
            click.echo(line, err=True)
    sys.exit(1 if words.error_count(problems) or (strict and problems) else 0)


def _show_rest(loaded: Loaded, none: str, wanted: tuple[Rule, ...], exam: str) -> None:
    """Says that there is no problem, if `none` says so, and which rules were left out; `exam` is named if not empty."""
    name = f"{exam}: " if exam else ""
    if none:
        click.echo(f"{name}{none}")
    if loaded.guide and (left_out := switched_off(wanted, language_of(loaded.guide.language))):
        click.echo(f"{name}{left_out}")


def _new(baseline: Path | None, loaded: Loaded, problems: list[Problem], rules: frozenset[str]) -> Compared:
    """The problems that are not in the baseline; all of them if there is none."""
    if baseline is None:
        return Compared(tuple(problems), 0, ())
    return compared(read_baseline(baseline), loaded, problems, rules or None)


def _rule(name: str) -> Rule:
    by_name = {rule.name: rule for rule in RULES}
    if name not in by_name:
        hint = did_you_mean(name, by_name) or "; 'check --explain all' lists them"
        raise UsageError(f"there is no rule '{name}'{hint}")
    return by_name[name]
