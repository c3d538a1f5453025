import pytest

from clfcards.rules.card_enumeration import RULE
from tests.rules.bank_of import card, found


@pytest.mark.parametrize(
    ("front", "back"),
    [
        ("List the kinds of tea.", "Many"),
        ("Name the four kinds of leaf.", "Many"),
        ("What are the three steps of brewing?", "Heat"),
        ("What is in a masala?", "Ginger, pepper, and cardamom"),
        ("What is in a masala?", "ginger; pepper; cardamom; clove"),
    ],
)
def test_a_card_that_asks_for_a_list(front: str, back: str) -> None:
    assert found(RULE, card(front, back)) == [(0, "front")]


@pytest.mark.parametrize(
    ("front", "back"),
    [
        ("Which leaf is listed first?", "Assam"),
        ("What warms?", "Milk and honey"),
        ("What is steeped?", "A leaf ![leaf, stem, bud and root](leaf.svg)"),
    ],
)
def test_a_card_that_asks_for_one_thing(front: str, back: str) -> None:
    assert not found(RULE, card(front, back))
