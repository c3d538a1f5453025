"""docs/commands.md matches the commands, and its examples work."""

import datetime as dt
import re
import runpy
import shlex
import shutil
from pathlib import Path
from typing import Any

import click
import pytest

from clfcards.cli import COMMANDS, group
from clfcards.log.json_lines import export_lines
from tests.command import run
from tests.fixed_clock import Clock
from tests.log_events import event

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
SCRIPT = runpy.run_path(str(ROOT / "docs" / "commands.py"))
EXAMPLES: dict[str, tuple[Any, ...]] = SCRIPT["EXAMPLES"]


def runnable() -> list[str]:
    """The names of every command and subcommand that does something by itself."""
    names: list[str] = []
    root = group()
    context = click.Context(root)
    for name in COMMANDS:
        command = root.get_command(context, name)
        if isinstance(command, click.Group):
            names += [f"{name} {sub}" for sub in command.list_commands(click.Context(command))]
        else:
            names.append(name)
    return names


def test_the_page_matches_the_commands() -> None:
    assert SCRIPT["page"]() == PAGE, "run docs/commands.py"


def test_every_command_has_an_example_and_every_example_a_command() -> None:
    assert sorted(EXAMPLES) == sorted(runnable())
    assert all(example.line in PAGE for examples in EXAMPLES.values() for example in examples)


def test_every_environment_variable_is_on_the_page() -> None:
    read = re.compile(r"environ(?:ment)?(?:\.get)?[\[(]\"([A-Z_]+)\"|envvar=\"([A-Z_]+)\"")
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    used = {"".join(names) for text in sources for names in read.findall(text)}
    assert used >= {"CLFCARDS_DATA", "EDITOR"}
    assert used <= SCRIPT["ENVIRONMENT"].keys()


def test_the_examples_work_from_top_to_bottom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each example gets a new copy of the shipped decks; the log and the files that were built are kept."""
    monkeypatch.chdir(tmp_path)
    # As near to the exam of the examples as their days off allow: a plan is quicker to make for fewer days.
    clock = Clock(dt.datetime(2026, 12, 23, 18, tzinfo=dt.UTC), step=dt.timedelta(seconds=1))
    clock.install(monkeypatch, "cli")
    environment = {"CLFCARDS_DATA": str(tmp_path / "data")}
    _prepare(tmp_path, environment)
    for name in runnable_in_order():
        for example in (each for each in EXAMPLES[name] if not each.needs_anki):
            _fresh_decks(tmp_path)
            for line in filter(None, (example.before, example.line)):
                words = shlex.split(line)
                assert words[0] == "clfcards"
                result = run(*words[1:], stdin=example.typed, env=environment)
                assert result.exit_code == 0, f"{line}\n{result.output}"
    assert {path.name for path in tmp_path.iterdir()} >= {"stats.html", "log.jsonl", "preview.html", "todo.yaml"}


def runnable_in_order() -> list[str]:
    """The names in the order of the page."""
    return [name for name in re.findall(r"^#+ clfcards (.+)$", PAGE, flags=re.MULTILINE) if name in EXAMPLES]


def _prepare(folder: Path, environment: dict[str, str]) -> None:
    """Creates a suspended card and a new guide."""
    _fresh_decks(folder)
    guide = (folder / "decks" / "clf-c02" / "guide.yaml").read_text(encoding="utf-8")
    (folder / "new.yaml").write_text(guide.replace("price_usd: 100", "price_usd: 110"), encoding="utf-8")
    bank = "1. Which service stores objects?\n    - A. Amazon S3\n    - B. Amazon EBS\n    - C. Amazon EFS\n"
    (folder / "bank.md").write_text(f"{bank}    - D. Amazon FSx\n\n    Correct answer: A\n", encoding="utf-8")
    namespace = re.findall(r"^namespace: (\S+)", (folder / "decks/clf-c02/deck.yaml").read_text("utf-8"), re.MULTILINE)[
        0
    ]
    lines = export_lines([event("s", "suspend", "srm-of-in/1")], namespace)
    (folder / "suspended.jsonl").write_text("".join(lines), encoding="utf-8")
    assert run("history", "import", "suspended.jsonl", env=environment).exit_code == 0


def _fresh_decks(folder: Path) -> None:
    """Copies the shipped decks, if the folder's differ in any file's name, size or time."""
    if _files(folder / "decks") != _files(ROOT / "decks"):
        shutil.rmtree(folder / "decks", ignore_errors=True)
        shutil.copytree(ROOT / "decks", folder / "decks")


def _files(folder: Path) -> dict[str, tuple[int, int]]:
    found = ((path, path.stat()) for path in folder.rglob("*"))
    return {
        path.relative_to(folder).as_posix(): (stat.st_size, stat.st_mtime_ns) for path, stat in found if path.is_file()
    }
