import pytest

from clfcards.rules.rationale_letter import RULE
from tests.rules.bank_of import found, question


@pytest.mark.parametrize("why", ["Option B is hot.", "See answer C.", "Unlike the first option, it cools."])
def test_a_reason_that_names_a_position(why: str) -> None:
    assert found(RULE, question(why=why)) == [(0, "correct", 0, "why")]


@pytest.mark.parametrize("why", ["An option a guest likes.", "The plan B of tea.", "Options are many."])
def test_a_reason_that_names_no_position(why: str) -> None:
    assert not found(RULE, question(why=why))
