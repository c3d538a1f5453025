"""Help is quick to show, and complete."""

import importlib
import subprocess
import sys
from collections.abc import Iterator
from inspect import cleandoc
from pkgutil import iter_modules

import click
import pytest

import clfcards.cli
from clfcards import __version__
from clfcards.cli import COMMANDS, SECTIONS, group
from tests.command import run

HEAVY = {"yaml", "genanki", "textual", "rich", "markdown_it", "sqlite3", "anki", "json", "clfcards.model.bank"}


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


def tree(command: click.Command, name: str = "") -> Iterator[tuple[str, click.Command]]:
    """A command and its subcommands, each with its name."""
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for sub in command.list_commands(context):
            found = command.get_command(context, sub)
            assert found is not None, f"{name} {sub} is listed and there is no such command"
            yield from tree(found, f"{name} {sub}".strip())


ALL = dict(tree(group()))


@pytest.mark.parametrize("name", COMMANDS)
def test_the_short_help_is_the_first_line_of_the_commands_own(name: str) -> None:
    first = cleandoc(ALL[name].help or "").split("\n\n")[0].replace("\n", " ")
    assert first == COMMANDS[name]
    assert run(name, "--help").exit_code == 0


def test_every_module_with_a_command_can_be_called() -> None:
    """A module that is in no table could not be run."""
    names = [module.name for module in iter_modules(clfcards.cli.__path__)]
    held = {name: getattr(importlib.import_module(f"clfcards.cli.{name}"), "command", None) for name in names}
    reached = [id(command) for command in ALL.values()]
    assert [name for name, command in held.items() if command is not None and id(command) not in reached] == []
    assert {name for name, command in held.items() if command is not None} >= set(COMMANDS)


@pytest.mark.parametrize("name", [name for name, command in ALL.items() if isinstance(command, click.Group)])
def test_the_help_of_a_group_shows_the_whole_help_of_each_command(name: str) -> None:
    """The help of `history` cut off its commands' texts with "..."."""
    shown = "".join(run(*name.split(), "--help", env={"COLUMNS": "50"}).output.split())
    commands = [command for path, command in ALL.items() if path and path.rpartition(" ")[0] == name]
    assert commands
    for command in commands:
        first_sentence = cleandoc(command.help or "").partition("\n\n")[0]
        assert "".join(first_sentence.split()) in shown


def test_every_command_is_in_one_section_of_the_help() -> None:
    assert sorted(COMMANDS) == sorted(name for section in SECTIONS.values() for name in section)
    output = run("--help").output
    places = [output.index(part) for part in ("Your first week:", "review", "To study:", "To write and publish:")]
    assert places == sorted(places)


def test_the_help_begins_with_the_five_commands_of_a_first_week() -> None:
    assert list(COMMANDS)[:5] == ["today", "diagnostic", "review", "exam", "readiness"]


@pytest.mark.parametrize("name", [name for name, command in ALL.items() if not isinstance(command, click.Group)])
def test_every_option_says_what_it_does(name: str) -> None:
    options = [option for option in ALL[name].params if isinstance(option, click.Option)]
    assert [option.name for option in options if not (option.help or "").endswith(".")] == []
    assert {option.opts[0] for option in options if option.name in ("out", "yes")} <= {"-o", "-y"}


def test_the_version_has_a_short_flag() -> None:
    assert run("-V").output == run("--version").output == f"clfcards {__version__}\n"


def test_an_unknown_command_suggests_a_near_one() -> None:
    result = run("biuld")
    assert result.exit_code == 2
    assert "did you mean 'build'?" in result.output


def test_global_options_work_before_and_after_the_command(tmp_path: object) -> None:
    for arguments in (["--decks", "nowhere", "check"], ["check", "--decks", "nowhere"]):
        result = run(*arguments)
        assert result.exit_code == 2
        assert "'nowhere' is not a folder" in result.output
