"""`clfcards check`: shows every problem in the sources and where it is."""

import datetime as dt
import re
import sys
from pathlib import Path

import click

from clfcards.cli.exam_folder import folder_to_read
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.cli.problems import show_problems
from clfcards.codec import dumps
from clfcards.decks.load import load
from clfcards.decks.passages import read_foreign
from clfcards.errors import UsageError
from clfcards.model.language import language_of
from clfcards.model.spelling import did_you_mean
from clfcards.rules import RULES, Rule
from clfcards.system.garbage_collection import collector_off
from clfcards.system.streams import unguarded
from clfcards.use_cases.check import problems_of
from clfcards.words import problems as words
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
    "--against", multiple=True, type=click.Path(path_type=Path), metavar="PATH",
    help="Also warn about texts copied from this file, or from the files in this folder; can be repeated.",
)  # fmt: skip
def command(
    options: GlobalOptions,
    strict: bool,
    rules: tuple[str, ...],
    explain: str | None,
    format_: str,
    stale: int | None,
    against: tuple[Path, ...],
) -> None:
    """Check the sources and show where each problem is.

    Exits with 1 if there is an error (with --strict, also for a warning), and with 0 otherwise.
    """
    if explain:
        click.echo(rule_list(RULES) if explain == "all" else explanation(_rule(explain)))
        return
    wanted = tuple(_rule(name) for name in rules) or RULES
    with collector_off():
        foreign = tuple(text for path in against for text in read_foreign(path))
        loaded = load(folder_to_read(options))
        today = dt.date.today()
        stale_before = today - dt.timedelta(days=stale) if stale is not None else None
        problems = problems_of(loaded, wanted, stale_before=stale_before, today=today, foreign=foreign)
    if options.as_json:
        click.echo(dumps(words.document(problems), indent=2))
    elif format_ == "sarif":
        click.echo(dumps(sarif(problems, RULES), indent=2))
    elif format_ == "github":
        # These lines are meant as commands, and everything else in them is escaped.
        click.echo(github(problems), file=unguarded(sys.stdout), nl=bool(problems))
    else:
        show_problems(problems)
        if not problems:
            click.echo(words.no_problems(loaded.bank))
        if loaded.guide and (left_out := switched_off(wanted, language_of(loaded.guide.language))):
            click.echo(left_out)
    sys.exit(1 if words.error_count(problems) or (strict and problems) else 0)


def _rule(name: str) -> Rule:
    by_name = {rule.name: rule for rule in RULES}
    if name not in by_name:
        hint = did_you_mean(name, by_name) or "; 'check --explain all' lists them"
        raise UsageError(f"there is no rule '{name}'{hint}")
    return by_name[name]
