"""`clfcards anki`: takes progress from Anki, and gives it."""

import importlib

import click

from clfcards.cli.subcommands import SubcommandGroup


class AnkiGroup(SubcommandGroup):
    """A group whose subcommands are in modules of their own, which are imported when called."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        found: click.Command = importlib.import_module(f"clfcards.cli.{_COMMANDS[name]}").command
        return found


_COMMANDS = {
    "import": "anki_import",
    "export": "anki_export",
    "push": "anki_push",
    "diff": "anki_diff",
    "setup": "anki_setup",
}
"""The modules by the names of their subcommands, in the order of the help."""

command = AnkiGroup(name="anki", help="Exchange your progress with Anki, and bring corrections into it.")
