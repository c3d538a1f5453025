"""`clfcards settings`: every setting is listed and explained, changed for good, and reset."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clfcards.log.log import Log
from clfcards.memory.options import NAMES, study_settings, value_of, with_setting
from clfcards.memory.replay import settings_of, terms_of
from clfcards.words.settings import EXPLANATIONS
from tests.command import run
from tests.log_events import NOON, NOW, event
from tests.small_exam import full_exam


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    full_exam(tmp_path / "decks")
    return tmp_path


def settings(folder: Path, *words: str, code: int = 0) -> str:
    where = ("--decks", str(folder / "decks"), "--data", str(folder / "data"))
    result = run("settings", *where, *words)
    assert result.exit_code == code, result.output
    return result.output


def document(folder: Path, *words: str) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in json.loads(settings(folder, *words, "--json"))["settings"]}


def test_every_setting_is_explained_and_fits_its_range() -> None:
    assert set(NAMES) <= set(EXPLANATIONS)
    assert all(each.sentence.endswith(".") and each.range for each in EXPLANATIONS.values())


def test_all_are_listed_with_value_default_and_sentence(tea: Path) -> None:
    output = settings(tea)
    for name in NAMES:
        assert f"{name} = " in output
    assert "new_per_day = 20\n  the default; 0 to 9999\n  The most new cards that a study day introduces" in output
    assert not any((tea / "data").glob("*.db"))


def test_what_the_deck_sets_is_the_default(tea: Path) -> None:
    assert document(tea)["desired_retention"]["default"] == 0.9


def test_one_is_explained_changed_and_reset(tea: Path) -> None:
    assert settings(tea, "new_per_day").count(" = ") == 1
    assert settings(tea, "new_per_day", "15") == "new_per_day is 15 from now on\n"
    assert "new_per_day = 15\n  default 20; 0 to 9999" in settings(tea)
    assert document(tea)["new_per_day"]["is_default"] is False
    assert "left: 15 new" in run(
        "review", "--decks", str(tea / "decks"), "--data", str(tea / "data"), stdin="q\n"
    ).output  # fmt: skip
    assert settings(tea, "--reset", "new_per_day") == "new_per_day is 20 from now on, the default\n"
    assert document(tea)["new_per_day"] == document(tea, "new_per_day")["new_per_day"]
    assert document(tea)["new_per_day"]["is_default"] is True
    history = run("history", "--decks", str(tea / "decks"), "--data", str(tea / "data")).output
    assert "set new_per_day to its default" in history


@pytest.mark.parametrize(
    ("typed", "value"),
    [("[60, 600]", [60, 600]), ("60,600", [60, 600]), ("[]", []), ("[30]", [30])],
)
def test_steps_can_be_typed_with_or_without_brackets(tea: Path, typed: str, value: list[int]) -> None:
    settings(tea, "learning_steps", typed)
    assert document(tea)["learning_steps"]["value"] == value


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("new_per_day", "many"), "new_per_day must be a number from 0 to 9999, not 'many'"),
        (("cutoff_hour", "24"), "cutoff_hour must be an hour from 0 to 23, not 24"),
        (("cutoff_hour", "true"), "cutoff_hour must be an hour from 0 to 23, not True"),
        (("new_per_dya", "3"), "unknown setting 'new_per_dya', did you mean 'new_per_day'?"),
        (("speed",), "unknown setting 'speed': the settings are new_per_day"),
        (("--reset", "speed"), "unknown setting 'speed'"),
        (("fuzz", "false", "--reset", "order"), "either reset settings or change 'fuzz', not both"),
    ],
)
def test_wrong_usage_is_reported_and_changes_nothing(tea: Path, words: tuple[str, ...], message: str) -> None:
    assert message in settings(tea, *words, code=2)
    assert all(one["is_default"] for one in document(tea).values())


def test_a_reset_counts_even_if_the_clock_is_behind_the_last_change(tea: Path) -> None:
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        log.append(event("s", "set", "order", NOON + 4000 * 86_400_000, payload={"value": "due"}))
    settings(tea, "--reset", "order")
    assert document(tea)["order"]["value"] == "retrievability"


JUNK = st.one_of(st.none(), st.booleans(), st.integers(-3, 30), st.floats(0, 24), st.text(max_size=3), st.just([4]))


@given(st.lists(JUNK, max_size=5))
def test_the_hour_at_which_the_day_begins_is_read_in_one_way(values: list[Any]) -> None:
    """The states took `true` for one o'clock, and the queue took it for four."""
    events = [event(f"s{n}", "set", "cutoff_hour", NOON + n, payload={"value": v}) for n, v in enumerate(values)]
    assert terms_of(events).cutoff_hour == study_settings(settings_of(events), 0.9).cutoff_hour


@pytest.mark.parametrize("name", NAMES)
def test_the_default_of_each_setting_is_valid_and_is_read_back(name: str) -> None:
    default = study_settings({}, 0.85)
    assert value_of(with_setting(default, name, value_of(default, name)), name) == value_of(default, name)
