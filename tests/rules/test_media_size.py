from clfcards.model.deck import Limits
from clfcards.rules.media_size import RULE
from tests.rules.bank_of import found


def test_a_picture_over_the_limit_in_deck_yaml() -> None:
    limits = Limits(media_kilobytes=20)
    assert found(RULE, media={"a.svg": 20_001}, limits=limits) == [(-1,)]
    assert not found(RULE, media={"a.svg": 20_000}, limits=limits)
