"""Damages a log at random, repairs it without backups, and compares the result with a page-by-page reader's.

    python benchmarks/campaigns/damaged_logs.py --runs 1000 --seed 1

A short form runs with the tests (`tests/log/test_damaged_logs.py`). Exits with 1 if the repaired log lacks an event
that the reader finds, or holds one that is not as it was written without saying so.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.log.damages import FILE_DAMAGES, NAMESPACE, told, try_damage, write_log
from tests.log_events import NOW

from clfcards.log.log import Log


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--events", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    totals: dict[str, Counter[str]] = {damage.__name__: Counter() for damage in FILE_DAMAGES}
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole = write_log(folder / "whole", arguments.events)
        with Log.open(whole.parent, NAMESPACE, NOW) as log:
            written = {one.id: one for one in log.events()}
        for run in range(arguments.runs):
            damage = FILE_DAMAGES[run % len(FILE_DAMAGES)]
            trial_folder = folder / "trial"
            trial_folder.mkdir()
            copy = trial_folder / whole.name
            shutil.copyfile(whole, copy)
            try:
                trial = try_damage(copy, damage, random.Random(f"{arguments.seed}:{run}"), written)
            except Exception as error:  # noqa: BLE001  # a campaign goes on, and counts it
                totals[damage.__name__]["failed"] += 1
                print(f"run {run}: {damage.__name__}: {error!r}", file=sys.stderr)
                continue
            finally:
                shutil.rmtree(trial_folder)
            total = totals[damage.__name__]
            total["runs"] += 1
            total["unnoticed"] += bool(trial.found and trial.found.is_well)
            total["missed"] += len(trial.missed)
            total["changed"] += len(trial.changed)
            total["lost"] += trial.lost
            total["said lost"] += trial.said_lost
            total["unconfirmed"] += len(trial.found.unconfirmed) if trial.found else 0
            total["lost unsaid"] += trial.lost > 0 and trial.said_lost == 0
            if trial.missed or trial.changed or trial.lost != trial.said_lost:
                print(f"run {run}: {told(trial)}", file=sys.stderr)
    columns = ("runs", "failed", "unnoticed", "missed", "changed", "lost", "said lost", "lost unsaid", "unconfirmed")
    print(f"| damage | {' | '.join(columns)} |\n|---|{'---|' * len(columns)}")
    for kind, total in totals.items():
        print(f"| {kind.replace('_', ' ')} | {' | '.join(str(total[column]) for column in columns)} |")
    print(f"{arguments.runs} damages of a log with {len(written)} events in {time.monotonic() - begun:.0f} s")
    return int(any(total["missed"] or total["changed"] or total["failed"] for total in totals.values()))


if __name__ == "__main__":
    sys.exit(main())
