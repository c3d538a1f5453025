"""Every `clfcards` command in workflows, scripts and documentation exists, with the options used there."""

import os
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from clfcards.cli import group

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
AUTOMATIC = [ROOT / ".pre-commit-config.yaml", *WORKFLOWS, ROOT / ".ci" / "run", ROOT / ".ci" / "release"]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
_STARTS = r"(?:run: |entry: |\$bin/|\$venv/bin/|\| |^\s*)"


def commands_in_scripts(text: str) -> list[str]:
    """The complete calls of the program in a workflow or a shell script."""
    calls = re.findall(rf'{_STARTS}(clfcards"? [^|>;)\n]*)', text, flags=re.MULTILINE)
    return [call.replace('clfcards"', "clfcards") for call in calls]


def commands_in_a_page(text: str) -> list[str]:
    """The calls in code on a page, in blocks or inline."""
    blocks = re.findall(r"^```sh\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    calls = [line.split("#")[0].split("&&")[-1] for block in blocks for line in block.splitlines()]
    calls += [call.split("|")[0] for call in re.findall(r"`([^`\n]*clfcards [^`\n]*)`", text)]
    return [call[call.index("clfcards ") :] for call in calls if "clfcards " in call]


def check(call: str) -> None:
    """Fails if the command or one of its options does not exist."""
    words = call.split()[1:]
    if not words:  # `clfcards` alone, or what completes it
        return
    if words[0].startswith("-"):
        assert words[0] in {option for parameter in group().params for option in parameter.opts} | {"--help"}, call
        return
    command: click.Command | None = group().get_command(click.Context(group()), words.pop(0))
    if isinstance(command, click.Group) and words and not words[0].startswith("-"):
        command = command.get_command(click.Context(command), words.pop(0))
    assert command is not None, call
    known = {option for parameter in command.params for option in parameter.opts} | {"-h", "--help"}
    assert {word for word in words if re.match("--?[a-z]", word)} <= known, call


@pytest.mark.parametrize("path", AUTOMATIC, ids=lambda path: path.name)
def test_every_command_in_a_workflow_or_script_exists(path: Path) -> None:
    calls = commands_in_scripts(path.read_text(encoding="utf-8"))
    assert calls or path.name == "release.yml"  # which calls only .ci/release
    for call in calls:
        check(call)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_command_in_the_documentation_exists(path: Path) -> None:
    calls = commands_in_a_page(path.read_text(encoding="utf-8"))
    assert calls
    for call in calls:
        check(call)


# ── workflows ──


def workflow(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_commit_with_their_version_beside_it(path: Path) -> None:
    """A tag can be moved to other code; a commit cannot."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if "uses: " in line and "uses: ./" not in line:
            assert re.search(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_has_few_permissions_a_timeout_and_no_parallel_runs(path: Path) -> None:
    contents = workflow(path)
    assert contents["permissions"] == {"contents": "read"}
    assert contents["concurrency"]["group"]
    for name, job in contents["jobs"].items():
        assert "uses" in job or job["timeout-minutes"] <= 30, name


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_failure_is_ignored(path: Path) -> None:
    assert "|| true" not in path.read_text(encoding="utf-8")
    assert "continue-on-error" not in path.read_text(encoding="utf-8")


def test_the_gate_runs_on_every_python_version_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [text.rpartition(" ")[2] for text in project["classifiers"] if re.search(r":: 3\.\d+$", text)]
    jobs = workflow(ROOT / ".github/workflows/check.yml")["jobs"]
    assert jobs["gate"]["strategy"]["matrix"]["python"] == named
    assert {jobs["systems"]["strategy"]["matrix"]["python"][i] for i in (0, -1)} == {named[0], named[-1]}


def test_a_release_waits_for_every_check() -> None:
    jobs = workflow(ROOT / ".github/workflows/release.yml")["jobs"]
    assert jobs["check"]["uses"] == "./.github/workflows/check.yml"
    assert jobs["release"]["needs"] == "check"


def test_tests_that_a_system_cannot_run_are_left_out_by_an_existing_marker() -> None:
    markers = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"]["ini_options"]
    known = {text.split(":")[0] for text in markers["markers"]}
    text = (ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8")
    left_out = re.findall(r'pytest -m "([^"]*)"', text)
    assert left_out
    assert {word for part in left_out for word in part.split() if word not in ("not", "and")} <= known


@pytest.mark.posix
@pytest.mark.parametrize("changelog", ["## Unreleased\n- new\n\n## 1.3.0\n- old\n", "## 1.2.0\n- old\n"])
def test_a_release_is_refused_if_the_changelog_does_not_describe_it(tmp_path: Path, changelog: str) -> None:
    """Changes are still listed as unreleased, or the version has no part of its own."""
    for name, text in (
        (".ci/release", (ROOT / ".ci" / "release").read_text(encoding="utf-8")),
        ("src/clfcards/__init__.py", '__version__ = "1.3.0"\n'),
        ("CHANGELOG.md", f"# Changelog\n\n{changelog}"),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["bash", tmp_path / ".ci" / "release", tmp_path / "out"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "TAG": "v1.3.0"},
    )
    assert done.returncode == 1
    assert "rename its heading '## Unreleased' to '## 1.3.0'" in done.stderr
