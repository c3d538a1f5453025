"""`clfcards check`: every problem of the sources, with its place."""

import json
import sys

import click

from clfcards.cli.options import Settings, with_settings
from clfcards.terminal.problems import count, print_problems
from clfcards.workspace.check import problems_of
from clfcards.workspace.folders import decks_folder, exam_folder
from clfcards.workspace.load import collector_off, load


@with_settings
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
def command(settings: Settings, strict: bool) -> None:
    """Check the sources and show every problem with its place.

    Exit code 0 where there is none, 1 where there is an error (with --strict, also a warning).
    """
    with collector_off():
        loaded = load(exam_folder(decks_folder(settings.decks), settings.exam))
        problems = problems_of(loaded)
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    if settings.as_json:
        listed = [
            {
                "path": p.place.path,
                "line": p.place.line,
                "column": p.place.column,
                "severity": p.severity,
                "rule": p.rule,
                "message": p.message,
            }
            for p in problems
        ]
        click.echo(json.dumps({"problems": listed, "errors": errors, "warnings": warnings}, indent=2))
    else:
        print_problems(problems)
        if not problems:
            bank = loaded.bank
            click.echo(f"{count(len(bank.facts), 'fact')} and {count(len(bank.questions), 'question')}, no problems")
    sys.exit(1 if errors or (strict and warnings) else 0)
