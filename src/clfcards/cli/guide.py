"""`clfcards guide show|diff|apply|undo`: shows the exam guide, compares two, and updates the sources for a new one."""

import datetime as dt
from pathlib import Path

import click

from clfcards.cli.exam_folder import every_exam, folder_to_read, folder_to_write, folders_to_read
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.cli.problems import show_problems
from clfcards.cli.subcommands import SubcommandGroup
from clfcards.codec import dumps
from clfcards.decks.journal import last_transition
from clfcards.decks.journal import undo as restore
from clfcards.decks.load import load_with_guide
from clfcards.errors import ClfcardsError
from clfcards.next_step import NextStep
from clfcards.system.files import shown, write_atomically
from clfcards.system.garbage_collection import collector_off
from clfcards.use_cases.check import SourcesHaveErrors
from clfcards.use_cases.guide_diff import compare_guides
from clfcards.use_cases.guide_transition import Transition, carry_out, prepare_transition
from clfcards.words import edits as edit_words
from clfcards.words import guide as guide_words
from clfcards.words import guide_diff as diff_words
from clfcards.words import transition as transition_words
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count
from clfcards.words.transition import retirement_reason, todo_text

_LONGEST_DIFF = 400  # lines; a longer one would push everything else off the screen
_LONGEST_TODO = 40


@with_global_options
@every_exam
def show(options: GlobalOptions, every_exam: bool) -> None:
    """Show the guide that the sources follow."""
    guides = [load_with_guide(folder)[1] for folder in folders_to_read(options, every=every_exam)]
    if options.as_json:
        documents = [guide_words.document(guide) for guide in guides]
        click.echo(dumps(documents if every_exam else documents[0], indent=2))
    else:
        click.echo("\n\n".join(map(guide_words.text, guides)))


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
        found = compare_guides(folder_to_read(options), old, new)
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
@click.option("--diff", "every_line", is_flag=True, help="Show every line of the edits, even if there are many.")
@click.option(
    "--retire", type=click.IntRange(0), metavar="N",
    help="Confirm that exactly N items are retired; --yes alone does not.",
)  # fmt: skip
@click.option("-y", "--yes", is_flag=True, help="Write the edits without asking.")
def apply(
    options: GlobalOptions,
    new: str,
    assign: Path | None,
    todo: Path | None,
    every_line: bool,
    retire: int | None,
    yes: bool,
) -> None:
    """Update the sources for a new guide, as far as rules can decide.

    NEW is a file or a git revision. Items move to the tasks named in the new guide's `predecessor_tasks`; those of
    tasks that it does not name follow their topics, their services, or a task with the same title. Items whose task
    is gone are retired after you confirm their number. The edits are shown before they are written, and they keep
    comments and layout. Whatever no rule decides is listed with its location. `guide undo` takes everything back.
    """
    folder = folder_to_write(options)
    with collector_off():
        prepared = prepare_transition(folder, new, assign)
    if isinstance(prepared, SourcesHaveErrors):
        show_problems(prepared.problems, err=True)
        raise ClfcardsError("not applied: fix the errors above first; the sources are unchanged")
    left = todo_text(prepared)
    if options.as_json:
        click.echo(dumps(transition_words.document(prepared), indent=2))
    else:
        _show_edits(prepared, every_line)
    if todo:
        write_atomically(todo, left.encode())
    _show_plan(prepared, left)
    if not prepared.edits:
        click.echo("nothing to write: the sources already follow this guide", err=True)
    elif todo and not yes:
        click.echo(f"only {shown(todo)} was written: enter your decisions there, then pass it with --assign", err=True)
    elif _is_confirmed(len(prepared.retired), retire, yes):
        carry_out(prepared, dt.date.today(), retirement_reason(prepared.after), transition_words.title(prepared))
        click.echo(transition_words.result_text(prepared), err=True)
    else:
        click.echo("nothing was written", err=True)


@with_global_options
@click.option("-y", "--yes", is_flag=True, help="Restore the files without asking.")
def undo(options: GlobalOptions, yes: bool) -> None:
    """Take back the last `guide apply`: the sources and the ledger are restored to the byte.

    This also completes the recovery if the program was interrupted while it wrote. Files that were changed since are
    named, and nothing is restored until they are as they were.
    """
    folder = folder_to_write(options)
    last = last_transition(folder)
    if last is None:
        raise ClfcardsError(f"there is nothing to undo: no new guide was applied in '{shown(folder)}'")
    for entry in () if last.changed else last.journal.entries:
        click.echo(f"{'delete' if entry.before is None else 'restore'} {shown(folder / entry.path)}")
    if yes or last.changed or click.confirm(f"Undo '{last.journal.title}'?", err=True):
        restore(folder, last)
        click.echo(f"undone: {last.journal.title}", err=True)


def _show_edits(prepared: Transition, every_line: bool) -> None:
    """Prints the edits as a diff or, if that is long, as a list of files."""
    text = edit_words.text(prepared.edits)
    if every_line or text.count("\n") <= _LONGEST_DIFF:
        click.echo(text, nl=False)
        return
    again = command_line(NextStep.again_with(diff=True))
    click.echo(f"{edit_words.summary(prepared.edits)}… {text.count(chr(10)):,} lines of edits ({again} shows them)")


def _show_plan(prepared: Transition, left: str) -> None:
    """Prints the beginning of the to-do list, and then the numbers, which are the last thing to be seen."""
    lines = left.splitlines()
    for line in ["", *lines[:_LONGEST_TODO]] if lines else []:
        click.echo(line, err=True)
    if len(lines) > _LONGEST_TODO:
        again = command_line(NextStep.again_with(todo=None))
        click.echo(f"… and {len(lines) - _LONGEST_TODO:,} more lines ({again} writes them to a file)", err=True)
    click.echo(f"\n{transition_words.counts_text(prepared)}", err=True)


def _is_confirmed(items: int, retire: int | None, yes: bool) -> bool:
    """Whether the edits may be written. Items are retired only if somebody gave their number."""
    if retire not in (None, items):
        raise ClfcardsError(f"{count(items, 'item')} would be retired, not {retire}: nothing was written")
    if not items or retire is not None:
        return yes or click.confirm("Write these edits?", err=True)
    what = f"{count(items, 'item')} would be retired"
    if yes:
        raise ClfcardsError(f"{what}: nothing was written", NextStep.again_with(retire=items))
    typed = click.prompt(f"{what}. Type {items} to write these edits", default="", show_default=False, err=True)
    return str(typed).strip() == str(items)


command = SubcommandGroup(
    name="guide",
    help="Show the exam guide, compare two guides, or update the sources for a new one.",
    commands={"show": show, "diff": diff, "apply": apply, "undo": undo},
)
