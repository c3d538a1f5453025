from clfcards.rules.unused_media import RULE
from tests.rules.bank_of import card, found


def test_a_picture_that_no_item_shows() -> None:
    media = {"leaf.svg": 1, "cup.svg": 1}
    assert found(RULE, card(back="![a leaf](leaf.svg)"), media=media) == [(-1,)]
    assert not found(RULE, card(back="![a](leaf.svg) ![b](cup.svg)"), media=media)
