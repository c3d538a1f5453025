from clfcards.model.new_item_text import UNWRITTEN
from clfcards.rules.unwritten import RULE
from tests.rules.bank_of import card, cloze, found, question


def test_placeholders_of_new_items() -> None:
    assert found(RULE, card(UNWRITTEN)) == [(0, "front")]
    assert found(RULE, cloze(f"Tea is {{{{{UNWRITTEN}}}}}.")) == [(0, "cloze")]
    assert found(RULE, question(wrong=(UNWRITTEN, "Assam", "Matcha"))) == [(0, "distractors", 0, "text")]


def test_a_finished_item() -> None:
    assert not found(RULE, card(), question())
