"""The structure of the program. import-linter checks that imports go only downward."""

import ast
import importlib
import statistics
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src"
FILES = sorted((SRC / "clfcards").rglob("*.py"))
LONGEST_FUNCTION = 60  # lines, its signature and docstring included

# Modules that are started by Python or pip, not imported by another module.
ENTRY_POINTS = {"clfcards.__main__"}


def name_of(path: Path) -> str:
    parts = path.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in FILES}


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports_of(module: str) -> frozenset[str]:
    """The modules of the program that it imports: at the top, in a function, or only for the type checker."""
    found: set[str] = set()
    for node in ast.walk(tree_of(MODULES[module])):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= names & MODULES.keys()
            if names - MODULES.keys():  # a name defined in the package itself
                found.add(node.module)
    return frozenset(found & MODULES.keys()) - {module}


IMPORTS = {module: imports_of(module) for module in MODULES}


def cycles() -> Iterator[frozenset[str]]:
    """The sets of modules that reach each other by imports."""
    reach = {module: reached_from(module) for module in MODULES}
    together = {frozenset(other for other in reach[module] if module in reach[other]) for module in MODULES}
    return (group for group in together if group)


def reached_from(module: str) -> set[str]:
    reached: set[str] = set()
    ahead = list(IMPORTS[module])
    while ahead:
        if (next_ := ahead.pop()) not in reached:
            reached.add(next_)
            ahead += IMPORTS[next_]
    return reached


def functions() -> Iterator[tuple[str, int]]:
    """Every function with its number of lines."""
    for module, path in MODULES.items():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                yield f"{module}.{node.name}", node.end_lineno - node.lineno + 1


def imported_when_called() -> set[str]:
    """Modules that a table of subcommands names, as "module:command"."""
    texts = (node.value for path in FILES for node in ast.walk(tree_of(path)) if isinstance(node, ast.Constant))
    return {text.partition(":")[0] for text in texts if isinstance(text, str) and text.startswith("clfcards.cli.")}


def test_there_are_no_import_cycles() -> None:
    assert set(cycles()) == set()


def test_every_module_is_imported_by_another_or_found_by_a_registry() -> None:
    """Rules and commands are found by their files and names; their own tests check that they run."""
    imported = set(chain.from_iterable(IMPORTS.values())) | imported_when_called()
    alone = {m for m, path in MODULES.items() if m not in imported and path.name != "__init__.py"} - ENTRY_POINTS
    registered = {m for m in alone if m.startswith("clfcards.rules.") and hasattr(importlib.import_module(m), "RULE")}
    registered |= {m for m in alone if m.startswith("clfcards.cli.") and hasattr(importlib.import_module(m), "command")}
    assert alone - registered == set()


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_module_has_a_docstring_and_content(path: Path) -> None:
    tree = tree_of(path)
    assert ast.get_docstring(tree)
    assert len(tree.body) > 1 or path.name == "__init__.py"


def test_functions_fit_on_a_screen() -> None:
    assert {name: lines for name, lines in functions() if lines >= LONGEST_FUNCTION} == {}


def test_the_median_module_has_a_readable_length() -> None:
    """Rules are left out, because forty short modules of one kind would distort the median."""
    modules = [path for path in FILES if path.name != "__init__.py" and path.parent.name != "rules"]
    assert 60 <= statistics.median(len(path.read_text(encoding="utf-8").splitlines()) for path in modules) <= 140
