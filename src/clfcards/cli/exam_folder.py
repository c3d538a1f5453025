"""The folder of the requested exam, for every command. It says which decks were taken if they are not in sight."""

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from clfcards.cli import console
from clfcards.cli.chosen_exam import chosen_exam
from clfcards.cli.options import GlobalOptions
from clfcards.decks.folders import (
    DecksFolder,
    exam_folder,
    exams_in,
    find_decks,
    refuse_decks_of_program,
)
from clfcards.errors import UsageError
from clfcards.system.files import shown


def folder_to_read(options: GlobalOptions) -> Path:
    """The exam's folder for a command that does not change it."""
    return _exam_in(find_decks(options.decks), options)


def folders_to_read(options: GlobalOptions, *, every: bool) -> list[Path]:
    """The exam's folder, or with `every` those of all exams."""
    return _exams_in(find_decks(options.decks), options) if every else [folder_to_read(options)]


def folder_to_write(options: GlobalOptions) -> Path:
    """The exam's folder for a command that changes it. Raises UsageError for the decks inside the program."""
    decks = find_decks(options.decks)
    refuse_decks_of_program(decks)
    folder = _exam_in(decks, options)
    if options.exam is None and len(exams_in(decks.path)) > 1:
        click.echo(f"using {folder.name}: --exam takes another one", err=True)
    return folder


def folders_to_publish(options: GlobalOptions, *, every: bool) -> tuple[list[Path], bool]:
    """The exam's folder for a build, and whether its ledger may be written: it may not inside the program.

    With `every` these are the folders of all exams.
    """
    decks = find_decks(options.decks)
    folders = _exams_in(decks, options) if every else [_exam_in(decks, options)]
    return folders, decks.found != "program"


def _exams_in(decks: DecksFolder, options: GlobalOptions) -> list[Path]:
    """All exams. Raises UsageError if one was named, too."""
    if options.exam is not None:
        raise UsageError("--every-exam is for all exams: leave it out, or leave out --exam and CLFCARDS_EXAM")
    exams = exams_in(decks.path)
    if decks.found != "here":
        click.echo(f"using the decks in '{shown(decks.path)}'", err=True)
    return exams


def every_exam(function: Callable[..., None]) -> Callable[..., None]:
    """Adds the option for all exams at once, of commands for which that makes sense."""
    return click.option("--every-exam", is_flag=True, help="Take every exam in the decks folder, one by one.")(function)


def _exam_in(decks: DecksFolder, options: GlobalOptions) -> Path:
    """The exam's folder. Unless the decks were named or are in the current folder, they are named here."""
    folder = exam_folder(decks.path, options.exam, chosen_exam(options))
    _say_where(decks, [folder], options)
    return folder


def say_which(options: GlobalOptions, folders: Sequence[Path]) -> None:
    """Names the exams that were taken, unless the decks were named or are in the current folder."""
    _say_where(find_decks(options.decks), folders, options)


def _say_where(decks: DecksFolder, folders: Sequence[Path], options: GlobalOptions) -> None:
    if decks.found == "above":
        console.say_aside(f"using the decks in '{shown(decks.path)}'")
    elif decks.found == "program":
        is_default = options.exam is None and chosen_exam(options) is None and len(exams_in(decks.path)) > 1
        others = ", and 'clfcards use' chooses another one" if is_default else ""
        names = " and ".join(folder.name for folder in folders)
        why = f"there is no exam in a 'decks' folder here{others}"
        console.say_aside(f"using {names} from the decks inside the program: {why}")
