"""The words that decide between two facts, and that nothing is said where nothing is clear."""

from clfcards.exam.deciding_words import Deciding, deciding
from tests.rules.bank_of import card, cloze


def test_emphasized_words_decide() -> None:
    who = card("Which service records *who* called an API?", "CloudTrail")
    what = card("Which service records *what the configuration was*?", "Config")
    assert deciding(who, what) == Deciding("who", "what the configuration was")
    assert deciding(what, who) == Deciding("what the configuration was", "who")


def test_one_emphasized_word_is_enough_and_words_of_both_decide_nothing() -> None:
    plain = card("Which leaf is green?", "Sencha")
    assert deciding(card("Which leaf is *roasted*?", "Hojicha"), plain) == Deciding("roasted", "")
    both = card("Which *leaf* is **roasted**?", "Hojicha"), card("Which *Leaf* is steamed?", "Sencha")
    assert deciding(*both) == Deciding("roasted", "")
    assert deciding(cloze("The *first* flush is {{spring}}.", id="a"), plain) == Deciding("first", "")


def test_the_only_different_words_decide() -> None:
    steamed = card("Which green leaf is steamed after it is picked?", "Sencha")
    roasted = card("Which green leaf is roasted over coal after it is picked?", "Hojicha")
    assert deciding(steamed, roasted) == Deciding("steamed", "roasted over coal")
    assert deciding(card("At which hour is it picked?", "5"), card("At which hour is it dried?", "9")) == Deciding(
        "picked", "dried"
    )


def test_nothing_is_said_where_nothing_is_clear() -> None:
    assert deciding(card("Which leaf is steamed?", "Sencha"), card("Where does Assam grow?", "India")) is None
    assert deciding(card("Which leaf is it?", "Sencha"), card("Which leaf is it?", "Hojicha")) is None
    assert deciding(cloze("{{Sencha}} is steamed.", id="a"), cloze("{{Hojicha}} is roasted.", id="b")) is None
