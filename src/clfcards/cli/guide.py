"""`clfcards guide show|diff|apply`: the exam guide, how it differs from an older one, and what follows."""

import datetime as dt
import json
from pathlib import Path

import click

from clfcards.anki.ledger_file import ledger_bytes, read_ledger
from clfcards.anki.retire import retired
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.decks.folders import decks_folder, exam_folder
from clfcards.decks.load import Loaded, load_readable
from clfcards.decks.places import item_lines
from clfcards.decks.revisions import guide_at
from clfcards.errors import ClfcardsError
from clfcards.model.bank import Origin
from clfcards.model.guide import Guide
from clfcards.system.collector import collector_off
from clfcards.system.files import read_bytes, shown, write_atomically
from clfcards.transition.diff import diff_guides
from clfcards.transition.impact import impact
from clfcards.transition.report import document, guide_sections, impact_sections, markdown
from clfcards.transition.route import routes
from clfcards.use_cases.guide_transition import assigned_in, edits, show_edits, todo_text, write_edits
from clfcards.words.guide import guide_document, guide_text
from clfcards.words.problems import print_problems
from clfcards.words.sections import format_sections


@with_global_options
def show(options: GlobalOptions) -> None:
    """Show the guide the sources follow."""
    _, guide, _ = load_readable(_folder(options))
    click.echo(json.dumps(guide_document(guide), indent=2) if options.as_json else guide_text(guide))


@with_global_options
@click.argument("old")
@click.argument("new", required=False)
@click.option("--markdown", "as_markdown", is_flag=True, help="Write Markdown, for a pull request.")
@click.option("--all", "every_row", is_flag=True, help="Do not cut long tables.")
def diff(options: GlobalOptions, old: str, new: str | None, as_markdown: bool, every_row: bool) -> None:
    """Compare two guides, and say what the change means for the sources.

    OLD and NEW are files, or git revisions of the exam's guide.yaml; NEW is the guide in the sources
    unless given. The sources are taken to follow OLD, or NEW where that is their own guide.
    """
    with collector_off():
        loaded, current, decks = load_readable(_folder(options))
        before, _ = guide_at(old, loaded.folder)
        after = guide_at(new, loaded.folder)[0] if new else current
        changes = diff_guides(before, after)
        tasks = changes.tasks_map if after != current else diff_guides(after, after).tasks_map
        ways = routes(loaded.bank, tasks, after, {})
        lines = item_lines(loaded)
        follows = impact(before, after, decks, loaded.bank, ways)
    sections = [
        *guide_sections(changes),
        *impact_sections(follows, after, lambda way: f"{way.item.origin.path}:{lines[way.item.origin]}"),
    ]
    title = f"{_name(before)} → {_name(after)}"
    if options.as_json:
        heading = {"old": _name(before), "new": _name(after), "published_map": changes.tasks_map.published}
        forms = {"exam_forms": {"before": follows.forms[0], "after": follows.forms[1]}}
        click.echo(json.dumps(heading | forms | document(sections), indent=2, ensure_ascii=False))
    elif as_markdown:
        click.echo(markdown(title, sections), nl=False)
    else:
        click.echo(f"{title}\n\n{format_sections(sections, every_row=every_row)}")


@with_global_options
@click.argument("new")
@click.option(
    "--assign", type=click.Path(path_type=Path), metavar="FILE",
    help="Your decisions, `item-id: task` a line, such as a filled-in to-do list.",
)  # fmt: skip
@click.option(
    "--todo", type=click.Path(path_type=Path), metavar="FILE",
    help="Write what is left to decide to this file; without --yes, write nothing else.",
)  # fmt: skip
@click.option("-y", "--yes", is_flag=True, help="Write the edits without asking.")
def apply(options: GlobalOptions, new: str, assign: Path | None, todo: Path | None, yes: bool) -> None:
    """Bring the sources in line with a new guide, as far as rules can.

    NEW is a file or a git revision. Items move to the tasks that the new guide's `predecessor_tasks`
    names, or that are alike; topics and services that are gone are taken out, new names are said beside
    old ones, and items of dropped tasks are retired. The edit is shown before it is written; comments
    and layout stay. What no rule decides is listed with its place.
    """
    with collector_off():
        loaded, old, decks = load_readable(_folder(options))
        if loaded.problems:
            print_problems(loaded.problems, err=True)
            raise ClfcardsError("mend the sources first: what cannot be read cannot be moved")
        guide, text = guide_at(new, loaded.folder)
        decided = assigned_in(assign, guide) if assign else {}
        ways = routes(loaded.bank, diff_guides(old, guide).tasks_map, guide, decided)
        prepared = edits(loaded, ways, old, guide, text)
        left = todo_text(prepared, _lines_below(loaded))
    click.echo(show_edits(prepared), nl=False)
    if todo:
        write_atomically(todo, left.encode())
    click.echo(f"\n{left}" if left else "", nl=False, err=True)
    if not prepared.files:
        click.echo("nothing to write: the sources follow this guide already", err=True)
    elif todo and not yes:
        click.echo(f"nothing is written but {shown(todo)}: decide there, and give it with --assign", err=True)
    elif yes or click.confirm("Write these edits?", err=True):
        write_edits(prepared)
        _retire(
            loaded.folder / "ledger.json",
            decks.namespace,
            prepared.retired,
            f"its task left the exam guide ({_name(guide)})",
        )
        click.echo(
            f"{len(prepared.files)} files written below {shown(loaded.folder)}; now run 'clfcards check'", err=True
        )


def _lines_below(loaded: Loaded) -> dict[Origin, int]:
    """The items' lines, files named below the exam's folder."""
    return {
        Origin(loaded.files[origin.path].relative_to(loaded.folder).as_posix(), origin.index): line
        for origin, line in item_lines(loaded).items()
    }


def _retire(path: Path, namespace: str, ids: tuple[str, ...], reason: str) -> None:
    """Notes what was retired in the ledger, where it has been published."""
    if ids and path.exists():
        ledger = read_ledger(shown(path), read_bytes(path), namespace)
        write_atomically(path, ledger_bytes(retired(ledger, ids, dt.date.today(), reason)))


def _folder(options: GlobalOptions) -> Path:
    return exam_folder(decks_folder(options.decks), options.exam)


def _name(guide: Guide) -> str:
    return f"{guide.exam.code} {guide.revision}"


command = click.Group(
    name="guide",
    help="Show the exam guide, compare two guides, and bring the sources in line with a new one.",
    commands={"show": show, "diff": diff, "apply": apply},
)
