"""`clfcards anki diff`: a learner with every kind of difference at once, in Anki's own back end."""

import json
from pathlib import Path

import pytest

from tests.anki.anki_connect import running_anki
from tests.anki.collection import import_package, learner, note_id
from tests.anki.test_import import Maker
from tests.command import run

pytestmark = pytest.mark.anki

MISSING, OUTDATED, EDITED, BOTH, MOVED, COPIED = (f"a-1-f{number}" for number in range(6))
RETIRED = "a-2-f0"


def test_every_kind_of_difference_is_found_and_nothing_is_written(tmp_path: Path) -> None:
    maker = Maker(tmp_path)
    with learner(tmp_path) as collection, running_anki(collection) as anki:
        import_package(collection, maker.build(1))
        notes = {id_: collection.get_note(note_id(collection, id_)) for id_ in (EDITED, BOTH, COPIED, MOVED)}
        notes[EDITED]["Back"] = "MINE"
        notes[BOTH]["Why"] = "MINE"
        notes[EDITED].tags.append("mine")
        collection.update_notes([notes[EDITED], notes[BOTH]])
        copy = collection.new_note(notes[COPIED].note_type())
        copy.fields, copy.tags = list(notes[COPIED].fields), list(notes[COPIED].tags)
        collection.add_note(copy, collection.decks.id("Tea Taster"))
        collection.set_deck(collection.card_ids_of_note(notes[MOVED].id), collection.decks.id("My deck"))
        collection.remove_notes([note_id(collection, MISSING)])
        for id_ in (OUTDATED, BOTH):
            maker.edit("facts/A.1-x.yaml", f"Because {id_} is so.", f"Because {id_} was so.")
        maker.edit("facts/A.2-x.yaml", f"id: {RETIRED}\n", "id: a-2-new\n")
        maker.build(5, "--accept-fewer")
        before = collection.db.all("select * from notes"), collection.db.all("select * from cards")
        common = ("--decks", str(tmp_path / "decks"), "--data", str(tmp_path / "data"))
        result = run(*common, "--json", "anki", "diff", "--address", anki.address)
        found = json.loads(result.stdout)
        text = run(*common, "anki", "diff", "--address", anki.address).stdout
        assert (collection.db.all("select * from notes"), collection.db.all("select * from cards")) == before
    assert set(found["missing"]) == {MISSING, "a-2-new"}
    assert found["outdated"] == [{"note": OUTDATED, "fields": ["Why"], "severity": "explanation"}]
    assert {"note": EDITED, "fields": ["Back", "tags"], "conflicts": []} in found["edited"]
    assert {"note": BOTH, "fields": ["Why"], "conflicts": ["Why"]} in found["edited"]
    assert len(found["edited"]) == 2
    assert found["retired"] == [RETIRED]
    assert found["moved"] == [{"note": MOVED, "cards": 1, "deck": "My deck", "ours": "Tea Taster", "is_own": True}]
    assert found["duplicated"] == [COPIED]
    assert f"{OUTDATED}: explanation (Why)" in text
    assert "'clfcards anki push' brings what is outdated up to date" in text
