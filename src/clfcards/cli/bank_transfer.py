"""`clfcards bank import` and `export`: questions and facts in the formats of other programs."""

import datetime as dt
import sys
from pathlib import Path

import click

from clfcards.cli.exam_folder import folder_to_read, folder_to_write
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.codec import dumps
from clfcards.decks.foreign_banks import FORMATS, BankFormat, read_banks
from clfcards.decks.load import load_with_guide
from clfcards.errors import UsageError
from clfcards.model.citation import book_of
from clfcards.source.word_kinds import is_url
from clfcards.system.files import shown, write_atomically
from clfcards.system.garbage_collection import collector_off


def _source(context: click.Context, option: click.Parameter, value: str | None) -> str:
    if value is not None and not is_url(value) and not book_of(value):
        message = f"'{value}' is neither a web address nor a page of a book, such as 'The Brewing Handbook, p. 37'"
        raise click.BadParameter(message, context, option)
    return value or ""


def _day(context: click.Context, option: click.Parameter, value: str | None) -> str:
    try:
        return dt.date.fromisoformat(value).isoformat() if value else ""
    except ValueError:
        raise click.BadParameter(f"'{value}' is not a day, such as 2026-11-28", context, option) from None


@with_global_options
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "--as", "format_", type=click.Choice(FORMATS), help="The format of the files; by default, each is recognized."
)
@click.option("--license", "license_", default="", metavar="TEXT", help="The license of the files.")
@click.option("--author", default="", metavar="TEXT", help="Who wrote them.")
@click.option(
    "--source", callback=_source, metavar="PAGE",
    help="The page that supports the items that do not name one: a web address, or 'The Brewing Handbook, p. 37'.",
)  # fmt: skip
@click.option("--verified", callback=_day, metavar="DAY", help="The day on which you read the items' sources.")
@click.option(
    "--difficulty", type=click.Choice(["easy", "medium", "hard"]), help="The difficulty of items that have none."
)
@click.option(
    "--pool", type=click.Choice(["exam", "study"]), default="exam", show_default=True,
    help="What the questions are for: practice exams, or flashcards.",
)  # fmt: skip
@click.option("--task", default="", metavar="ID", help="The task of all items; by default, it is guessed.")
@click.option("--all", "everything", is_flag=True, help="Show long lists in full.")
@click.option("-y", "--yes", is_flag=True, help="Write the items; without it, nothing is written.")
def import_(
    options: GlobalOptions,
    files: tuple[Path, ...],
    format_: BankFormat | None,
    license_: str,
    author: str,
    source: str,
    verified: str,
    difficulty: str | None,
    pool: str,
    task: str,
    everything: bool,
    yes: bool,
) -> None:
    """Import questions and facts from CSV, GIFT, Markdown or Anki's text files.

    FILE can be a folder. Without --yes, this only shows what would be written, what cannot be read and why. Nothing
    is invented: an item that lacks a reason, a source or anything else that every item must have is written, but
    is in no deck and no exam until it is complete, and `check` names what is missing. The same file can be
    imported again: known items are left alone, and changed ones are named.
    """
    from clfcards.use_cases.bank_import import Provenance, carry_out_import, prepare_import
    from clfcards.words import bank_import as words

    folder = folder_to_write(options)
    given = Provenance(license_, author, source, verified, difficulty or "", pool, task)
    with collector_off():
        plan = prepare_import(folder, read_banks(files, format_), given)
    writes = yes and bool(plan.items)
    if writes:
        carry_out_import(plan, dt.date.today())
    if options.as_json:
        click.echo(dumps(words.document(plan, written=writes), indent=2))
    else:
        click.echo(words.text(plan, everything=everything))
        click.echo(words.closing(plan, written=writes), err=True)
    sys.exit(1 if plan.unread and not plan.items and not plan.known else 0)


@with_global_options
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--as", "format_", type=click.Choice((*FORMATS, "print")), required=True,
    help="The format; print is a booklet page with the key and the reasons apart.",
)  # fmt: skip
@click.option("--pool", type=click.Choice(["exam", "study"]), help="Only the questions of this pool, and no facts.")
@click.option("--domain", metavar="ID", help="Only the items of this domain.")
@click.option("--task", metavar="ID", help="Only the items of this task.")
def export(
    options: GlobalOptions, file: Path | None, format_: str, pool: str | None, domain: str | None, task: str | None
) -> None:
    """Export the questions and facts to FILE or standard output.

    Imported items that are not complete yet are exported, too. What the format cannot hold is named. A page for
    print has the questions alone, and then the key with the reasons.
    """
    from clfcards.pages.booklet import booklet_page
    from clfcards.use_cases.bank_export import export_as, items_to_export
    from clfcards.words import bank_export as words

    if file is None and options.as_json:
        raise UsageError("an export is not JSON: leave out --json, or name a FILE")
    with collector_off():
        loaded, guide, _ = load_with_guide(folder_to_read(options))
        items = items_to_export(loaded.bank, guide, pool=pool, domain=domain, task=task)
        text, lost = (booklet_page(guide, items), {}) if format_ == "print" else export_as(format_, items)
    if file is None:
        click.echo(text, nl=False)
    else:
        write_atomically(file, text.encode())
        result = words.document(shown(file), items, lost)
        click.echo(dumps(result) if options.as_json else words.text(result))
    if sentence := words.lost_sentence(format_, items, lost):
        click.echo(sentence, err=True)
