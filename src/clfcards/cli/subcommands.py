"""Groups of subcommands, such as `clfcards history`."""

import click

_LONGEST_HELP = 1000  # characters; no subcommand's short help comes near it


class SubcommandGroup(click.Group):
    """A group that lists its subcommands with whole help texts, where click would cut off long ones with "..."."""

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        commands = ((name, self.get_command(context, name)) for name in self.list_commands(context))
        with formatter.section("Commands"):
            formatter.write_dl([(name, each.get_short_help_str(_LONGEST_HELP)) for name, each in commands if each])
