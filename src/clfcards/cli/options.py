"""The options every command has. They work before the command's name and after it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click

_FOLDER = click.Path(path_type=Path)

GLOBAL_OPTIONS: tuple[Callable[[], click.Option], ...] = (
    lambda: click.Option(["--decks"], type=_FOLDER, metavar="DIR", help="The folder that holds the exam folders."),
    lambda: click.Option(["--exam"], metavar="CODE", help="The exam, where there are several."),
    lambda: click.Option(
        ["--data"],
        type=_FOLDER,
        metavar="DIR",
        envvar="CLFCARDS_DATA",
        help="The folder of your own progress.",
    ),
    lambda: click.Option(["--json", "as_json"], is_flag=True, help="Write one JSON document to standard output."),
    lambda: click.Option(["--plain"], is_flag=True, help="Write line by line, without moving the cursor."),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The global options as given."""

    decks: Path | None
    exam: str | None
    data: Path | None
    as_json: bool
    plain: bool


def with_settings(function: Callable[..., None]) -> click.Command:
    """A command whose first argument is the Settings; its options given after its name win."""

    @wraps(function)
    def call(**values: Any) -> None:
        before = click.get_current_context().find_root().obj or {}
        given = {name: values.pop(name) for name in Settings.__dataclass_fields__}
        function(Settings(**{name: value or before.get(name) or value for name, value in given.items()}), **values)

    command = click.command()(call)
    for make in GLOBAL_OPTIONS:
        option = make()
        option.envvar = None  # read by the group: here it would win over what stands before the name
        command.params.append(option)
    return command
