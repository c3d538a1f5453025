"""Cards as the preview shows them. The oracle is Anki's own renderer with a package from a build."""

import re
from pathlib import Path

import pytest

from clfcards.anki.cards import card_faces
from clfcards.decks.load import load
from clfcards.render.notes import NoteRenderer
from tests.anki.collection import import_package, learner, note_id
from tests.command import run
from tests.small_exam import cloze, fact, facts_file, full_exam, question, questions_file

pytestmark = pytest.mark.anki

CLOZES = (
    cloze("one", "Tea is {{hot}} and {{wet|how?}}.", priority="1"),
    cloze("two", "First {{1:`boil`}}, then {{2:*pour*|verb}}, then {{1:wait}}.", priority="1"),
)
ASKED = questions_file("C.1", question("q", right=2))


def without_anki_extras(html: str) -> str:
    """The HTML without the hidden answer in `data-cloze` and the styles, which Anki adds but does not show."""
    return re.sub(r' data-cloze="[^"]*"', "", re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)).strip()


def test_every_side_is_the_same_as_anki_renders_it(tmp_path: Path) -> None:
    exam = full_exam(tmp_path / "decks", cards_per_task=12)
    (exam / "questions").mkdir()
    (exam / "questions" / "c.yaml").write_text(ASKED, encoding="utf-8")
    extra = facts_file(
        "B.1", *CLOZES, fact("turned", reverse="true", back="Both **hot** & <dry>", services="[tea-pot]")
    )
    (exam / "facts" / "z.yaml").write_text(extra, encoding="utf-8")
    result = run("--decks", str(tmp_path / "decks"), "build", "--out", str(tmp_path / "out"))
    assert result.exit_code == 0, result.output
    loaded = load(exam)
    assert loaded.guide is not None
    renderer = NoteRenderer(loaded.guide, {})
    compared = set()
    with learner(tmp_path) as collection:
        import_package(collection, tmp_path / "out" / "tea-101.apkg")
        for item in loaded.bank:
            if not collection.find_notes(f"Id:{item.id}"):
                continue
            note = renderer.render(item)
            faces = card_faces(note)
            cards = collection.get_note(note_id(collection, item.id)).cards()
            assert len(faces) == len(cards)
            for face, card in zip(faces, cards, strict=True):
                compared.add(face.name)
                assert face.front.strip() == without_anki_extras(card.question())
                assert face.back.strip() == without_anki_extras(card.answer())
    assert compared == {"Card", "Reversed", "Cloze", "Cloze 1", "Cloze 2", "Question"}
