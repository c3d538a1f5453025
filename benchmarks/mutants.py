"""Measure how many wrong lines the tests detect: change a module in one small way at a time and run its tests.

    python benchmarks/mutants.py [--most 40] [--module compose/apportion …] [--own]

A mutant is killed if a test fails or takes ten times as long. First, the module's own tests run. If the mutant
survives, the tests of related folders run. Survivors are printed with their line; some of them do not change any
visible behavior. The working tree is not changed, because the mutants are in a copy of the package.
"""

import argparse
import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "clfcards"
TARGETS = {
    "compose/apportion": (["tests/compose"], ["tests/exam", "tests/memory"]),
    "compose/deck": (["tests/compose"], ["tests/anki/test_publish.py", "tests/cli/test_build.py"]),
    "compose/new_card_order": (["tests/compose"], ["tests/memory", "tests/use_cases"]),
    "memory/queue": (["tests/memory/test_queue.py"], ["tests/memory", "tests/use_cases", "tests/cli/test_review.py"]),
    "memory/schedule": (["tests/memory/test_schedule.py"], ["tests/memory", "tests/use_cases"]),
    "memory/fuzz": (["tests/memory/test_schedule.py"], ["tests/memory", "tests/use_cases"]),
    "exam/scale": (["tests/exam/test_scale.py", "tests/exam/test_numbers_of_a_report.py"], ["tests/exam"]),
    "anki/publish": (["tests/anki/test_publish.py"], ["tests/cli/test_build.py", "tests/transition"]),
}
"""The own tests of each module, and the tests of related folders."""
_TESTS_AT_MOST_S = 600
_COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt), ast.LtE: (ast.Lt, ast.GtE), ast.Gt: (ast.GtE, ast.Lt), ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
}  # fmt: skip
_REDONE: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,), ast.Sub: (ast.Add,), ast.Mult: (ast.Div,), ast.Div: (ast.Mult,), ast.FloorDiv: (ast.Mult,),
    ast.Mod: (ast.Mult,), ast.Pow: (ast.Mult,), ast.BitOr: (ast.BitAnd,), ast.BitAnd: (ast.BitOr,),
}  # fmt: skip


class Mutant(NamedTuple):
    """A module's text with one error in it, the line of the error, and a description of the change."""

    line: int
    now: str
    text: str


def mutants(text: str) -> list[Mutant]:
    """All mutants of a module, sorted by line."""
    tree = ast.parse(text)
    found = []
    skipped = _not_code(tree)
    for place, node in enumerate(ast.walk(tree)):
        if id(node) in skipped:
            continue
        for change in range(len(list(_changes(copy.deepcopy(node))))):
            mutated = ast.parse(text)
            target = next(other for at, other in enumerate(ast.walk(mutated)) if at == place)
            made = list(_changes(target))[change]
            made()
            right, wrong = _statement(tree, node), _statement(mutated, target)
            found.append(Mutant(getattr(node, "lineno", 0), _difference(right, wrong), ast.unparse(mutated)))
    return sorted(found, key=lambda mutant: (mutant.line, mutant.now))


def _changes(node: ast.AST) -> Iterator["_Change"]:
    """The possible errors at a node; calling a change makes it."""
    if isinstance(node, ast.Compare):
        for place, operator in enumerate(node.ops):
            for other in _COMPARED.get(type(operator), ()):
                yield _Change(node.ops, place, other())
    elif isinstance(node, ast.BinOp | ast.AugAssign):
        for changed in _REDONE.get(type(node.op), ()):
            yield _Change(node, "op", changed())
    elif isinstance(node, ast.BoolOp):
        yield _Change(node, "op", ast.And() if isinstance(node.op, ast.Or) else ast.Or())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield _Change(node, "operand", ast.UnaryOp(ast.Not(), node.operand))
    elif isinstance(node, ast.Constant):
        value = node.value
        if isinstance(value, bool):
            yield _Change(node, "value", not value)
        elif isinstance(value, int | float):
            yield _Change(node, "value", value + 1)
            yield _Change(node, "value", value - 1)
    elif isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
        yield _Change(node, "value", ast.Constant(None))


class _Change:
    """A change that sets one attribute, or one element of a list."""

    def __init__(self, owner: object, place: str | int, value: object) -> None:
        self._owner, self._place, self._value = owner, place, value

    def __call__(self) -> None:
        if isinstance(self._owner, list) and isinstance(self._place, int):
            self._owner[self._place] = self._value
        else:
            setattr(self._owner, str(self._place), self._value)


def _not_code(tree: ast.Module) -> set[int]:
    """The ids of nodes whose change has no visible effect: annotations and decorators."""
    nodes: list[ast.AST | None] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            nodes += node.decorator_list
        if isinstance(node, ast.FunctionDef):
            nodes.append(node.returns)
        if isinstance(node, ast.arg):
            nodes.append(node.annotation)
        if isinstance(node, ast.AnnAssign):
            nodes.append(node.annotation)
        if isinstance(node, ast.Assign) and "alias" in ast.unparse(node):
            nodes.append(node)
    return {id(inner) for node in nodes if node is not None for inner in ast.walk(node)}


def _statement(tree: ast.AST, target: ast.AST) -> str:
    """The innermost statement that contains the target, on one line."""
    statement: ast.AST = target
    for node in ast.walk(tree):  # from the outside in
        if isinstance(node, ast.stmt) and any(inner is target for inner in ast.walk(node)):
            statement = node
    return " ".join(ast.unparse(statement).split())


def _difference(right: str, wrong: str) -> str:
    """The part in which two lines differ, with some context."""
    start = _common_prefix_length(right, wrong)
    end = _common_prefix_length(right[start:][::-1], wrong[start:][::-1])
    around = max(0, start - 25)
    return f"…{right[around : len(right) - end + 15]}…  →  …{wrong[around : len(wrong) - end + 15]}…"


def _common_prefix_length(one: str, other: str) -> int:
    """The number of characters with which both texts begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


# ── running ──


class Bench:
    """A copy of the package and its tests, in which one module at a time is replaced by a mutant."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("src", "tests", "decks", "docs", ".github", ".ci"):
            if (ROOT / name).exists():
                shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        for path in ROOT.glob("*.*"):
            if path.is_file():
                shutil.copy(path, folder)
        self.environment = {
            **os.environ, "PYTHONPATH": str(folder / "src"), "PYTHONDONTWRITEBYTECODE": "1", "CLFCARDS_MUTANT": "1",
        }  # fmt: skip

    def passes(self, tests: list[str], seconds: float) -> bool:
        """Whether all these tests pass within the given time."""
        there = [name for name in tests if (self.folder / name).exists()]
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-m", "not browser", *there]
        try:
            done = subprocess.run(
                command, cwd=self.folder, env=self.environment, capture_output=True, timeout=seconds, check=False
            )
        except subprocess.TimeoutExpired:
            return False
        return done.returncode == 0


def measure(bench: Bench, module: str, most: int, seed: int, *, wide: bool) -> tuple[int, int, list[Mutant]]:
    """The number of mutants of a module, the number killed by its own tests, and the mutants that survived."""
    own, related = TARGETS[module]
    path = bench.folder / "src" / "clfcards" / f"{module}.py"
    text = path.read_text(encoding="utf-8")
    seconds = {name: _time(bench, tests, f"the tests of {module}") for name, tests in (("own", own), ("wide", related))}
    chosen = mutants(text)
    if len(chosen) > most:
        chosen = sorted(random.Random(f"{module} {seed}").sample(chosen, most), key=lambda m: (m.line, m.now))
    survivors: list[Mutant] = []
    killed_by_own = 0
    try:
        for mutant in chosen:
            path.write_text(mutant.text, encoding="utf-8")
            if not bench.passes(own, max(20, 10 * seconds["own"])):
                killed_by_own += 1
            elif not wide or bench.passes(related, max(20, 10 * seconds["wide"])):
                survivors.append(mutant)
                print(f"  alive: {module}.py:{mutant.line}: {mutant.now}", flush=True)
    finally:
        path.write_text(text, encoding="utf-8")
    return len(chosen), killed_by_own, survivors


def _time(bench: Bench, tests: list[str], what: str) -> float:
    """The seconds that these tests take without a mutant. Exits if they fail."""
    begun = time.monotonic()
    if not bench.passes(tests, _TESTS_AT_MOST_S):
        sys.exit(f"{what} fail without any mutant: {' '.join(tests)}")
    return time.monotonic() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--most", type=int, default=40, help="maximum number of mutants per module (default 40)")
    parser.add_argument("--seed", type=int, default=1, help="the seed for choosing mutants, if there are more")
    parser.add_argument("--module", action="append", choices=TARGETS, help="only this module; can be repeated")
    parser.add_argument(
        "--own", action="store_true", help="run only the module's own tests, not those of related folders"
    )
    given = parser.parse_args()
    rows: list[tuple[str, int, int, int]] = []
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        for module in given.module or TARGETS:
            if (SOURCE / f"{module}.py").exists():
                made, own, survivors = measure(bench, module, given.most, given.seed, wide=not given.own)
                rows.append((module, made, own, made - len(survivors)))
                print(f"{module}: {made} made, {own} killed by its own tests, {len(survivors)} alive", flush=True)
    rows.append(("all", sum(row[1] for row in rows), sum(row[2] for row in rows), sum(row[3] for row in rows)))
    print("\n| module | mutants | killed by its own tests | killed in all | |\n|---|---|---|---|---|")
    for name, made, own, killed in rows:
        print(f"| {name} | {made} | {own} | {killed} | {killed / max(1, made):.0%} |")


if __name__ == "__main__":
    main()
