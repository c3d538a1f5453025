"""Asking for help costs next to nothing, and says everything."""

import subprocess
import sys

import click
import pytest

from clfcards.cli import COMMANDS, group
from tests.command import run

HEAVY = {"yaml", "genanki", "fsrs", "textual", "rich", "markdown_it", "sqlite3", "anki", "json", "clfcards.model.bank"}


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_help_loads_click_and_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys, clfcards.cli as cli\n"
        f"sys.argv = ['clfcards', *{arguments}]\n"
        "try: cli.main()\n"
        "except SystemExit: pass\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(result.stderr.splitlines())
    listing = "import sys, click; print('\\n'.join(sys.modules))"
    bare = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True)
    click_alone = set(bare.stdout.splitlines())
    assert not loaded & HEAVY - click_alone
    ours = {name for name in loaded - click_alone if name.startswith("clfcards")}
    assert ours <= {"clfcards", "clfcards.cli", "clfcards.cli.options", "clfcards.errors"}


def test_every_command_has_its_help_in_the_list_and_says_the_same_itself() -> None:
    context = click.Context(group())
    for name, short in COMMANDS.items():
        command = group().get_command(context, name)
        assert command is not None
        first = (command.help or "").split("\n\n")[0].replace("\n", " ")
        assert first == short, name
        assert run(name, "--help").exit_code == 0


def test_an_unknown_command_suggests_a_near_one() -> None:
    result = run("biuld")
    assert result.exit_code == 2
    assert "did you mean 'build'?" in result.output


def test_global_options_work_before_and_after_the_command(tmp_path: object) -> None:
    for arguments in (["--decks", "nowhere", "check"], ["check", "--decks", "nowhere"]):
        result = run(*arguments)
        assert result.exit_code == 2
        assert "'nowhere' is not a folder" in result.output
