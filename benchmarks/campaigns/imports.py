"""Imports damaged and hostile histories: what is accepted breaks no command, and what is refused adds nothing."""

import json
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.campaigns.campaign import Campaign, Outcome, attempt
from benchmarks.campaigns.damage import OF_LINES, damaged
from benchmarks.campaigns.learner import Learner

_HOSTILE: tuple[Any, ...] = (
    None, True, 0, -1, 2**31, 2**53, 2**63, -(2**63), 10**30, 1.5, 1e308, "", " ", "x" * 70_000, "\x1b]0;x\x07",
    "\u202ex", "\ud800", "a/1", "../../x", "{{c1::x}}", [], [[]], ["a"] * 2000, {}, {"a": {"b": {"c": []}}}, {"": None},
)  # fmt: skip
_FOLLOWING = (["history"], ["stats"], ["readiness"], ["doctor"], ["history", "list", "--json"], ["review"])


def attempts(folder: Path, dice: Random) -> Iterator[Outcome]:
    """An export of another device with one line changed, imported and followed by other commands."""
    learner = Learner.with_history(folder / "whole")
    lines = learner.exported().splitlines()
    for number in range(10**9):
        trial = Learner(folder / "trial")
        shutil.rmtree(trial.home, ignore_errors=True)
        shutil.copytree(learner.home, trial.home)
        shutil.rmtree(trial.data)
        kind, text = _changed(lines, dice)
        path = trial.home / "import.jsonl"
        path.write_bytes(text)
        yield attempt(f"attempt {number}, {kind}", partial(_import, trial, path, kind))


def _import(trial: Learner, path: Path, kind: str) -> Outcome:
    imported = trial.run("history", "import", str(path))
    if imported.exit_code:
        added = len(trial.events()) if trial.has_log else 0
        return Outcome("refused", f"{kind}: {added} events were added" if added else "")
    for command in _FOLLOWING:
        result = trial.run(*command, typed="q\n")
        if result.exit_code not in (0, 1):
            return Outcome("accepted", f"{kind}: '{' '.join(command)}' ended with {result.exit_code}: {result.output}")
    trial.events()
    return Outcome("accepted")


def _changed(lines: list[str], dice: Random) -> tuple[str, bytes]:
    """The export after one damage, or with a hostile value in place of one that an event has."""
    if dice.random() < 0.4:
        kind, data = damaged("\n".join(lines).encode(), OF_LINES, dice)
        return kind, data
    number = dice.randrange(1, len(lines))
    event = json.loads(lines[number])
    place, name = event, dice.choice(sorted(event))
    if name == "payload" and event["payload"] and dice.random() < 0.7:
        place, name = event["payload"], dice.choice(sorted(event["payload"]))
    value = dice.choice(_HOSTILE)
    place[name] = value
    changed = [*lines[:number], json.dumps(event), *lines[number + 1 :]]
    return f"'{name}' of a {event['kind']} is {value!r:.40}", "\n".join(changed).encode()


CAMPAIGN = Campaign("hostile histories: accepted is livable", short=12, long=600, attempts=attempts)
