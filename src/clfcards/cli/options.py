"""The options that every command has. They work both before and after the command's name."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple

import click

if TYPE_CHECKING:
    from pathlib import Path

# Every `--help` loads this module. Importing pathlib and dataclasses would make it a tenth slower.
_FOLDER = click.Path()

GLOBAL_OPTIONS: tuple[Callable[[], click.Option], ...] = (
    lambda: click.Option(["--decks"], type=_FOLDER, metavar="DIR", help="The folder that holds the exam folders."),
    lambda: click.Option(["--exam"], metavar="CODE", envvar="CLFCARDS_EXAM", help="The exam, if there are several."),
    lambda: click.Option(
        ["--data"],
        type=_FOLDER,
        metavar="DIR",
        envvar="CLFCARDS_DATA",
        help="The folder that holds your progress.",
    ),
    lambda: click.Option(["--json", "as_json"], is_flag=True, help="Write one JSON document to standard output."),
    lambda: click.Option(["--plain"], is_flag=True, help="Write line by line, without moving the cursor."),
)


class GlobalOptions(NamedTuple):
    """The global options as given."""

    decks: Path | None
    exam: str | None
    data: Path | None
    as_json: bool
    plain: bool

    @classmethod
    def of(cls, given: dict[str, Any]) -> GlobalOptions:
        """The options with their folders as paths."""
        from pathlib import Path

        folders = {name: Path(given[name]) if given[name] else None for name in ("decks", "data")}
        return cls(**{**given, **folders})


def global_words(options: GlobalOptions) -> list[str]:
    """The options that name the exam and the learner's progress, as they are typed."""
    named = (("--decks", options.decks), ("--exam", options.exam), ("--data", options.data))
    return [word for name, value in named if value is not None for word in (name, str(value))]


def with_global_options(function: Callable[..., None]) -> click.Command:
    """A command whose first argument is the GlobalOptions. Options after its name override those before it."""

    @wraps(function)
    def call(**values: Any) -> None:
        before = click.get_current_context().find_root().obj or {}
        given = {name: values.pop(name) for name in GlobalOptions._fields}
        chosen = {name: value or before.get(name) or value for name, value in given.items()}
        function(GlobalOptions.of(chosen), **values)

    command = click.command()(call)
    for make in GLOBAL_OPTIONS:
        option = make()
        option.envvar = None  # the group reads it; here it would override an option before the name
        command.params.append(option)
    return command
