"""Anki on the phone, the terminal at the desk: a short life with two computers, at random, and neither forgets.

On each day, the learner answers cards here or there, and takes answers across in any order, also from an older
collection. What must be so is counted without the program: each answer is in each world once, however often and by
whichever way it came.
"""

import datetime as dt
import json
import random
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from anki.collection import Collection
from clfcards.log.json_lines import export_lines
from clfcards.model.event import Event, live
from clfcards.model.event_kind import UNDO
from tests.anki.anki_connect import RunningAnki, running_anki
from tests.anki.anki_learner import DAY, Learner, add_row, card_of
from tests.log_events import review, undo

pytestmark = pytest.mark.anki

NOTES = ("a-0", "a-1", "p-0", "b-0", "q-one")
DAYS = 6
Answer = tuple[str, int, int]
"""The card, the rating, and the time."""


class BothWorlds:
    """The learner's computers `desk` and `laptop`, and Anki; `given` are all answers, wherever they were given."""

    def __init__(self, learner: Learner, collection: Collection, anki: RunningAnki, seed: int) -> None:
        self.learner, self.collection, self.anki = learner, collection, anki
        self.dice = random.Random(seed)
        self.given: list[Answer] = []
        self.old = [self._copy(0)]
        now = int(dt.datetime.now(dt.UTC).timestamp() * 1000)
        self.at = now - (DAYS + 1) * DAY

    def _copy(self, day: int) -> Path:
        path = self.learner.folder / f"day-{day}.anki2"
        self.collection.close()
        shutil.copy(self.learner.collection(), path)
        self.collection.reopen()
        return path

    def day(self, number: int) -> None:
        acts = [self.answer_in_anki, self.answer_here, self.take, self.take, self.export, self.carry]
        for act in self.dice.sample(acts, 4):
            self.at += self.dice.randint(10_000, 3_600_000)
            act(self.dice.choice(("desk", "laptop")))
        self.old.append(self._copy(number))
        self.at += DAY - self.at % DAY

    def _answer(self) -> tuple[str, int]:
        id_, rating = self.dice.choice(NOTES), self.dice.randint(1, 4)
        self.given.append((f"{id_}/1", rating, self.at))
        return id_, rating

    def answer_in_anki(self, _: str) -> None:
        id_, rating = self._answer()
        add_row(self.collection, card_of(self.collection, id_), self.at, rating)

    def answer_here(self, computer: str) -> None:
        id_, rating = self._answer()
        self.merge(computer, [review(f"own-{self.at}", f"{id_}/1", rating, self.at, 4)])

    def take(self, computer: str) -> None:
        """Imports the collection of today or of an older day, twice."""
        file = self.dice.choice([self.learner.collection(), *self.old])
        self.learner.take(file, data=computer)
        assert self.learner.take(file, data=computer)["new"] == 0

    def export(self, computer: str) -> None:
        if self.events(computer):
            self.lacking(computer)
            before = self.in_anki()
            assert self.lacking(computer)["answers"] == 0
            assert self.in_anki() == before

    def lacking(self, computer: str) -> dict[str, object]:
        """Exports, and returns the document: what Anki lacked before."""
        result = self.learner.run("anki", "export", "--yes", "--json", "--address", self.anki.address, data=computer)
        assert result.exit_code == 0, result.output
        document: dict[str, object] = json.loads(result.stdout)
        return document

    def carry(self, computer: str) -> None:
        """Takes the history of the other computer to this one."""
        other = "laptop" if computer == "desk" else "desk"
        self.merge(computer, self.events(other))

    def merge(self, computer: str, events: list[Event]) -> None:
        file = self.learner.folder / "log.jsonl"
        file.write_text("".join(export_lines(events, "tea-taster")), encoding="utf-8")
        result = self.learner.run("history", "import", str(file), data=computer)
        assert result.exit_code == 0, result.output

    def events(self, computer: str) -> list[Event]:
        return self.learner.events(computer) if (self.learner.folder / computer / "tea-taster.db").exists() else []

    def here(self, computer: str) -> list[Answer]:
        return sorted((e.subject, int(e.rating or 0), e.at) for e in live(self.events(computer)) if e.kind != UNDO)

    def in_anki(self) -> list[Answer]:
        keys = {card_of(self.collection, id_): f"{id_}/1" for id_ in NOTES}
        return sorted((keys[c], ease, at) for c, ease, at in self.collection.db.all("SELECT cid, ease, id FROM revlog"))


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    return Learner(tmp_path)


@pytest.fixture
def collection(learner: Learner) -> Iterator[Collection]:
    with learner.anki_since(days=30) as collection:
        yield collection


@pytest.mark.parametrize("seed", [1, 2])
def test_each_answer_is_in_each_world_once(learner: Learner, collection: Collection, seed: int) -> None:
    with running_anki(collection) as anki:
        life = BothWorlds(learner, collection, anki, seed)
        for number in range(1, DAYS + 1):
            life.day(number)
            every = Counter(life.given)
            for found in (life.here("desk"), life.here("laptop"), life.in_anki()):
                assert Counter(found) <= every, "nothing is there twice, or was never given"
        for computer in ("desk", "laptop", "desk"):
            life.learner.take(data=computer)
            life.carry(computer)
        life.export("desk")
        for found in (life.here("desk"), life.here("laptop"), life.in_anki()):
            assert found == sorted(life.given), "nothing is forgotten"
        assert {e.id for e in life.events("desk")} == {e.id for e in life.events("laptop")}


@pytest.mark.parametrize("order", [("desk", "laptop", "desk"), ("laptop", "desk", "laptop")])
def test_an_answer_that_came_to_another_computer_through_anki_counts_once(
    learner: Learner, collection: Collection, order: tuple[str, ...]
) -> None:
    """And once it is undone, it does not live on as the one from Anki."""
    with running_anki(collection) as anki:
        life = BothWorlds(learner, collection, anki, 0)
        life.answer_here("desk")
        life.export("desk")
        life.learner.take(data="laptop")
        for computer in order:
            life.carry(computer)
        assert life.here("desk") == life.here("laptop") == life.given
        (own,) = (event.id for event in life.events("desk") if event.id.startswith("own-"))
        life.merge("desk", [undo("u", own, life.at + 1)])
        life.carry("laptop")
        assert life.here("desk") == life.here("laptop") == []
        assert life.lacking("desk")["undone_here"] == [own]
