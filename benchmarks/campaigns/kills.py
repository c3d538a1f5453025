"""Kills the program at a call to the disk: no acknowledged answer is lost, and the next start works."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from random import Random
from subprocess import CompletedProcess

from benchmarks.campaigns.campaign import Campaign, Outcome, attempt
from benchmarks.campaigns.disk_calls import Stage, Strike


def attempts(folder: Path, dice: Random) -> Iterator[Outcome]:
    """One kill at a time, each at another call of a command."""
    stage = Stage(folder)
    for strike in stage.strikes(("signal=KILL",), dice):
        done = stage.played(strike)
        yield attempt(str(strike), partial(_outcome, stage, strike, done))


def _outcome(stage: Stage, strike: Strike, done: CompletedProcess[str]) -> Outcome:
    lost = stage.loss(strike, done.stdout)
    return Outcome(f"{strike.scenario} killed", f"{strike}: {lost}" if lost else "")


CAMPAIGN = Campaign("kills at each call to the disk", short=5, long=600, attempts=attempts, needs_strace=True)
