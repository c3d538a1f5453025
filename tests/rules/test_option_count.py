import pytest

from clfcards.rules.option_count import RULE
from tests.rules.bank_of import GUIDE, found, guide, question
from tests.small_exam import GUIDE as TEXT

ANY = guide(TEXT.replace("  options: [4]\n  options_of_several: [5, 6]\n", ""))
CUPS = ("Assam", "Matcha", "Keemun", "Sencha", "Oolong", "Yerba")


@pytest.mark.parametrize(("right", "wrong"), [(1, 3), (2, 3), (2, 4), (3, 2)])
def test_the_numbers_that_the_guide_allows(right: int, wrong: int) -> None:
    assert not found(RULE, question(right=CUPS[:right], wrong=CUPS[right : right + wrong]))


@pytest.mark.parametrize(("right", "wrong"), [(1, 1), (1, 2), (1, 4), (2, 1), (2, 2)])
def test_other_numbers(right: int, wrong: int) -> None:
    assert found(RULE, question(right=CUPS[:right], wrong=CUPS[right : right + wrong])) == [(0, "distractors")]


@pytest.mark.parametrize(("right", "wrong"), [(1, 1), (1, 2), (1, 5), (2, 1), (5, 1)])
def test_a_guide_that_says_nothing_allows_two_to_six(right: int, wrong: int) -> None:
    """Two options are true or false."""
    assert not found(RULE, question(right=CUPS[:right], wrong=CUPS[right : right + wrong]), guide=ANY)


def test_the_message_names_the_numbers() -> None:
    from clfcards.model.bank import Bank
    from clfcards.rules.rule import Sources

    items = (question(wrong=CUPS[1:3]), question(right=CUPS[:2], wrong=CUPS[2:4]))
    messages = [finding.message for finding in RULE.find(Sources(GUIDE, Bank((), items)))]
    assert messages == [
        "in this exam, a question with one right option has 4 options, but this one has 3",
        "in this exam, a question with 2 right options has 5 or 6 options, but this one has 4",
    ]
