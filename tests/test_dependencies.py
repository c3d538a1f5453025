"""What the program depends on: bounded, locked by hash for a release, and under licenses that are known."""

import re
import runpy
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.command import run
from tests.small_exam import full_exam

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = [Requirement(text) for text in PROJECT["project"]["dependencies"]]
OPTIMIZE = [Requirement(text) for text in PROJECT["project"]["optional-dependencies"]["optimize"]]
BUILD = [Requirement(text) for text in PROJECT["build-system"]["requires"]]
LOCK = (ROOT / ".ci" / "release.txt").read_text(encoding="utf-8")
LOCKED = {canonicalize_name(name): version for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", LOCK, re.MULTILINE)}
LICENSES = runpy.run_path(str(ROOT / "docs" / "licenses.py"))
PAGE = (ROOT / "docs" / "licenses.md").read_text(encoding="utf-8")
ON_PAGE = dict(
    re.findall(r"^\| ([\w-]+) \| ([^|]+) \| (?:the program|the program, on Windows|optimize) \|$", PAGE, re.MULTILINE)
)


# ── bounds ──


@pytest.mark.parametrize("required", [*RUNTIME, *OPTIMIZE, *BUILD], ids=lambda required: required.name)
def test_a_dependency_has_a_lower_and_an_upper_bound(required: Requirement) -> None:
    """A new major version of a library used to reach learners on the day it came out."""
    assert {specifier.operator for specifier in required.specifier} == {">=", "<"}


def test_click_is_newer_than_its_vulnerability() -> None:
    """CVE-2026-7246 is in click up to 8.3.2."""
    (click,) = (required for required in RUNTIME if required.name == "click")
    assert "8.3.2" not in click.specifier
    assert "8.3.3" in click.specifier


# ── the lock of a release ──


@pytest.mark.parametrize("required", [*RUNTIME, *OPTIMIZE, *BUILD], ids=lambda required: required.name)
def test_the_lock_has_a_version_that_the_project_allows(required: Requirement) -> None:
    assert LOCKED[canonicalize_name(required.name)] in required.specifier, "run .ci/lock"


def test_the_lock_has_everything_that_is_installed_with_the_program() -> None:
    assert {one.name for one in LICENSES["needed"]()} <= LOCKED.keys(), "run .ci/lock"


def test_every_locked_package_has_hashes_and_comes_from_nowhere_in_particular() -> None:
    entries = re.split(r"^(?=[\w.-]+==)", LOCK, flags=re.MULTILINE)
    assert all("--hash=sha256:" in entry for entry in entries if entry.strip())
    assert "://" not in LOCK


def test_a_release_installs_only_what_the_lock_has() -> None:
    script = (ROOT / ".ci" / "release").read_text(encoding="utf-8")
    installs = [line for line in script.splitlines() if "pip install" in line]
    assert len(installs) == 2
    assert all("--require-hashes" in line or "--no-deps" in line for line in installs)
    assert "-m build --no-isolation" in script


# ── licenses ──


def test_every_package_is_on_the_page_with_the_license_that_it_states() -> None:
    """Other systems and other versions of Python install a few more or fewer packages."""
    found = {one.name: one.license for one in LICENSES["needed"]()}
    assert found.items() <= ON_PAGE.items(), "run docs/licenses.py, and read the difference"


def test_every_license_lets_anybody_use_and_pass_on_the_program() -> None:
    unknown = {name for name, license_ in ON_PAGE.items() if license_ not in LICENSES["ALLOWED"]}
    assert unknown == {"fsrs-rs-python"}  # it states none, which is why it is not installed unless asked for
    assert re.search(r"^\| fsrs-rs-python \| not stated \| optimize \|$", PAGE, re.MULTILINE)


# ── without the extra ──

WITHOUT_EXTRA = """
import sys
sys.modules["fsrs_rs_python"] = None  # importing it fails, as where it is not installed
sys.argv = ["clfcards", *sys.argv[1:]]
from clfcards.cli import main
main()
"""


@pytest.mark.parametrize(
    "command",
    [["build"], ["check"], ["review", "--limit", "1"], ["stats"], ["readiness"], ["doctor"], ["optimize", "-h"]],
)
def test_every_other_command_works_without_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    full_exam(tmp_path / "decks")
    line = [sys.executable, "-c", WITHOUT_EXTRA, "--data", "data", *command]
    done = subprocess.run(line, input="q\n", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_optimize_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsrs_rs_python", None)
    full_exam(tmp_path / "decks")
    result = run("--decks", str(tmp_path / "decks"), "--data", str(tmp_path / "data"), "optimize")
    assert result.exit_code == 1
    assert result.output.startswith(
        "clfcards: the memory model is fitted by the package 'fsrs-rs-python', which is not "
    )
    (required,) = OPTIMIZE
    upper = next(specifier for specifier in required.specifier if specifier.operator == "<")
    assert f"'pip install \"{required.name}{upper}\"'" in result.output
