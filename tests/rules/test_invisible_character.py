import pytest

from clfcards.rules.change_of_direction import RULE as CHANGE_OF_DIRECTION
from clfcards.rules.invisible_character import RULE
from tests.rules.bank_of import card, found, messages_of


@pytest.mark.parametrize(
    "text",
    [
        "Sen\u200bcha",
        "Sen\xadcha",
        "\ufeffSencha",
        "Sencha\u200d tea",
        "Sencha\u200e",
        "Green\xa0tea",
        "Green \xa0tea",
        "Green tea\xa0",
        "`a\xa0b`",
        "Sencha\u2060",
        "Sencha\u3164",
        "Sen\uffa0cha",
        "Sencha\ufff9",
    ],
)
def test_a_character_that_is_not_seen(text: str) -> None:
    assert found(RULE, card(back=text)) == [(0, "back")]


@pytest.mark.parametrize(
    "text",
    [
        "5\xa0GB",
        "80\u202f°C",
        "Pourquoi\xa0?",
        "«\xa0Thé\xa0»",
        "می\u200cخواهم",
        "क्\u200dष",
        "👩\u200d🍳",
        "شاي\u200f (green)",
        "\u2067\u05e9\u2069 S3",
        "Grüner Tee",
        "緑茶",
    ],
)
def test_characters_that_have_a_use(text: str) -> None:
    assert not found(RULE, card(back=text))


@pytest.mark.parametrize("character", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_a_change_of_direction_is_left_to_its_own_rule(character: str) -> None:
    """In a deck written from right to left it is allowed in pairs; one problem is enough everywhere else."""
    assert not found(RULE, card(back=f"Sencha {character}tea"))
    assert found(CHANGE_OF_DIRECTION, card(back=f"Sencha {character}tea"))


def test_the_message_says_where_it_is() -> None:
    assert messages_of(RULE, card(back="Green tea\u200bs")) == [
        "the character U+200B (zero width space) after 'tea' is not seen: remove it"
    ]
