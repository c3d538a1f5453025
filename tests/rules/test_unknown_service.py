from clfcards.rules.unknown_service import RULE
from tests.rules.bank_of import card, found, messages_of


def test_a_service_that_is_not_in_the_guide() -> None:
    assert found(RULE, card(services=("tea-pot", "tea-pots"))) == [(0, "services", 1)]
    assert messages_of(RULE, card(services=("tea-pots",))) == ["unknown service 'tea-pots', did you mean 'tea-pot'?"]


def test_all_three_scopes_are_known() -> None:
    assert not found(RULE, card(services=("tea-kettle", "coffee-press")))
