"""`clfcards optimize`: adopts weights only where they are better, and says so."""

import json
from pathlib import Path

import pytest

from clfcards.memory.model import DEFAULT_WEIGHTS
from clfcards.store.log import Log
from tests.command import run
from tests.log_events import DAY, NOON, NOW, event
from tests.simulated_learner import reviews
from tests.small_exam import full_exam

FORGETFUL = tuple(w / 10 for w in DEFAULT_WEIGHTS[:4]) + DEFAULT_WEIGHTS[4:]


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    full_exam(tmp_path / "decks")
    return tmp_path


def test_better_weights_are_adopted_and_can_be_undone(tea: Path) -> None:
    where = ("--decks", str(tea / "decks"), "--data", str(tea / "data"))
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        log.merge(reviews(FORGETFUL, 200, 120, seed=1))
        stability = log.state("c00000/1").stability
    assert "nothing was changed (--dry-run)" in run("optimize", *where, "--dry-run").output
    document = json.loads(run("optimize", *where, "--json").stdout)
    assert document["adopted"]
    assert document["trained"]["log_loss"] < document["default"]["log_loss"]
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        assert log.replay.model.weights == tuple(document["weights"])
        assert log.state("c00000/1").stability != stability
    assert not json.loads(run("optimize", *where, "--json").stdout)["adopted"], "twice is no better than once"
    run("history", "undo", *where)
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        assert log.state("c00000/1").stability == stability


def test_adopted_weights_are_in_force_though_the_clock_is_behind_the_last_ones(tea: Path) -> None:
    where = ("--decks", str(tea / "decks"), "--data", str(tea / "data"))
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        log.merge(reviews(FORGETFUL, 200, 120, seed=1))
        log.append(event("w", "weights", at=NOON + 4000 * DAY, payload={"weights": list(DEFAULT_WEIGHTS)}))
    document = json.loads(run("optimize", *where, "--json").stdout)
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        assert log.replay.model.weights == tuple(document["weights"])


def test_too_few_reviews_are_said_to_be(tea: Path) -> None:
    output = run("optimize", "--decks", str(tea / "decks"), "--data", str(tea / "data")).output
    assert "0 reviews of cards seen on an earlier day" in output
