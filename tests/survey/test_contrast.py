"""Which cards contrast two facts."""

from clfcards.survey.contrast import Contrasts
from tests.rules.bank_of import card, cloze


def test_a_card_that_names_both_answers_contrasts_them() -> None:
    both = cloze("{{1:Sencha}} is steamed, and {{2:Hojicha}} is roasted.", id="both")
    contrasts = Contrasts((card(id="a", back="Sencha"), card(id="b", back="*Hojicha*"), both))
    assert contrasts.between("a", "b") == contrasts.between("b", "a") == ("both",)


def test_a_fact_can_contrast_itself_with_another() -> None:
    itself = card("Which leaf, unlike Hojicha, is steamed?", "Sencha", id="a")
    assert Contrasts((itself, card(id="b", back="Hojicha"))).between("a", "b") == ("a",)


def test_parts_of_words_and_the_same_answer_are_no_contrast() -> None:
    facts = card(id="a", back="Tea"), card(id="b", back="Pot"), cloze("A {{teapot}} is a pot.", id="c")
    assert Contrasts(facts).between("a", "b") == ()
    assert Contrasts((card(id="a"), card(id="b"))).between("a", "b") == ()


def test_scripts_without_spaces() -> None:
    both = cloze("{{煎茶}}は蒸し、{{ほうじ茶}}は焙じる。", id="both")
    assert Contrasts((card(id="a", back="煎茶"), card(id="b", back="ほうじ茶"), both)).between("a", "b") == ("both",)
