from clfcards.rules.unknown_service import RULE
from tests.rules.bank_of import card, found, said


def test_a_service_the_guide_does_not_name() -> None:
    assert found(RULE, card(services=("tea-pot", "tea-pots"))) == [(0, "services", 1)]
    assert said(RULE, card(services=("tea-pots",))) == ["unknown service 'tea-pots', did you mean 'tea-pot'?"]


def test_all_three_scopes_are_known() -> None:
    assert not found(RULE, card(services=("tea-kettle", "coffee-press")))
