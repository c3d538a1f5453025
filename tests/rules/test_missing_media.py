from clfcards.rules.missing_media import RULE
from tests.rules.bank_of import card, found, messages_of, question


def test_a_missing_picture() -> None:
    items = card(back="![a leaf](leaf.svg)"), question(why="![a cup](<cup.svg>)")
    assert found(RULE, *items, media={"leaf.svg": 1}) == [(1, "correct", 0, "why")]


def test_the_most_similar_name_is_suggested() -> None:
    assert messages_of(RULE, card(back="![a](leef.svg)"), media={"leaf.svg": 1}) == [
        "there is no picture 'leef.svg' in media/, did you mean 'leaf.svg'?"
    ]
