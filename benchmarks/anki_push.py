"""Measure an `anki push` with nothing to do: `python benchmarks/anki_push.py [--runs 15]`.

The shipped deck is built and imported by Anki's own back end, on top of which the tests' server answers AnkiConnect's
calls, in a process of its own. The floor, in the same run, is asking that server for the same notes and their decks
with Python alone. The clock counts the server's work, too; the processor's time is that of the command.
"""

import argparse
import json
import os
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import Event, Pipe, Process
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event as EventType
from pathlib import Path
from statistics import median
from typing import Any

from anki_import import ROOT, build, run

sys.path.insert(0, str(ROOT))


def serve(folder: Path, address: Connection, ends: EventType) -> None:
    """Imports the package in the folder into a new collection, and answers for it until the end."""
    from tests.anki.anki_connect import running_anki

    from anki.collection import Collection, ImportAnkiPackageRequest

    collection = Collection(str(folder / "collection.anki2"))
    package = str(folder / "out" / "clf-c02.apkg")
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=package))
    with running_anki(collection) as anki:
        address.send((anki.address, collection.note_count()))
        ends.wait()
    collection.close()


@contextmanager
def anki(folder: Path) -> Iterator[tuple[str, int]]:
    """The address of a running Anki, and how many notes it has."""
    here, there = Pipe()
    ends = Event()
    process = Process(target=serve, args=(folder, there, ends))
    process.start()
    try:
        yield here.recv()
    finally:
        ends.set()
        process.join()


def call(address: str, action: str, **params: Any) -> Any:
    body = json.dumps({"action": action, "version": 6, "params": params}).encode()
    with urllib.request.urlopen(f"http://{address}", body) as answer:
        return json.load(answer)["result"]


def floor(address: str) -> float:
    """The seconds that asking for all notes, and for the decks of their cards, takes."""
    began = time.perf_counter()
    notes = call(address, "notesInfo", notes=call(address, "findNotes", query='"note:clfcards *"'))
    call(address, "getDecks", cards=[card for note in notes for card in note["cards"]])
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        where = ("--decks", folder / "decks", "--exam", "clf-c02", "--data", folder / "data")
        build(folder)
        with anki(folder) as (address, notes):
            push = ("anki", "push", "--yes", *where, "--address", address)
            run(ROOT, *push)  # fills the caches, and records what Anki has
            costs, floors = [], []
            for _ in range(given.runs):
                costs.append(run(ROOT, *push))
                floors.append(floor(address))
    clock, used = sorted(cost.clock for cost in costs), sorted(cost.processor for cost in costs)
    load = os.getloadavg()[0]
    print(f"{notes} notes, {given.runs} runs, load {load:.1f}; the floor is {min(floors):.2f}, {median(floors):.2f} s")
    print(f"clock, least and median: {clock[0]:.2f}, {median(clock):.2f} s, {clock[0] / min(floors):.1f} × the floor")
    print(f"processor, least and median: {used[0]:.2f}, {median(used):.2f} s; peak {costs[-1].megabytes:.0f} MB")


if __name__ == "__main__":
    main()
