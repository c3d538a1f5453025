"""What a learner may change in Anki, and what an update does to it: each line of the README's table is a test here.

The oracle is the real back end. Each test imports, lets the learner do something, imports a change of the same
note, and looks.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.consts import QUEUE_TYPE_MANUALLY_BURIED, QUEUE_TYPE_NEW, QUEUE_TYPE_SIBLING_BURIED, QUEUE_TYPE_SUSPENDED

from anki.collection import Collection
from clfcards.anki.note_types import OWN_STYLES
from tests.anki.collection import import_package, learner, note_id, review_once
from tests.anki.test_import import Maker, field

pytestmark = pytest.mark.anki

NOTE = "a-1-f0"
OTHER = "a-1-f1"  # it does not change


@pytest.fixture
def maker(tmp_path: Path) -> Maker:
    return Maker(tmp_path)


@pytest.fixture
def collection(maker: Maker, tmp_path: Path) -> Iterator[Collection]:
    with learner(tmp_path) as collection:
        import_package(collection, maker.build(1))
        yield collection


def update(maker: Maker, collection: Collection) -> dict[str, int]:
    """Changes the text of `NOTE` in the sources on January 5, and imports it."""
    maker.edit("facts/A.1-x.yaml", f"Because {NOTE} is so.", "Because it always was.")
    return import_package(collection, maker.build(5))


def edit(collection: Collection, id_: str, day: int, text: str = "", tag: str = "") -> None:
    """The learner edits a note on a day of January 2026."""
    note = collection.get_note(note_id(collection, id_))
    if text:
        note["Back"] = text
    if tag:
        note.tags.append(tag)
    collection.update_note(note)
    collection.db.execute("update notes set mod = ? where id = ?", 1_767_225_600 + 86_400 * (day - 1), note.id)


def card_of(collection: Collection, id_: str) -> int:
    return int(collection.card_ids_of_note(note_id(collection, id_))[0])


def test_reviews_and_due_dates_are_kept(maker: Maker, collection: Collection) -> None:
    review_once(collection, NOTE)
    state = "select type, queue, due, ivl, reps, data from cards order by id"
    before = collection.db.all(state), collection.db.all("select * from revlog")
    assert update(maker, collection)["updated"] == 1
    assert (collection.db.all(state), collection.db.all("select * from revlog")) == before


def test_suspended_and_flagged_cards_stay_so(maker: Maker, collection: Collection) -> None:
    card = card_of(collection, NOTE)
    collection.set_user_flag_for_cards(3, [card])
    collection.sched.suspend_cards([card])
    assert update(maker, collection)["updated"] == 1
    assert (collection.get_card(card).queue, collection.get_card(card).flags) == (QUEUE_TYPE_SUSPENDED, 3)


@pytest.mark.parametrize(
    ("manual", "queue"),
    [(True, QUEUE_TYPE_MANUALLY_BURIED), (False, QUEUE_TYPE_SIBLING_BURIED)],
    ids=["by the learner", "as a sibling"],
)
@pytest.mark.parametrize("always", [False, True], ids=["deck", "update"])
def test_a_buried_card_stays_buried_for_the_day(
    maker: Maker, collection: Collection, manual: bool, queue: int, always: bool
) -> None:
    """Buried by hand, or by Anki because a sibling was shown; the next day brings it back, as always."""
    card = card_of(collection, NOTE)
    collection.sched.bury_cards([card], manual=manual)
    maker.edit("facts/A.1-x.yaml", f"Because {NOTE} is so.", "Because it always was.")
    assert import_package(collection, maker.build(5), always=always)["updated"] > 0
    assert field(collection, NOTE, "Why") == "Because it always was."
    assert collection.get_card(card).queue == queue
    collection.db.execute("update col set crt = crt - 86400")  # as if the collection were a day older
    collection.close()
    collection.reopen()
    collection.sched.deck_due_tree()  # what Anki's list of decks asks for
    assert collection.get_card(card).queue == QUEUE_TYPE_NEW


def test_a_card_in_a_deck_of_the_learner_s_own_stays_there(maker: Maker, collection: Collection) -> None:
    own = collection.decks.id("My hard cards")
    assert own is not None
    collection.set_deck([card_of(collection, NOTE)], own)
    update(maker, collection)
    assert collection.get_card(card_of(collection, NOTE)).did == own


def test_the_options_of_the_deck_stay(maker: Maker, collection: Collection) -> None:
    deck = collection.decks.id_for_name("Tea Taster")
    assert deck is not None
    own = collection.decks.add_config("Exam soon")
    own["new"]["perDay"] = 7
    collection.decks.update_config(own)
    collection.decks.set_config_id_for_deck_dict(collection.decks.get(deck), own["id"])
    update(maker, collection)
    kept = collection.decks.config_dict_for_deck_id(deck)
    assert (kept["name"], kept["new"]["perDay"]) == ("Exam soon", 7)


def test_an_edit_and_a_tag_are_kept_as_long_as_the_note_is_not_changed_by_us(
    maker: Maker, collection: Collection
) -> None:
    edit(collection, OTHER, 3, "my own words", "mine")
    update(maker, collection)
    assert field(collection, OTHER, "Back") == "my own words"
    assert "mine" in collection.get_note(note_id(collection, OTHER)).tags


def test_a_change_of_ours_replaces_an_edit_and_all_tags_of_that_note(maker: Maker, collection: Collection) -> None:
    edit(collection, NOTE, 3, "my own words", "mine")
    update(maker, collection)
    assert field(collection, NOTE, "Back") == "hot"
    assert field(collection, NOTE, "Why") == "Because it always was."
    assert "mine" not in collection.get_note(note_id(collection, NOTE)).tags


def test_an_edit_that_is_later_than_our_change_is_kept_and_ours_is_skipped(
    maker: Maker, collection: Collection
) -> None:
    edit(collection, NOTE, 9, "my own words")
    assert "updated" not in update(maker, collection)
    assert field(collection, NOTE, "Back") == "my own words"


def test_a_note_of_the_learner_s_own_is_never_touched(maker: Maker, collection: Collection) -> None:
    """The way to keep a mnemonic: a note of one's own, in the same deck, with the Id of ours as its tag."""
    note = collection.new_note(collection.models.by_name("Basic"))
    note["Front"], note["Back"], note.tags = "MY MNEMONIC", "for the leaves", ["mine", f"mine::{NOTE}"]
    collection.add_note(note, collection.decks.id_for_name("Tea Taster"))
    update(maker, collection)
    kept = collection.get_note(note.id)
    assert (kept["Front"], kept.tags, kept.cards()[0].did) == (
        "MY MNEMONIC",
        ["mine", f"mine::{NOTE}"],
        collection.decks.id_for_name("Tea Taster"),
    )


@pytest.mark.parametrize("what", ["field", "card type"])
def test_what_the_learner_adds_to_a_note_type_stops_its_updates(
    maker: Maker, collection: Collection, what: str
) -> None:
    note_type = collection.models.by_name("clfcards Fact")
    assert note_type is not None
    if what == "field":
        collection.models.add_field(note_type, collection.models.new_field("Mine"))
    else:
        template = collection.models.new_template("Mine")
        template["qfmt"], template["afmt"] = "{{Why}}", "{{Front}}"
        collection.models.add_template(note_type, template)
    collection.models.update_dict(note_type)
    log = update(maker, collection)
    assert "updated" not in log
    assert log["conflicting"] > 0


def test_a_deleted_note_comes_back_and_a_suspended_one_does_not(maker: Maker, collection: Collection) -> None:
    collection.remove_notes([note_id(collection, OTHER)])
    collection.sched.suspend_cards([card_of(collection, NOTE)])
    assert update(maker, collection)["new"] == 1
    assert collection.find_notes(f"Id:{OTHER}")
    assert collection.get_card(card_of(collection, NOTE)).queue == -1


def test_own_styles_outlive_a_new_look_and_checks_of_media(
    maker: Maker, collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    styles = Path(collection.media.dir()) / OWN_STYLES
    assert "Your own styles" in styles.read_text(encoding="utf-8")
    styles.write_text("html .card.card { font-size: 30px; }", encoding="utf-8")
    from clfcards.anki import note_types

    look = note_types._text
    monkeypatch.setattr(note_types, "_text", lambda name: look(name) + "/* new */" * (name == "cards.css"))
    note_types.note_types.cache_clear()
    try:
        import_package(collection, maker.build(5))
    finally:
        note_types.note_types.cache_clear()
    css = collection.models.by_name("clfcards Fact")["css"]
    assert css.endswith("/* new */")
    assert css.startswith(f'@import url("{OWN_STYLES}");')
    assert styles.read_text(encoding="utf-8") == "html .card.card { font-size: 30px; }"
    report = collection.media.check()
    assert (list(report.unused), list(report.missing)) == ([], [])


def test_own_styles_of_the_templates_are_replaced_by_a_new_look(
    maker: Maker, collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    from clfcards.anki import note_types

    own = collection.models.by_name("clfcards Fact")
    assert own is not None
    own["css"] += ".card { color: red }"
    collection.models.update_dict(own)
    collection.db.execute("update notetypes set mtime_secs = 1767225601")
    look = note_types._text
    monkeypatch.setattr(note_types, "_text", lambda name: look(name) + "/* new */" * (name == "cards.css"))
    note_types.note_types.cache_clear()
    try:
        import_package(collection, maker.build(5))
    finally:
        note_types.note_types.cache_clear()
    assert "color: red" not in collection.models.by_name("clfcards Fact")["css"]
