"""`clfcards guide show|diff|apply`: shows the exam guide, compares two, and updates the sources for a new one."""

import datetime as dt
from pathlib import Path

import click

from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.cli.problems import show_problems
from clfcards.cli.subcommands import SubcommandGroup
from clfcards.codec import dumps
from clfcards.decks.folders import decks_folder, exam_folder
from clfcards.decks.load import load_with_guide
from clfcards.errors import ClfcardsError
from clfcards.next_step import NextStep
from clfcards.system.files import shown, write_atomically
from clfcards.system.garbage_collection import collector_off
from clfcards.use_cases.check import SourcesHaveErrors
from clfcards.use_cases.guide_diff import compare_guides
from clfcards.use_cases.guide_transition import carry_out, prepare_transition
from clfcards.words import edits as edit_words
from clfcards.words import guide as guide_words
from clfcards.words import guide_diff as diff_words
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count
from clfcards.words.transition import retirement_reason, todo_text


@with_global_options
def show(options: GlobalOptions) -> None:
    """Show the guide that the sources follow."""
    _, guide, _ = load_with_guide(_folder(options))
    click.echo(dumps(guide_words.document(guide), indent=2) if options.as_json else guide_words.text(guide))


@with_global_options
@click.argument("old")
@click.argument("new", required=False)
@click.option("--markdown", "as_markdown", is_flag=True, help="Write Markdown, for a pull request.")
@click.option("--all", "every_row", is_flag=True, help="Show long tables in full.")
def diff(options: GlobalOptions, old: str, new: str | None, as_markdown: bool, every_row: bool) -> None:
    """Compare two guides and show what the changes mean for the sources.

    OLD and NEW are files, or git revisions of the exam's guide.yaml. NEW defaults to the guide in the
    sources. The sources are assumed to follow OLD, or NEW if that is their own guide.
    """
    with collector_off():
        found = compare_guides(_folder(options), old, new)
    if options.as_json:
        click.echo(dumps(diff_words.document(found), indent=2))
    elif as_markdown:
        click.echo(diff_words.markdown(found), nl=False)
    else:
        click.echo(diff_words.text(found, every_row=every_row))


@with_global_options
@click.argument("new")
@click.option(
    "--assign", type=click.Path(path_type=Path), metavar="FILE",
    help="A file with your decisions, one `item-id: task` per line, such as a completed to-do list.",
)  # fmt: skip
@click.option(
    "--todo", type=click.Path(path_type=Path), metavar="FILE",
    help="Write what is left for you to decide to this file; without --yes, write nothing else.",
)  # fmt: skip
@click.option("-y", "--yes", is_flag=True, help="Write the edits without asking.")
def apply(options: GlobalOptions, new: str, assign: Path | None, todo: Path | None, yes: bool) -> None:
    """Update the sources for a new guide, as far as rules can decide.

    NEW is a file or a git revision. Items move to the tasks named in the new guide's `predecessor_tasks`,
    or to similar ones. Topics and services that no longer exist are removed, new service names are added
    next to old ones, and items of dropped tasks are retired. The edits are shown before they are written,
    and they keep comments and layout. Whatever no rule decides is listed with its location.
    """
    with collector_off():
        prepared = prepare_transition(_folder(options), new, assign)
    if isinstance(prepared, SourcesHaveErrors):
        show_problems(prepared.problems, err=True)
        raise ClfcardsError("not applied: fix the errors above first; the sources are unchanged")
    left = todo_text(prepared)
    click.echo(edit_words.text(prepared.edits), nl=False)
    if todo:
        write_atomically(todo, left.encode())
    click.echo(f"\n{left}" if left else "", nl=False, err=True)
    if not prepared.edits:
        click.echo("nothing to write: the sources already follow this guide", err=True)
    elif todo and not yes:
        click.echo(f"only {shown(todo)} was written: enter your decisions there, then pass it with --assign", err=True)
    elif yes or click.confirm("Write these edits?", err=True):
        carry_out(prepared, dt.date.today(), retirement_reason(prepared.guide))
        written = f"{count(len(prepared.edits), 'file')} written in {shown(prepared.folder)}"
        click.echo(f"{written}; now run '{command_line(NextStep.run('check'))}'", err=True)


def _folder(options: GlobalOptions) -> Path:
    return exam_folder(decks_folder(options.decks), options.exam)


command = SubcommandGroup(
    name="guide",
    help="Show the exam guide, compare two guides, or update the sources for a new one.",
    commands={"show": show, "diff": diff, "apply": apply},
)
