from clfcards.rules.key_longest_bank import RULE
from tests.rules.bank_of import found, question


def _bank(longest: int, of: int) -> list[object]:
    return [question(right="The longest one" if i < longest else "No") for i in range(of)]


def test_above_two_standard_errors_of_chance() -> None:
    """One of four options: at 48 questions chance is 12, its standard error 3, the limit 18."""
    assert found(RULE, *_bank(19, 48)) == [(-1,)]  # type: ignore[arg-type]  # questions
    assert not found(RULE, *_bank(18, 48))  # type: ignore[arg-type]


def test_an_empty_bank() -> None:
    assert not found(RULE)
