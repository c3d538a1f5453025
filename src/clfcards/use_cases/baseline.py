"""The findings of an adopted bank that are known: `check` then reports only new ones.

A finding is known by its rule, its item, and a hash of the line that it points into, so that it survives when lines
move. The words of its message do not count: a later version may say it in other words.
"""

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from clfcards import codec
from clfcards.decks.contents import decode
from clfcards.decks.load import Loaded
from clfcards.errors import ClfcardsError
from clfcards.model.problem import Problem
from clfcards.next_step import NextStep
from clfcards.source.locate import items_of
from clfcards.source.nodes import Mapping, Scalar, parse
from clfcards.system.files import read_bytes, shown, write_atomically

FORMAT = 1
_OPTIONAL = frozenset({"foreign-likeness", "stale-fact"})  # found only if an option asks for them


@dataclass(frozen=True, slots=True, order=True)
class KnownFinding:
    """A finding: its rule, its item's id or its file's name, a hash of its line, and how many of it there are."""

    rule: str
    item: str
    text: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Baseline:
    """The findings that are known."""

    format: int
    findings: tuple[KnownFinding, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """The problems that are not in the baseline, the number of those that are, and what of it was not found."""

    new: tuple[Problem, ...]
    known: int
    stale: tuple[KnownFinding, ...]


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file. Raises ClfcardsError if it is damaged, or was written by a newer version."""
    try:
        baseline = codec.decode(read_bytes(path), Baseline)
    except ValueError as error:
        raise ClfcardsError(f"'{shown(path)}' is not a baseline ({error}): write it again") from error
    if baseline.format > FORMAT:
        raise ClfcardsError(f"'{shown(path)}' was written by a newer clfcards: update the program")
    return baseline


def write_baseline(path: Path, loaded: Loaded, problems: Sequence[Problem]) -> int:
    """Writes the problems as a baseline, one line for each, so that a diff is easy to read; returns their number.

    Raises ClfcardsError if items cannot be read: their findings would be new as soon as they can.
    """
    if not _is_whole(loaded):
        raise ClfcardsError("not all findings are known while a source cannot be read", NextStep.run("check"))
    counts = Counter(_keys(loaded, [problem for problem in problems if problem.severity != "note"]))
    lines = [
        codec.encode(KnownFinding(*key, count)).decode() for key, count in sorted(counts.items(), key=lambda kv: kv[0])
    ]
    text = f'{{"format":{FORMAT},"findings":[\n' + ",\n".join(lines) + "\n]}\n"
    write_atomically(path, text.encode())
    return counts.total()


def compared(baseline: Baseline, loaded: Loaded, problems: Sequence[Problem], rules: frozenset[str] | None) -> Compared:
    """The problems without the known ones. With `rules`, only these were run, and nothing else of it is stale."""
    left = Counter[tuple[str, str, str]]()
    for finding in baseline.findings:
        left[finding.rule, finding.item, finding.text] += finding.count
    total = left.total()
    new: list[Problem] = []
    for problem, key in zip(problems, _keys(loaded, problems), strict=True):
        if problem.severity != "note" and left[key] > 0:
            left[key] -= 1
        else:
            new.append(problem)
    stale = tuple(
        KnownFinding(*key, count)
        for key, count in sorted(left.items())
        if count > 0 and (key[0] in rules if rules is not None else key[0] not in _OPTIONAL)
    )
    stale = tuple(finding for finding in stale if finding.item not in loaded.broken)
    return Compared(tuple(new), total - left.total(), stale if _is_whole(loaded) else ())


def _is_whole(loaded: Loaded) -> bool:
    """Whether every item was there for the rules to look at."""
    return loaded.sources() is not None and not loaded.hides_items


def _keys(loaded: Loaded, problems: Sequence[Problem]) -> list[tuple[str, str, str]]:
    """For each problem: its rule, its item's id or its file's name, and a hash of its line without the indent."""
    files: dict[str, tuple[list[int], list[str]]] = {}
    keys = []
    for problem in problems:
        path = problem.place.path
        if path not in files:
            files[path] = _items(loaded.files.get(path))
        lines, ids = files[path]
        at = bisect_right(lines, problem.place.line) - 1
        item = ids[at] if at >= 0 else Path(path).name
        line = " ".join(problem.source_line.split()).removeprefix("- ")
        keys.append((problem.rule, item, hashlib.blake2b(line.encode(), digest_size=8).hexdigest()))
    return keys


def _items(path: Path | None) -> tuple[list[int], list[str]]:
    """The lines on which the items of a file begin, and their ids; an item without an id has its file's name."""
    if path is None:
        return [], []
    nodes = items_of(parse(decode(read_bytes(path))[0])[0])
    ids = []
    for node in nodes:
        _, value = node.entries.get("id", (None, None)) if isinstance(node, Mapping) else (None, None)
        ids.append(value.text if isinstance(value, Scalar) else path.name)
    return [node.line for node in nodes], ids
