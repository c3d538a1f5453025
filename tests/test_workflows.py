"""The workflow files: every `clfcards` command they run is one that exists, with options it has."""

import re
import shlex
from pathlib import Path

import click
import pytest
import yaml

from clfcards.cli import group

ROOT = Path(__file__).parents[1]
FILES = [ROOT / ".pre-commit-config.yaml", *sorted((ROOT / ".github" / "workflows").glob("*.yml"))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_command_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert yaml.safe_load(text)
    lines = re.findall(r"(?:run: |entry: .venv/bin/|^\s+)(clfcards [^>|\n]*)", text, flags=re.MULTILINE)
    assert lines
    for line in lines:
        words = shlex.split(line)[1:]
        command: click.Command | None = group().get_command(click.Context(group()), words.pop(0))
        if isinstance(command, click.Group):
            command = command.get_command(click.Context(command), words.pop(0))
        assert command is not None, line
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= known, line
