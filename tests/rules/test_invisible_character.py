import pytest

from clfcards.rules.invisible_character import RULE
from tests.rules.bank_of import card, found, messages_of


@pytest.mark.parametrize(
    "text",
    [
        "Sen\u200bcha",
        "Sen\xadcha",
        "\ufeffSencha",
        "Sencha\u200d tea",
        "Sencha \u202etea",
        "Sencha\u200e",
        "Green\xa0tea",
        "Green \xa0tea",
        "Green tea\xa0",
        "`a\xa0b`",
        "Sencha\u2060",
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
        "Grüner Tee",
        "緑茶",
    ],
)
def test_characters_that_have_a_use(text: str) -> None:
    assert not found(RULE, card(back=text))


def test_the_message_says_where_it_is() -> None:
    assert messages_of(RULE, card(back="Green tea\u200bs")) == [
        "the character U+200B (zero width space) after 'tea' is not seen: remove it"
    ]
