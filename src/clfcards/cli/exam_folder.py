"""The folder of the requested exam, for every command. It says which decks were taken if they are not in sight."""

from pathlib import Path

import click

from clfcards.cli.options import GlobalOptions
from clfcards.decks.folders import DecksFolder, exam_folder, find_decks, refuse_decks_of_program
from clfcards.system.files import shown


def folder_to_read(options: GlobalOptions) -> Path:
    """The exam's folder for a command that does not change it."""
    return _exam_in(find_decks(options.decks), options)


def folder_to_write(options: GlobalOptions) -> Path:
    """The exam's folder for a command that changes it. Raises UsageError for the decks inside the program."""
    decks = find_decks(options.decks)
    refuse_decks_of_program(decks)
    return _exam_in(decks, options)


def folder_to_publish(options: GlobalOptions) -> tuple[Path, bool]:
    """The exam's folder for a build, and whether its ledger may be written: it may not inside the program."""
    decks = find_decks(options.decks)
    return _exam_in(decks, options), decks.found != "program"


def _exam_in(decks: DecksFolder, options: GlobalOptions) -> Path:
    """The exam's folder. Unless the decks were named or are in the current folder, they are named here."""
    folder = exam_folder(decks.path, options.exam)
    if decks.found == "above":
        click.echo(f"using the decks in '{shown(decks.path)}'", err=True)
    elif decks.found == "program":
        why = "there is no exam in a 'decks' folder here"
        click.echo(f"using {folder.name} from the decks inside the program: {why}", err=True)
    return folder
