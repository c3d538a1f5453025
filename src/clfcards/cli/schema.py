"""`clfcards schema`: prints the JSON Schema of the source files."""

import json

import click

from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.source.schema import FILES, json_schema


@with_global_options
@click.argument("file", required=False, type=click.Choice(list(FILES)))
def command(options: GlobalOptions, file: str | None) -> None:
    """Write the JSON Schema of the source files, for editors.

    FILE is a kind of source file; without it, the schema accepts any kind. For an editor with a YAML
    language server, put `# yaml-language-server: $schema=PATH` on the first line of a file.
    """
    click.echo(json.dumps(json_schema(file), indent=2))
