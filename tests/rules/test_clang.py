import pytest

from clfcards.rules.clang import RULE
from tests.rules.bank_of import found, question


def test_the_key_alone_repeats_a_word_of_the_stem() -> None:
    echo = question("Which leaf calms the evening?", right="Evening blend")
    assert found(RULE, echo) == [(0, "correct", 0, "text")]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Evening blend", ("Evening leaf", "Assam", "Matcha")),  # a distractor echoes it too
        ("Camomile", ("Assam", "Matcha", "Keemun")),
        ("Tea Pot", ("Assam", "Matcha", "Keemun")),  # a service's name
        ("Tea Board leaf", ("Assam", "Matcha", "Keemun")),  # the vendor's name
    ],
)
def test_no_echo(right: str, wrong: tuple[str, ...]) -> None:
    assert not found(RULE, question("Which pot or board serves the evening guest?", right, wrong))


def test_another_number_of_the_same_word_is_an_echo() -> None:
    stem = "Which plan suits a tea house with many servers?"
    assert not found(RULE, question(stem, "Plans for servers", ("One server", "Two cups", "Three pots")))


def test_among_sentences_that_all_repeat_the_stem_no_word_points_to_the_key() -> None:
    stem = "A tea house has many guests in the evening, and its pots are too small. What can it do about the pots?"
    right = "It can buy more pots of the same size for the evening"
    wrong = ("It can send many of its guests home before they order", "It can close", "It can wait")
    assert not found(RULE, question(stem, right, wrong))
    assert found(RULE, question(stem, right, ("It can send them away", "It can close", "It can wait")))
