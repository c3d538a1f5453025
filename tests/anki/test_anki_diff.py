"""`clfcards anki diff`: a learner with every kind of difference at once, in Anki's own back end."""

import json
from pathlib import Path
from typing import Any

import pytest

from anki.collection import Collection
from tests.anki.anki_connect import running_anki
from tests.anki.anki_learner import exported
from tests.anki.collection import import_package, learner, note_id
from tests.anki.test_import import Maker
from tests.command import run

pytestmark = pytest.mark.anki

MISSING, OUTDATED, EDITED, BOTH, MOVED, COPIED = (f"a-1-f{number}" for number in range(6))
RETIRED = "a-2-f0"


def study_and_edit(collection: Collection) -> None:
    """What the learner does after the import of the first release."""
    notes = {id_: collection.get_note(note_id(collection, id_)) for id_ in (EDITED, BOTH, COPIED, MOVED)}
    notes[EDITED]["Back"] = "MINE"
    notes[BOTH]["Why"] = "MINE"
    notes[EDITED].tags.append("mine")
    collection.update_notes([notes[EDITED], notes[BOTH]])
    copy = collection.new_note(notes[COPIED].note_type())
    copy.fields, copy.tags = list(notes[COPIED].fields), list(notes[COPIED].tags)
    collection.add_note(copy, collection.decks.id("Tea Taster"))
    collection.set_deck(collection.card_ids_of_note(notes[MOVED].id), collection.decks.id("My deck::part"))
    collection.remove_notes([note_id(collection, MISSING)])


def second_release(maker: Maker) -> None:
    for id_ in (OUTDATED, BOTH):
        maker.edit("facts/A.1-x.yaml", f"Because {id_} is so.", f"Because {id_} was so.")
    maker.edit("facts/A.2-x.yaml", f"id: {RETIRED}\n", "id: a-2-new\n")
    maker.build(5, "--accept-fewer")


def diff(folder: Path, *arguments: str) -> Any:
    result = run("--decks", str(folder / "decks"), "--data", str(folder / "data"), "--json", "anki", "diff", *arguments)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def expect_every_kind(found: Any) -> None:
    assert set(found["missing"]) == {MISSING, "a-2-new"}
    assert found["outdated"] == [{"note": OUTDATED, "fields": ["Why"], "severity": "explanation"}]
    assert {"note": EDITED, "fields": ["Back", "tags"], "conflicts": []} in found["edited"]
    assert {"note": BOTH, "fields": ["Why"], "conflicts": ["Why"]} in found["edited"]
    assert len(found["edited"]) == 2
    assert found["retired"] == [RETIRED]
    assert found["moved"] == [
        {"note": MOVED, "cards": 1, "deck": "My deck::part", "ours": "Tea Taster", "is_own": True}
    ]
    assert found["duplicated"] == [COPIED]


def test_every_kind_of_difference_is_found_and_nothing_is_written(tmp_path: Path) -> None:
    maker = Maker(tmp_path)
    with learner(tmp_path) as collection, running_anki(collection) as anki:
        import_package(collection, maker.build(1))
        study_and_edit(collection)
        second_release(maker)
        before = collection.db.all("select * from notes"), collection.db.all("select * from cards")
        found = diff(tmp_path, "--address", anki.address)
        common = ("--decks", str(tmp_path / "decks"), "--data", str(tmp_path / "data"))
        text = run(*common, "anki", "diff", "--address", anki.address).stdout
        assert (collection.db.all("select * from notes"), collection.db.all("select * from cards")) == before
    expect_every_kind(found)
    assert (found["profile"], found["file"]) == (tmp_path.name, "")
    assert f"{OUTDATED}: explanation (Why)" in text
    assert f"1 note in another deck\n    1 card in 'My deck::part', a deck of your own: {MOVED}\n" in text
    assert "'clfcards anki push' brings what is outdated up to date" in text


def test_a_deck_that_the_learner_renamed_is_one_line_and_no_difference_of_its_notes(tmp_path: Path) -> None:
    maker = Maker(tmp_path)
    with learner(tmp_path) as collection, running_anki(collection) as anki:
        import_package(collection, maker.build(1))
        same = diff(tmp_path, "--address", anki.address)["same"]
        collection.decks.rename(collection.decks.by_name("Tea Taster"), "Exams::Tea")
        assert diff(tmp_path, "--address", anki.address)["same"] == same
        common = ("--decks", str(tmp_path / "decks"), "--data", str(tmp_path / "data"))
        text = " ".join(run(*common, "anki", "diff", "--address", anki.address).stdout.split())
    assert f"{same} notes in another deck" in text
    assert text.count("'Exams::Tea', a deck of your own:") == 1


@pytest.mark.parametrize("kind", ["apkg", "apkg-legacy", "colpkg", "colpkg-legacy", "open", "closed"])
def test_every_kind_of_file_has_the_differences_of_the_running_anki(tmp_path: Path, kind: str) -> None:
    maker = Maker(tmp_path)
    file = tmp_path / f"x.{kind.partition('-')[0]}"
    path = tmp_path / "collection.anki2"
    with learner(tmp_path) as collection, running_anki(collection) as anki:
        import_package(collection, maker.build(1))
        study_and_edit(collection)
        second_release(maker)
        running = diff(tmp_path, "--address", anki.address)
        if kind.startswith("apkg"):
            exported(collection, file, legacy=kind.endswith("legacy"))
        if kind == "open":
            assert Path(f"{path}-wal").stat().st_size > 0
            found = diff(tmp_path, str(path))
    if kind.startswith("colpkg"):
        with learner(tmp_path) as collection:
            collection.export_collection_package(str(file), include_media=False, legacy=kind.endswith("legacy"))
            collection.reopen()
    if kind != "open":
        found = diff(tmp_path, str(path if kind == "closed" else file))
    expect_every_kind(found)
    assert found["file"].endswith("collection.anki2" if kind in ("open", "closed") else file.name)
    assert found | {"file": "", "profile": ""} == running | {"profile": ""}


def test_a_card_that_a_filtered_deck_has_borrowed_is_where_it_was(tmp_path: Path) -> None:
    maker = Maker(tmp_path)
    with learner(tmp_path) as collection, running_anki(collection) as anki:
        import_package(collection, maker.build(1))
        deck = collection.sched.get_or_create_filtered_deck(0)
        deck.config.search_terms[0].search = f"Id:{MOVED}"
        collection.sched.add_or_update_filtered_deck(deck)
        assert diff(tmp_path, "--address", anki.address)["moved"] == []
        package = exported(collection, tmp_path / "x.apkg")
    assert diff(tmp_path, str(tmp_path / "collection.anki2"))["moved"] == []
    assert diff(tmp_path, str(package))["moved"] == []


def test_what_was_pushed_counts_for_the_collection_it_was_pushed_to(tmp_path: Path) -> None:
    """A draft that was pushed and corrected again is in no release: only the record of the push knows its text."""
    maker = Maker(tmp_path)
    with learner(tmp_path) as collection, running_anki(collection) as anki:
        import_package(collection, maker.build(1))
        maker.edit("facts/A.1-x.yaml", f"Because {OUTDATED} is so.", f"Because {OUTDATED} was a draft.")
        common = ("--decks", str(tmp_path / "decks"), "--data", str(tmp_path / "data"))
        assert run(*common, "anki", "push", "--yes", "--address", anki.address).exit_code == 0
        maker.edit("facts/A.1-x.yaml", f"Because {OUTDATED} was a draft.", f"Because {OUTDATED} was so.")
        package = exported(collection, tmp_path / "x.apkg")
    assert [note["note"] for note in diff(tmp_path, str(tmp_path / "collection.anki2"))["outdated"]] == [OUTDATED]
    assert diff(tmp_path, str(package))["edited"][0]["note"] == OUTDATED, "for a package nothing else can be known"


def test_our_own_package_has_nothing_but_what_changed_since(tmp_path: Path) -> None:
    maker = Maker(tmp_path)
    package = maker.build(1)
    found = diff(tmp_path, str(package))
    kinds = ("missing", "outdated", "edited", "unknown", "retired", "moved", "duplicated")
    assert {kind: found[kind] for kind in kinds} == {kind: [] for kind in kinds}
    first = package.rename(tmp_path / "first.apkg")
    maker.edit("facts/A.1-x.yaml", f"Because {OUTDATED} is so.", f"Because {OUTDATED} was so.")
    maker.build(2)
    assert [note["note"] for note in diff(tmp_path, str(first))["outdated"]] == [OUTDATED]
    text = run("--decks", str(tmp_path / "decks"), "--data", str(tmp_path / "data"), "anki", "diff", str(first)).stdout
    assert "first.apkg'" in text
    assert "'clfcards anki push' brings what is outdated up to date in a running Anki" in text


def test_a_file_without_our_notes_and_a_file_with_a_profile_are_refused(tmp_path: Path) -> None:
    maker = Maker(tmp_path)
    maker.build(1)
    with learner(tmp_path):
        pass
    common = ("--decks", str(tmp_path / "decks"), "--data", str(tmp_path / "data"), "anki", "diff")
    nothing = run(*common, str(tmp_path / "collection.anki2"))
    assert (nothing.exit_code, nothing.stdout) == (1, "")
    assert "collection.anki2' has no note of TEA-101: choose another file, or exam" in nothing.stderr
    both = run(*common, str(tmp_path / "collection.anki2"), "--profile", "User 1")
    assert both.exit_code == 2
    assert "--profile names a profile of the running Anki" in both.stderr
