"""`clfcards history`: what the log says of the past. Its subcommands are imported when called."""

import importlib

import click

SUBCOMMANDS = {"exams": "All practice exams with their trend; one again; two compared."}


class HistoryGroup(click.Group):
    """Knows its subcommands by name."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(SUBCOMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in SUBCOMMANDS:
            return None
        loaded: click.Command = importlib.import_module(f"clfcards.cli.history_{name}").command
        return loaded

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(SUBCOMMANDS.items()))


command = HistoryGroup(name="history", help="What the log says of the past.")
