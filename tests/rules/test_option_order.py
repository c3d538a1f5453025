import pytest

from clfcards.rules.option_order import RULE
from tests.rules.bank_of import found, question


def test_numbers_out_of_order() -> None:
    wrong = ("4 hours", "1 hour", "12 hours")
    assert found(RULE, question(right="8 hours", wrong=wrong)) == [(0, "distractors", 1, "text")]


@pytest.mark.parametrize(
    "wrong",
    [
        ("1 hour", "4 hours", "12 hours"),
        ("4 hours", "1 day", "2 hours"),  # different units cannot be sorted by their numbers
        ("Four hours", "1 hour", "2 hours"),
    ],
)
def test_sorted_numbers_and_other_texts(wrong: tuple[str, ...]) -> None:
    assert not found(RULE, question(right="8 hours", wrong=wrong))


def test_money_and_thousands() -> None:
    assert found(RULE, question(right="$1,000", wrong=("$20,000", "$3,000", "$40,000")))


def test_numbers_are_read_in_the_digits_of_every_script() -> None:
    assert found(RULE, question(right="٢ ساعات", wrong=("١ ساعات", "٣ ساعات", "٤ ساعات"))) == []
    assert found(RULE, question(right="٢ ساعات", wrong=("٣ ساعات", "١ ساعات", "٤ ساعات"))) != []
    assert found(RULE, question(right="８時間", wrong=("４時間", "２時間", "１２時間"))) != []


@pytest.mark.parametrize("sign", "€£¥₹")
def test_money_in_other_currencies(sign: str) -> None:
    wrong = (f"{sign}20,000", f"{sign}3,000", f"{sign}40,000")
    assert found(RULE, question(right=f"{sign}1,000", wrong=wrong))
