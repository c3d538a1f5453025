"""Names that Anki would change. The oracle is what the real back end makes of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anki.collection import Collection
from clfcards.anki.pictures import packed_pictures
from clfcards.model.deck_name import deck_name_in_anki
from clfcards.render.tags import slug
from clfcards.source.deck_settings import read_deck_settings
from tests.small_exam import DECK

pytestmark = pytest.mark.anki

ODD = st.text(st.sampled_from("aB1é:: \u00a0\u3000\u0301\u200b\ufeff\"'*_\x07\t\x7f\x85\u1f71ß漢😀-."), min_size=1)
LINES = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    collection = Collection(str(tmp_path_factory.mktemp("names") / "collection.anki2"))
    yield collection
    collection.close()


@LINES
@given(ODD)
def test_the_name_of_a_deck_is_what_anki_makes_of_it(collection: Collection, name: str) -> None:
    deck = collection.decks.new_deck()
    deck.name = name
    made = collection.decks.add_deck(deck).id
    in_anki = collection.decks.name(made)
    collection.decks.remove([made])
    # Anki adds "+" to the name of a deck that exists; parents stay behind, so a name is used once only.
    assert in_anki.rstrip("+").casefold() == deck_name_in_anki(name).casefold()


@LINES
@given(ODD)
def test_a_tag_is_what_we_wrote(collection: Collection, title: str) -> None:
    tag = f"tea-101::domain::{slug(title)}"
    note = collection.new_note(collection.models.by_name("Basic"))
    note["Front"] = "a front"
    note.tags = [tag]
    collection.add_note(note, collection.decks.id_for_name("Default"))
    assert collection.get_note(note.id).tags == [tag]


@given(st.from_regex(r"[A-Za-z0-9._-]{1,20}\.(png|svg|JPG)", fullmatch=True))
@LINES
def test_a_picture_keeps_its_name(collection: Collection, tmp_path: Path, name: str) -> None:
    (tmp_path / "picture").write_bytes(name.encode())
    (picture,) = packed_pictures("tea-101", {name: tmp_path / "picture"}).values()
    assert collection.media.write_data(picture.name, picture.data) == picture.name


@pytest.mark.parametrize(
    ("name", "in_anki"),
    [
        ("Tea:: Green", "Tea::Green"),
        ("Tea::::Green", "Tea::blank::Green"),
        ("Tea::", "Tea::blank"),
        ("Te\u0301a", "Téa"),
        ("Tea:", "Tea"),
    ],
)
def test_a_deck_name_that_anki_would_change_is_refused(name: str, in_anki: str) -> None:
    _, problems = read_deck_settings("deck.yaml", DECK.replace("deck: Tea Taster,", f'deck: "{name}",'), None)
    (problem,) = problems
    assert problem.message == f"Anki would change the deck's name '{name}': write '{in_anki}'"


@pytest.mark.parametrize("name", ["Tea::Green", "Tea 'green'", "AWS Cloud Practitioner", "C:D", "茶"])
def test_a_deck_name_that_anki_keeps_is_accepted(name: str) -> None:
    _, problems = read_deck_settings("deck.yaml", DECK.replace("deck: Tea Taster,", f'deck: "{name}",'), None)
    assert problems == []
