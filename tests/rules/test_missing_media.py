from clfcards.rules.missing_media import RULE
from tests.rules.bank_of import card, found, question, said


def test_a_picture_that_is_not_there() -> None:
    items = card(back="![a leaf](leaf.svg)"), question(why="![a cup](<cup.svg>)")
    assert found(RULE, *items, media={"leaf.svg": 1}) == [(1, "correct", 0, "why")]


def test_the_nearest_name_is_offered() -> None:
    assert said(RULE, card(back="![a](leef.svg)"), media={"leaf.svg": 1}) == [
        "there is no picture 'leef.svg' in media/, did you mean 'leaf.svg'?"
    ]
