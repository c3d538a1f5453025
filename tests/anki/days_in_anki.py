"""Days of study in Anki's own scheduler, in a process of its own: python -m tests.anki.days_in_anki SPEC.json

The environment has ANKI_TEST_MODE, which switches Anki's fuzz off, and TZ; Anki reads both once. The clock is not set:
before each day, everything in the collection is moved a day into the past, so that the last day is today.
"""

import json
import random
import sys
from pathlib import Path
from typing import Any

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from clfcards.memory.weights import DEFAULT_WEIGHTS
from tests.anki.anki_learner import DAY, add_row, answer, card_of, exported

_DAY_SECONDS = 86_400


def moved(collection: Collection, days: int) -> None:
    """Moves all that the collection remembers by days; negative ones lie in the past."""
    seconds = days * _DAY_SECONDS
    collection.db.execute("UPDATE col SET crt = crt + ?", seconds)
    order = "DESC" if days > 0 else "ASC"
    for id_ in collection.db.list(f"SELECT id FROM revlog ORDER BY id {order}"):
        collection.db.execute("UPDATE revlog SET id = ? WHERE id = ?", id_ + days * DAY, id_)
    collection.db.execute("UPDATE cards SET due = due + ? WHERE type IN (1, 3) AND due > 1000000000", seconds)
    for id_, data in collection.db.all("SELECT id, data FROM cards WHERE data LIKE '%lrt%'"):
        kept = json.loads(data)
        kept["lrt"] += seconds
        collection.db.execute("UPDATE cards SET data = ? WHERE id = ?", json.dumps(kept), id_)
    collection.close()
    collection.reopen()


def prepared(collection: Collection, package: Path, cutoff_hour: int) -> None:
    """Imports the package with its history, under the terms that the terminal has."""
    collection.db.execute("UPDATE col SET crt = crt - ?", 365 * _DAY_SECONDS)  # Anki does not count days before it
    collection.close()
    collection.reopen()
    collection.set_config("fsrs", True)
    collection.set_config("rollover", cutoff_hour)
    options = ImportAnkiPackageOptions(with_scheduling=True)
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(package), options=options))
    deck = collection.decks.id_for_name("Tea Taster")
    config = collection.decks.config_dict_for_deck_id(deck)
    config["fsrsParams6"] = list(DEFAULT_WEIGHTS)
    config["desiredRetention"] = 0.9
    config["new"]["perDay"] = 3
    collection.decks.save(config)
    collection.decks.select(deck)


def study(collection: Collection, dice: random.Random) -> None:
    """Answers everything that Anki asks today."""
    while cards := collection.sched.get_queued_cards(fetch_limit=1).cards:
        answer(collection, cards[0].card.id, dice.choices((1, 2, 3, 4), (2, 1, 6, 1))[0])


def result(collection: Collection) -> list[dict[str, Any]]:
    """Each reviewed card: its key, its memory as computed and as kept, the days until it is due, and what follows.

    That is the seconds after "again", and the days after each other rating.
    """
    found = []
    for id_ in collection.db.list("SELECT id FROM cards WHERE type = 2"):
        card = collection.get_card(id_)
        states = collection._backend.get_scheduling_states(id_)
        computed = collection.compute_memory_state(id_)
        found.append(
            {
                "key": f"{card.note()['Id']}/{card.ord + 1}",
                "stability": computed.stability,
                "kept": [card.memory_state.stability, card.memory_state.difficulty],
                "due": card.due - collection.sched.today,
                "again": states.again.normal.relearning.learning.scheduled_secs,
                "days": [getattr(states, name).normal.review.scheduled_days for name in ("hard", "good", "easy")],
            }
        )
    return found


def memory(spec: dict[str, Any]) -> None:
    """Prints the stability that Anki computes from good answers at these times, in its own zone."""
    collection = Collection(str(Path(spec["folder"]) / "collection.anki2"))
    options = ImportAnkiPackageOptions()
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=spec["package"], options=options))
    collection.set_config("fsrs", True)
    card = card_of(collection, "a-0")
    for number, at in enumerate(spec["times"]):
        add_row(collection, card, at, kind=int(number > 0))
    print(json.dumps(collection.compute_memory_state(card).stability))
    collection.close()


def main(spec: dict[str, Any]) -> None:
    folder, days = Path(spec["folder"]), spec["days"]
    collection = Collection(str(folder / "collection.anki2"))
    prepared(collection, Path(spec["package"]), spec["cutoff_hour"])
    dice = random.Random(spec["seed"])
    before = collection.db.list("SELECT id FROM revlog ORDER BY id")
    moved(collection, days)
    for _ in range(days):
        moved(collection, -1)
        study(collection, dice)
    rows = collection.db.list("SELECT id FROM revlog ORDER BY id")
    exported(collection, folder / "after.apkg")
    print(json.dumps({"before": before, "after": rows, "cards": result(collection)}))
    collection.close()


if __name__ == "__main__":
    read = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    memory(read) if "times" in read else main(read)
