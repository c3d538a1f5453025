"""What a plan leaves out when time is short, counted by hand on a small deck."""

import datetime as dt
import json
from pathlib import Path

import pytest

from tests.command import run
from tests.fixed_clock import Clock
from tests.small_exam import fact, facts_file, question, questions_file, write_exam

START = dt.datetime(2026, 3, 2, 18, tzinfo=dt.UTC)
FACTS, TESTED = 10, 4  # in each of four tasks; exam questions test the first ones
DECK = 35  # cards: the domains' weights are 50, 30 and 20, and there are 20, 10 and 10 facts


@pytest.fixture
def clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clock:
    files = {}
    for task in ("A.1", "A.2", "B.1", "C.1"):
        slug = task.lower().replace(".", "")
        files[f"facts/{task}-x.yaml"] = facts_file(task, *(fact(f"f-{slug}-{n}") for n in range(FACTS)))
        asked = [question(f"q-{slug}-{n}", "exam", tests=f"[f-{slug}-{n}]") for n in range(TESTED)]
        files[f"questions/{task}-x.yaml"] = questions_file(task, *asked)
    write_exam(tmp_path / "decks", files)
    clock = Clock(START)
    clock.install(monkeypatch, "cli", "system")
    monkeypatch.setenv("CLFCARDS_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return clock


def number_of(card: str) -> int:
    return int(card.rpartition("/")[0].rpartition("-")[2])


def test_what_no_exam_asks_for_is_left_out_first_and_counted(clock: Clock) -> None:
    made = run("plan", "--exam-date", "2026-03-06", "--minutes", "3", "--json")
    assert made.exit_code == 0, made.output
    plan = json.loads(made.stdout)
    dropped = plan["dropped"]
    assert DECK - 4 * TESTED >= len(dropped) >= 10
    untested = [card for card in dropped if number_of(card) >= TESTED]
    assert len(untested) == len(dropped)  # no card that an exam asks for is left out before all others are
    assert plan["met"] + len(dropped) == pytest.approx(DECK, abs=2)  # some learners have time for a card more or less
    said = " ".join(run("plan").stdout.split())
    assert f"{len(dropped)} cards: their minutes bring more elsewhere; no practice exam asks for any of them" in said
    more = json.loads(run("plan", "--minutes", "60", "--json").stdout)
    assert (more["dropped"], more["met"], more["cards"]) == ([], DECK, DECK)
