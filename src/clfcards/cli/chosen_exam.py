"""The exam that the learner has chosen for all commands: a line in the data folder, because it belongs to no log."""

from contextlib import suppress
from pathlib import Path

from clfcards.cli.learner import data_folder
from clfcards.cli.options import GlobalOptions
from clfcards.errors import ClfcardsError
from clfcards.system.files import read_bytes, write_atomically

_LONGEST = 200  # bytes


def chosen_exam(options: GlobalOptions) -> str | None:
    """The chosen exam's folder name; None if none was chosen, or the file cannot be read."""
    with suppress(ClfcardsError, UnicodeDecodeError):
        return read_bytes(_file(options), _LONGEST).decode().strip() or None
    return None


def choose_exam(options: GlobalOptions, name: str) -> None:
    """Keeps the choice. Raises ClfcardsError if it cannot be written."""
    write_atomically(_file(options), f"{name}\n".encode())


def _file(options: GlobalOptions) -> Path:
    return data_folder(options.data) / "exam"
