"""`clfcards anki setup` in Anki's own back end: our deck gets options, no other deck does, and it can be undone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from anki.collection import Collection
from tests.anki.anki_connect import RunningAnki, running_anki
from tests.anki.collection import import_package, learner
from tests.anki.test_import import Maker
from tests.command import run

pytestmark = pytest.mark.anki

WANTED = {"newGatherPriority": 1, "buryInterdayLearning": True, "desiredRetention": 0.9}


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    with learner(tmp_path) as collection:
        import_package(collection, Maker(tmp_path).build(1))
        yield collection


@pytest.fixture
def anki(collection: Collection) -> Iterator[RunningAnki]:
    with running_anki(collection) as running:
        yield running


def setup(tmp_path: Path, anki: RunningAnki, *options: str, exit_code: int = 0) -> str:
    common = ("--decks", str(tmp_path / "decks"), "--data", str(tmp_path / "data"))
    result = run(*common, "anki", "setup", "--address", anki.address, *options)
    assert result.exit_code == exit_code, result.output
    return result.output


def options_of(collection: Collection, deck: str) -> dict[str, Any]:
    found: dict[str, Any] = collection.decks.config_dict_for_deck_id(collection.decks.id(deck))
    return found


def without_times(preset: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in preset.items() if name not in ("mod", "usn")}


def test_our_deck_gets_a_preset_of_its_own_and_undo_gives_the_former_one_back(
    tmp_path: Path, collection: Collection, anki: RunningAnki
) -> None:
    default = options_of(collection, "Default")
    assert setup(tmp_path, anki, "--dry-run").endswith("\nnothing was written\n")
    shown = setup(tmp_path, anki, "--yes", "--new-per-day", "12")
    assert shown.endswith("\nAnki has it\n")
    assert "new cards a day: 20 → 12" in shown
    assert "new card gather order: deck → ascending position" in shown
    ours = options_of(collection, "Tea Taster")
    assert {name: ours[name] for name in WANTED} == WANTED
    assert (ours["new"]["bury"], ours["rev"]["bury"], ours["new"]["perDay"]) == (True, True, 12)
    assert ours["name"] == "clfcards tea-101"
    assert without_times(options_of(collection, "Default")) == without_times(default)
    assert "Anki has these options already" in setup(tmp_path, anki, "--yes", "--new-per-day", "12")
    assert setup(tmp_path, anki, "--undo", "--dry-run").endswith("\nnothing was written\n")
    undone = " ".join(setup(tmp_path, anki, "--undo", "--yes").split())
    kept = "the preset 'clfcards tea-101' stays in Anki, unused, until you delete it there"
    assert f"Options of 'Tea Taster' back to the former preset; {kept}" in undone
    assert undone.endswith(" Anki has it")
    assert without_times(options_of(collection, "Tea Taster")) == without_times(default)
    assert "there is nothing to undo" in setup(tmp_path, anki, "--undo", "--yes", exit_code=1)


def own_preset(collection: Collection) -> dict[str, Any]:
    """A preset of the learner's, which only our deck has."""
    own = collection.decks.add_config("Exam soon")
    own["new"]["delays"] = [3.0]
    collection.decks.update_config(own)
    collection.decks.set_config_id_for_deck_dict(collection.decks.by_name("Tea Taster"), own["id"])
    return options_of(collection, "Tea Taster")


def test_a_preset_that_only_our_deck_has_is_changed_and_undo_leaves_what_the_learner_changed_since(
    tmp_path: Path, collection: Collection, anki: RunningAnki
) -> None:
    before = own_preset(collection)
    setup(tmp_path, anki, "--yes")
    ours = options_of(collection, "Tea Taster")
    assert (ours["name"], ours["id"], ours["new"]["delays"]) == ("Exam soon", before["id"], [3.0])
    assert ours["newGatherPriority"] == 1
    ours["rev"]["bury"], ours["desiredRetention"] = True, 0.85
    collection.decks.update_config(ours)
    setup(tmp_path, anki, "--undo", "--yes")
    after = options_of(collection, "Tea Taster")
    assert after["desiredRetention"] == 0.85
    before["desiredRetention"] = 0.85
    assert without_times(after) == without_times(before)


def test_a_preset_that_another_deck_shares_is_left_alone(
    tmp_path: Path, collection: Collection, anki: RunningAnki
) -> None:
    before = own_preset(collection)
    collection.decks.id("French")
    collection.decks.set_config_id_for_deck_dict(collection.decks.by_name("French"), before["id"])
    setup(tmp_path, anki, "--yes")
    assert without_times(options_of(collection, "French")) == without_times(before)
    assert options_of(collection, "Tea Taster")["new"]["delays"] == [3.0], "it is a copy"


def choose(collection: Collection, deck: str, preset: int) -> None:
    collection.decks.set_config_id_for_deck_dict(collection.decks.by_name(deck), preset)


def undo(tmp_path: Path, anki: RunningAnki) -> str:
    return " ".join(setup(tmp_path, anki, "--undo", "--yes").split())


def test_undo_says_what_stays_because_the_learner_chose_another_preset_since(
    tmp_path: Path, collection: Collection, anki: RunningAnki
) -> None:
    setup(tmp_path, anki, "--yes")
    made = options_of(collection, "Tea Taster")["id"]
    own = own_preset(collection)
    chosen = "they stay, because you chose the preset 'Exam soon' since nothing was written"
    assert undo(tmp_path, anki) == f"Options of 'Tea Taster' {chosen}"
    assert without_times(options_of(collection, "Tea Taster")) == without_times(own)
    choose(collection, "Tea Taster", made)
    assert undo(tmp_path, anki).endswith("Anki has it"), "it can still be undone"


def test_undo_leaves_a_preset_alone_that_another_deck_has_by_now(
    tmp_path: Path, collection: Collection, anki: RunningAnki
) -> None:
    own = own_preset(collection)
    setup(tmp_path, anki, "--yes")
    collection.decks.id("French")
    choose(collection, "French", own["id"])
    ours = options_of(collection, "French")
    assert "because another deck has the preset 'Exam soon' by now, too nothing was written" in undo(tmp_path, anki)
    assert options_of(collection, "French") == ours


def test_undo_of_several_changes_goes_back_through_all_of_them(
    tmp_path: Path, collection: Collection, anki: RunningAnki
) -> None:
    setup(tmp_path, anki, "--yes")
    first = options_of(collection, "Tea Taster")["id"]
    setup(tmp_path, anki, "--yes", "--new-per-day", "12")
    collection.decks.id("French")
    choose(collection, "French", first)
    setup(tmp_path, anki, "--yes", "--new-per-day", "15")
    assert options_of(collection, "Tea Taster")["id"] not in (1, first)
    document = json.loads(setup(tmp_path, anki, "--undo", "--yes", "--json"))
    assert (document["exam"], document["done"]) == ("tea-101", True)
    assert [step["outcome"] for step in document["steps"]] == ["preset", "shared", "preset"]
    assert [step["preset"] for step in document["steps"]] == ["clfcards tea-101", "clfcards tea-101", ""]
    assert options_of(collection, "Tea Taster")["id"] == 1
    assert (options_of(collection, "French")["id"], options_of(collection, "French")["new"]["perDay"]) == (first, 12)


def rename_deck(collection: Collection, old: str, new: str) -> None:
    collection.decks.rename(collection.decks.by_name(old), new)


def test_a_deck_that_the_learner_put_into_another_one_is_known_by_its_cards(
    tmp_path: Path, collection: Collection, anki: RunningAnki
) -> None:
    name = 'My "exams"*::Tea_Taster'
    rename_deck(collection, "Tea Taster", name)
    setup(tmp_path, anki, "--yes")
    assert options_of(collection, name)["newGatherPriority"] == 1
    assert options_of(collection, 'My "exams"*')["id"] == 1
    renamed = collection.decks.all_names_and_ids()
    rename_deck(collection, next(deck.name for deck in renamed if "Tea_Taster" in deck.name), "Tea Taster")
    assert "Anki has no deck of this name: give yours its name back" in undo(tmp_path, anki)


def test_a_deck_that_has_other_cards_too_is_not_set_up(
    tmp_path: Path, collection: Collection, anki: RunningAnki
) -> None:
    rename_deck(collection, "Tea Taster", "All")
    note = collection.new_note(collection.models.by_name("Basic"))
    note["Front"] = "my own"
    collection.add_note(note, collection.decks.id("All"))
    before = collection.db.all("select * from decks")
    assert "your cards of TEA-101 are in 'All' with other cards" in setup(tmp_path, anki, "--yes", exit_code=1)
    assert collection.db.all("select * from decks") == before


def test_it_is_shown_before_it_is_done(tmp_path: Path, collection: Collection, anki: RunningAnki) -> None:
    before = collection.db.all("select * from deck_config"), collection.db.all("select * from decks")
    assert "bury review siblings: no → yes" in setup(tmp_path, anki, "--dry-run")
    assert "add --yes to do it without being asked" in setup(tmp_path, anki, exit_code=2)
    document = json.loads(setup(tmp_path, anki, "--json", "--dry-run"))
    assert (document["done"], document["presets"][0]["decks"]) == (False, ["Tea Taster"])
    assert (collection.db.all("select * from deck_config"), collection.db.all("select * from decks")) == before


def test_what_anki_did_not_take_is_said(
    tmp_path: Path, collection: Collection, anki: RunningAnki, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(anki.actions), "saveDeckConfig", lambda *_, **__: True)
    assert "Anki did not take the options of 'Tea Taster'" in setup(tmp_path, anki, "--yes", exit_code=1)


def test_a_retention_that_anki_rounds_is_still_the_same(
    tmp_path: Path, collection: Collection, anki: RunningAnki
) -> None:
    """Anki keeps it as a 32-bit number, so it does not come back as it was sent."""
    path = tmp_path / "decks/tea-101/deck.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "desired_retention: 0.87\n", encoding="utf-8")
    assert "desired retention: 90% → 87%" in setup(tmp_path, anki, "--yes")
    assert "Anki has these options already" in setup(tmp_path, anki, "--yes")
    setup(tmp_path, anki, "--undo", "--yes")
    assert options_of(collection, "Tea Taster")["desiredRetention"] == pytest.approx(0.9)


def test_without_our_deck_there_is_nothing_to_set_up(tmp_path: Path) -> None:
    Maker(tmp_path).build(1)
    with learner(tmp_path) as collection, running_anki(collection) as anki:
        assert "that Anki has open has no note of TEA-101: import its package in Anki first" in setup(
            tmp_path, anki, exit_code=1
        )


def test_each_profile_has_its_own_undo(tmp_path: Path, collection: Collection, anki: RunningAnki) -> None:
    """What was changed in the second profile replaced what `--undo` knew of the first."""
    before = options_of(collection, "Tea Taster")["id"]
    setup(tmp_path, anki, "--yes")
    second = tmp_path / "second"
    second.mkdir()
    with learner(second) as other, running_anki(other) as other_anki:
        import_package(other, Maker(tmp_path).build(1))
        other_before = options_of(other, "Tea Taster")["id"]
        said = setup(tmp_path, other_anki, "--undo", "--yes", exit_code=1)
        assert "the options were changed in another profile: switch to it in Anki" in said
        setup(tmp_path, other_anki, "--yes")
        setup(tmp_path, other_anki, "--undo", "--yes")
        assert options_of(other, "Tea Taster")["id"] == other_before
    setup(tmp_path, anki, "--undo", "--yes")
    assert options_of(collection, "Tea Taster")["id"] == before
    assert "there is nothing to undo" in setup(tmp_path, anki, "--undo", "--yes", exit_code=1)
