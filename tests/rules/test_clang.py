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
