"""Runs the rules over what was loaded, and gives every finding its place."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from clfcards.decks.contents import decode
from clfcards.decks.load import Loaded, with_source_lines
from clfcards.model.problem import Place, Problem, in_order
from clfcards.rules import RULES, check
from clfcards.rules.rule import Finding, Passage, Rule
from clfcards.source.locate import locate
from clfcards.system.files import read_bytes


@dataclass(frozen=True, slots=True)
class SourcesHaveErrors:
    """Why something was not done: the sources have these problems, and have to be fixed first."""

    problems: tuple[Problem, ...]


def problems_of(
    loaded: Loaded,
    rules: Iterable[Rule] = RULES,
    *,
    stale_before: dt.date | None = None,
    foreign: tuple[Passage, ...] = (),
) -> list[Problem]:
    """The problems of reading and of every rule, in the order of files and lines.

    `stale_before` and `foreign` are what `Sources` says of them.
    """
    sources = loaded.sources()
    problems = list(loaded.problems)
    if sources is not None:
        problems += _placed(loaded, check(replace(sources, stale_before=stale_before, foreign=foreign), rules))
    return in_order(problems)


def _placed(loaded: Loaded, found: list[tuple[Rule, Finding]]) -> list[Problem]:
    by_file: dict[str, list[tuple[Rule, Finding]]] = defaultdict(list)
    for rule, finding in found:
        by_file[finding.origin.path].append((rule, finding))
    problems: list[Problem] = []
    for path, group in by_file.items():
        if path in loaded.files:
            text, _ = decode(read_bytes(loaded.files[path]))
            places = locate(path, text, [(finding.origin.index, finding.path) for _, finding in group])
        else:
            places = [Place(path or "decks", 1, 1)] * len(group)
        problems += [
            Problem(place, finding.message, rule.name, rule.severity)
            for place, (rule, finding) in zip(places, group, strict=True)
        ]
    return with_source_lines(problems, loaded.files)
