import pytest

from clfcards.rules.absolute_terms import RULE
from tests.rules.bank_of import found, question


@pytest.mark.parametrize("wrong", [("Always hot", "Never cold", "Warm"), ("Only leaves", "Every leaf", "Twigs")])
def test_absolute_words_in_wrong_options_alone(wrong: tuple[str, ...]) -> None:
    assert found(RULE, question(wrong=wrong)) == [(0, "distractors", 0, "text")]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Camomile", ("Firewall", "Install", "Small ball")),  # "Firewall" contains "all"
        ("Always hot", ("Never cold", "Only warm", "Lukewarm")),  # not a cue, because the key has one too
        ("Camomile", ("Always hot", "Cold", "Warm")),  # only one can be chance
    ],
)
def test_no_cue(right: str, wrong: tuple[str, ...]) -> None:
    assert not found(RULE, question(right=right, wrong=wrong))
