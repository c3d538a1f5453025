"""Runs campaigns by hand: `python -m benchmarks.campaigns [NAME …] [--attempts N] [--seed N]`.

Prints a row for each, and every fault; exits with 1 if there was one.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.campaigns.campaign import tally
from benchmarks.campaigns.every import CAMPAIGNS


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.campaigns")
    parser.add_argument("names", nargs="*", choices=[[], *CAMPAIGNS], help="which campaigns; all of them by default")
    parser.add_argument("--attempts", type=int, help="how many attempts each; by default as many as in the README")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    faults = 0
    for name in arguments.names or CAMPAIGNS:
        campaign = CAMPAIGNS[name]
        begun = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            found = tally(campaign, Path(folder), attempts=arguments.attempts or campaign.long, seed=arguments.seed)
        results = ", ".join(f"{count} {result}" for result, count in sorted(found.results.items()))
        print(f"| {name} | {found.attempts:,} | {results} | {len(found.faults)} | {time.monotonic() - begun:.0f} s |")
        print("".join(f"  {fault}\n" for fault in found.faults), file=sys.stderr, end="", flush=True)
        faults += len(found.faults)
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())
