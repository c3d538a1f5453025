import pytest

from clfcards.rules.stale_name import RULE
from tests.rules.bank_of import card, cloze, found, guide, question
from tests.small_exam import GUIDE as TEXT


def test_the_old_name_alone() -> None:
    assert found(RULE, card("What does the Water Boiler do?")) == [(0, "front")]
    assert found(RULE, question(wrong=("Water Boiler", "Assam", "Matcha"))) == [(0, "distractors", 0, "text")]


@pytest.mark.parametrize("back", ["The Tea Kettle, once Water Boiler", "A Waters Boiler", "The Tea Kettle"])
def test_both_names_or_the_new_one(back: str) -> None:
    assert not found(RULE, card(back=back))


def test_a_blank_can_complete_the_new_name() -> None:
    assert not found(RULE, cloze("The Water Boiler is the Tea {{Kettle}} now."))


def test_a_new_name_that_begins_with_the_old_one() -> None:
    longer = guide(TEXT.replace("old: Water Boiler, new: Tea Kettle", "old: Tea Kettle, new: Tea Kettle Pro"))
    assert not found(RULE, card(back="Tea Kettle Pro"), guide=longer)
    assert found(RULE, card(back="Tea Kettle"), guide=longer) == [(0, "back")]
