"""macOS and Windows: what cannot be run on Linux is checked in its parts here, and the rest by the workflow."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))

POSIX_MODULES = {"fcntl", "pexpect", "pty", "pyte", "resource", "termios"}
POSIX_NAMES = {"SIGHUP", "SIGKILL", "SIGQUIT", "SO_LINGER", "fork", "getuid", "mkfifo", "symlink_to"}
POSIX_TEXT = re.compile(r"^/(?:bin|dev)/|^(?:strace|faketime|tmux)\b|\bkill -")


def uses_of_posix(node: ast.AST) -> Iterator[str]:
    """The names, modules and paths in a piece of code that only POSIX systems have."""
    for part in ast.walk(node):
        if isinstance(part, ast.Import):
            yield from POSIX_MODULES & {alias.name for alias in part.names}
        elif isinstance(part, ast.ImportFrom):
            yield from POSIX_MODULES & {part.module or ""}
        elif isinstance(part, ast.Attribute):
            yield from POSIX_NAMES & {part.attr}
        elif isinstance(part, ast.Constant) and isinstance(part.value, str) and POSIX_TEXT.search(part.value):
            yield part.value


def is_marked(node: ast.AST) -> bool:
    return "pytest.mark.posix" in ast.unparse(node)


def unmarked(path: Path) -> list[str]:
    """The tests and helpers of a file that need POSIX without the mark that leaves them out elsewhere."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if any(isinstance(node, ast.Assign) and is_marked(node) for node in tree.body):
        return []
    needing: dict[str, set[str]] = {}
    for node in tree.body:
        if uses := set(uses_of_posix(node)):
            needing[getattr(node, "name", type(node).__name__)] = uses
    return [
        f"{path.name}: {node.name}"
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        if any(name in ast.unparse(node) for name in needing) and not any(map(is_marked, node.decorator_list))
    ]


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.stem)
def test_a_test_that_needs_posix_is_marked(path: Path) -> None:
    if path != Path(__file__):
        assert unmarked(path) == []


def test_the_check_for_the_mark_finds_what_it_looks_for(tmp_path: Path) -> None:
    path = tmp_path / "test_x.py"
    text = "import os\n\ndef pipe(): os.mkfifo('x')\n\n{mark}\ndef test_a(): pipe()\n\ndef test_b(): pass\n"
    path.write_text(text.format(mark=""), encoding="utf-8")
    assert unmarked(path) == ["test_x.py: test_a"]
    path.write_text(text.format(mark="@pytest.mark.posix"), encoding="utf-8")
    assert unmarked(path) == []


@pytest.mark.posix  # git for Windows has the same attributes, but not every runner has a clone with its index
def test_git_gives_every_text_file_the_same_bytes_on_every_system() -> None:
    """With `core.autocrlf`, an SVG picture had other bytes on Windows, and packages and `build --locked` differed."""
    found = subprocess.run(["git", "ls-files", "--eol"], cwd=ROOT, capture_output=True, text=True, check=False)
    if found.returncode:
        pytest.skip("the sources are not in a git repository")
    for line in found.stdout.splitlines():
        facts, _, name = line.partition("\t")
        in_index, _, attributes = facts.split(maxsplit=2)
        assert in_index in ("i/lf", "i/-text", "i/none"), name
        assert "eol=lf" in attributes or "attr/-text" in attributes, name


@pytest.mark.parametrize("name", ["a.svg", "ledger.json", "guide.yaml", "x.html", "x.py", "new-kind.of-text"])
def test_a_text_that_is_added_ends_its_lines_in_lf(name: str) -> None:
    done = subprocess.run(["git", "check-attr", "eol", name], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("the sources are not in a git repository")
    assert done.stdout.strip().endswith(": lf")
