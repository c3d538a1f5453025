"""`clfcards optimize` adopts weights only if they are better, and reports that."""

import json
from pathlib import Path

import pytest

from clfcards.log.log import Log
from clfcards.memory.weights import DEFAULT_WEIGHTS
from tests.command import run
from tests.log_events import DAY, NOON, NOW, event
from tests.simulated_learner import reviews
from tests.small_exam import full_exam

FORGETFUL = tuple(w / 10 for w in DEFAULT_WEIGHTS[:4]) + DEFAULT_WEIGHTS[4:8] + (0.77,) + DEFAULT_WEIGHTS[9:]


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    full_exam(tmp_path / "decks")
    return tmp_path


def stability_of(log: Log) -> float:
    past = log.state("c00000/1").past
    assert past
    return past.memory.stability


def test_better_weights_are_adopted_and_can_be_undone(tea: Path) -> None:
    where = ("--decks", str(tea / "decks"), "--data", str(tea / "data"))
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        log.merge(reviews(FORGETFUL, 200, 120, seed=1))
        stability = stability_of(log)
    assert "nothing was changed (--dry-run)" in run("optimize", *where, "--dry-run").output
    document = json.loads(run("optimize", *where, "--json").stdout)
    assert document["adopted"]
    assert document["trained"]["log_loss"] < document["default"]["log_loss"]
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        assert log.replay.model.weights == tuple(document["weights"])
        assert stability_of(log) != stability
    assert f"weights, trained on {document['reviews']:,} reviews" in run("history", *where).output
    again = run("optimize", *where).output
    assert "\nweights in use " in again
    assert "not better on unseen reviews by more than chance, so the weights in use stay.\n\nNext: " in again
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        assert len(log.events(kinds=("weights",))) == 1
    run("history", "undo", *where)
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        assert stability_of(log) == stability


def test_adopted_weights_are_in_force_even_if_the_clock_is_behind_the_last_ones(tea: Path) -> None:
    where = ("--decks", str(tea / "decks"), "--data", str(tea / "data"))
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        log.merge(reviews(FORGETFUL, 200, 120, seed=1))
        log.append(event("w", "weights", at=NOON + 4000 * DAY, payload={"weights": list(DEFAULT_WEIGHTS)}))
    document = json.loads(run("optimize", *where, "--json").stdout)
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        assert log.replay.model.weights == tuple(document["weights"])


def test_weights_not_better_than_those_in_use_are_not_adopted(tea: Path) -> None:
    where = ("--decks", str(tea / "decks"), "--data", str(tea / "data"))
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        log.merge(reviews(FORGETFUL, 200, 120, seed=1))
        log.append(event("w", "weights", at=NOON, payload={"weights": list(FORGETFUL)}))
    document = json.loads(run("optimize", *where, "--json").stdout)
    assert not document["adopted"]
    assert document["lead"]["over_default"]["log_loss"] > 0.01 > document["lead"]["over_in_use"]["log_loss"]
    assert document["in_use"]["log_loss"] < document["default"]["log_loss"]
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        assert log.replay.model.weights == FORGETFUL


def test_correct_default_weights_stay(tea: Path) -> None:
    where = ("--decks", str(tea / "decks"), "--data", str(tea / "data"))
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        log.merge(reviews(DEFAULT_WEIGHTS, 300, 200, seed=1))
    output = run("optimize", *where).output
    assert "not better on unseen reviews by more than chance, so the default weights stay in use.\n\nNext: " in output
    assert "\nweights in use" not in output
    document = json.loads(run("optimize", *where, "--json").stdout)
    assert document["in_use"] is document["lead"]["over_in_use"] is None
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        assert not log.events(kinds=("weights",))


def test_too_few_reviews_are_reported(tea: Path) -> None:
    output = run("optimize", "--decks", str(tea / "decks"), "--data", str(tea / "data")).output
    assert "0 reviews of cards seen on an earlier day are too few" in output
