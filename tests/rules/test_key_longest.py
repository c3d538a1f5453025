from clfcards.rules.key_longest import RULE
from tests.rules.bank_of import found, question


def test_a_key_far_longer_than_its_distractors() -> None:
    tell = question(right="Steep the leaves for four minutes", wrong=("Boil them", "Roast them", "Chill them"))
    assert found(RULE, tell) == [(0, "correct", 0, "text")]


def test_a_distractor_of_three_quarters_is_long_enough() -> None:
    key = "a" * 10 + " b c d e "  # 18 characters stripped, five words
    assert not found(RULE, question(right=key.strip(), wrong=("x" * 14, "y", "z")))


def test_short_keys_and_several_keys_are_not_checked() -> None:
    assert not found(RULE, question(right="Camomile with honey", wrong=("Tea", "Ale", "Rum")))
    several = question(right=("Steep the leaves for four minutes", "Tea"), wrong=("Ale", "Rum", "Gin"))
    assert not found(RULE, several)


def test_a_name_is_as_long_as_it_is() -> None:
    wrong = ("Tea Pot", "Tea Kettle", "Cup")
    assert not found(RULE, question(right="Northern Highlands Steamed Leaf Service (NHSL)", wrong=wrong))
    assert found(RULE, question(right="Northern Highlands steamed leaves and their service", wrong=wrong))


def test_a_word_more_is_not_seen() -> None:
    assert not found(RULE, question(right="A pot and a lid.", wrong=("A kettle.", "A cup.", "A jug.")))
