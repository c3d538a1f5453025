from clfcards.model.bank import Option
from clfcards.rules.unlinked_distractor import RULE
from tests.rules.bank_of import card, cloze, found, messages_of, question

STEAMED, ROASTED = card(id="steamed", back="Sencha"), card(id="roasted", back="*Hojicha*")


def test_an_option_that_is_the_answer_of_one_fact() -> None:
    one = question(right="Sencha", tests=("steamed",), distractors=(Option("Matcha", "No."), Option("hojicha", "No.")))
    assert found(RULE, STEAMED, ROASTED, one) == [(2, "distractors", 1)]
    assert messages_of(RULE, STEAMED, ROASTED, one) == [
        "'hojicha' is the answer of the fact 'roasted': link it with 'fact: roasted'"
    ]


def test_a_link_whatever_it_is_suffices() -> None:
    linked = question(right="Sencha", tests=("steamed",), distractors=(Option("Hojicha", "No.", "steamed"),))
    assert not found(RULE, STEAMED, ROASTED, linked)


def test_it_is_not_asked_for_where_it_is_not_clear_or_says_nothing() -> None:
    one = question(right="Sencha", tests=("steamed",), distractors=(Option("Hojicha", "No."),))
    assert not found(RULE, STEAMED, ROASTED, card(id="another", back="Hojicha"), one)
    assert not found(RULE, STEAMED, cloze("{{1:Hojicha}} or {{2:Sencha}}", id="two"), one)
    untested = question(right="Sencha", distractors=(Option("Hojicha", "No."),))
    assert not found(RULE, STEAMED, ROASTED, untested)
    tested = question(right="Sencha", tests=("steamed", "roasted"), distractors=(Option("Hojicha", "No."),))
    assert not found(RULE, STEAMED, ROASTED, tested)
