"""Makes a call to the disk fail: one sentence, and nothing acknowledged is lost."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from random import Random
from subprocess import CompletedProcess

from benchmarks.campaigns.campaign import Campaign, Outcome, attempt
from benchmarks.campaigns.disk_calls import Stage, Strike

_INJECTED = ("error=EIO", "error=ENOSPC")


def attempts(folder: Path, dice: Random) -> Iterator[Outcome]:
    """One failing call at a time."""
    stage = Stage(folder)
    for strike in stage.strikes(_INJECTED, dice):
        done = stage.played(strike)
        yield attempt(str(strike), partial(_outcome, stage, strike, done))


def _outcome(stage: Stage, strike: Strike, done: CompletedProcess[str]) -> Outcome:
    result = "said" if done.stderr.strip() else "went on"
    if "Traceback" in done.stderr + done.stdout or done.returncode < 0:
        return Outcome(result, f"{strike}: {done.stderr}")
    lost = stage.loss(strike, done.stdout)
    return Outcome(result, f"{strike}: {lost}; it said: {done.stderr}" if lost else "")


CAMPAIGN = Campaign("failing calls to the disk", short=5, long=900, attempts=attempts, needs_strace=True)
