"""Commands in which a call to the disk is made to fail, or the program is killed at it; `strace` does both.

Whatever happens, nothing is lost that was acknowledged: the next card or question is shown only after the answer is
on the disk.
"""

import re
import shutil
import sqlite3
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from random import Random
from subprocess import CompletedProcess

from benchmarks.campaigns.learner import Learner

_STRACE = ("strace", "--follow-forks", "--seccomp-bpf", "-qq")
CALLS = ("pwrite64", "write", "fsync", "fdatasync", "ftruncate", "rename", "unlink", "mkdir")
# In the output, a card's or a question's head says that the answer before it is on the disk.
_CARD, _QUESTION = re.compile(r"^\[.* left: ", re.MULTILINE), re.compile(r"^Question \d+ of ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A command. `acknowledged` counts the answers that its output acknowledges, and `kind` is theirs in the log."""

    words: tuple[str, ...]
    typed: str
    acknowledged: Callable[[str], int]
    kind: str = ""
    damages_states: bool = False


def _heads(pattern: re.Pattern[str]) -> Callable[[str], int]:
    return lambda output: max(0, len(pattern.findall(output)) - 1)


def _nothing(_: str) -> int:
    return 0


SCENARIOS = {
    "review": Scenario(("review",), "\n3\n\n1\n\n4\nq\n", _heads(_CARD), "review"),
    "exam": Scenario(("exam", "--seed", "2"), "a\nb\nc\nsubmit\ny\nn\n", _heads(_QUESTION), "chose"),
    "import": Scenario(("history", "import", "other.jsonl"), "", _nothing),
    "doctor": Scenario(("doctor",), "", _nothing, damages_states=True),
    "build": Scenario(("build", "--out", "build"), "", _nothing),
}


@dataclass(frozen=True, slots=True)
class Strike:
    """The n-th call of a kind in a scenario, at which `injected` happens, in strace's words."""

    scenario: str
    call: str
    n: int
    injected: str

    def __str__(self) -> str:
        return f"{self.scenario}, {self.injected} at {self.call} {self.n}"


class Stage:
    """Where scenarios are played: a learner with a history, and the export of another device."""

    def __init__(self, folder: Path) -> None:
        self._whole = Learner.with_history(folder / "whole")
        self._other = Learner.with_history(folder / "other")
        (self._whole.home / "other.jsonl").write_text(self._other.exported(), encoding="utf-8")
        self._before = self._whole.events()
        self._trace = folder / "trace"
        self._trial = Learner(folder / "trial")

    def strikes(self, injected: tuple[str, ...], dice: Random) -> Iterator[Strike]:
        """Calls of the scenarios in turn, each drawn at random from all that the scenario makes."""
        calls: dict[str, list[tuple[str, int]]] = {}
        for name in cycle(dice.sample(sorted(SCENARIOS), len(SCENARIOS))):
            if not calls.get(name):
                calls[name] = [(call, n) for call, count in self._calls(name).items() for n in range(1, count + 1)]
                dice.shuffle(calls[name])
            yield Strike(name, *calls[name].pop(), dice.choice(injected))

    def played(self, strike: Strike) -> CompletedProcess[str]:
        """The result of a command in which a call is struck."""
        scenario = self._prepared(strike.scenario)
        inject = f"inject={strike.call}:{strike.injected}:when={strike.n}"
        words = (*_STRACE, "-o", str(self._trace), "-e", f"trace={strike.call}", "-e", inject)
        return self._trial.process(*scenario.words, typed=scenario.typed, before=words)

    def loss(self, strike: Strike, output: str) -> str:
        """What is lost or broken after a strike, or nothing; `output` is the standard output of the struck command."""
        scenario, trial = SCENARIOS[strike.scenario], self._trial
        following = trial.run("review", typed="q\n")
        if following.exit_code:
            return f"the next start fails: {following.output}"
        examined = trial.run("doctor", "--json")
        if examined.exit_code and not scenario.damages_states:
            return f"doctor finds damage: {examined.output}"
        events = trial.events()
        if lost := self._before.keys() - events.keys():
            return f"{len(lost)} events of before are lost"
        answers = [event for id_, event in events.items() if id_ not in self._before and scenario.kind in _kinds(event)]
        if len(answers) < scenario.acknowledged(output):
            return f"{scenario.acknowledged(output)} answers were acknowledged, {len(answers)} are in the log"
        return self._broken_build()

    def _broken_build(self) -> str:
        """What is wrong with the packages and the ledger, or nothing."""
        for path in (self._trial.home / "build").glob("*.apkg"):
            with zipfile.ZipFile(path) as package:
                if package.testzip():
                    return f"{path.name} is damaged"
        built = self._trial.run("build")
        return f"the next build fails: {built.output}" if built.exit_code else ""

    def _prepared(self, name: str) -> Scenario:
        """The scenario, with the learner as before it."""
        scenario, trial = SCENARIOS[name], self._trial
        shutil.rmtree(trial.home, ignore_errors=True)
        shutil.copytree(self._whole.home, trial.home)
        if scenario.damages_states:
            _damage_states(trial.data / "tea-taster.db")
        if name == "build":
            for path in (trial.home / "decks" / "tea-101" / "facts").iterdir():
                path.write_text(path.read_text(encoding="utf-8").replace("is so.", "is very so."), encoding="utf-8")
        return scenario

    def _calls(self, name: str) -> Counter[str]:
        """How often a scenario makes each call."""
        scenario = self._prepared(name)
        words = (*_STRACE, "-o", str(self._trace), "-e", f"trace={','.join(CALLS)}")
        self._trial.process(*scenario.words, typed=scenario.typed, before=words)
        return Counter(re.findall(r"^\d+ +(\w+)\(", self._trace.read_text(errors="replace"), re.MULTILINE))


def _kinds(event: dict[str, object]) -> tuple[object, ...]:
    """The kind of an event, and of a step of an exam."""
    payload = event.get("payload")
    return event["kind"], payload.get("kind") if isinstance(payload, dict) else None


def _damage_states(path: Path) -> None:
    """Changes derived data, which doctor derives again."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE card SET stability = stability + 1")
