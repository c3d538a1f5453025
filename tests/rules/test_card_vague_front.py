import pytest

from clfcards.rules.card_vague_front import RULE
from tests.rules.bank_of import card, cloze, found


@pytest.mark.parametrize(
    "front",
    [
        "What does this service do?",
        "Which of the following is black?",
        "What does it cost?",
        "How is it brewed?",
        "Which of these tools stirs?",
        "Green tea?",
    ],
)
def test_a_front_that_refers_to_something_else(front: str) -> None:
    assert found(RULE, card(front)) == [(0, "front")]


@pytest.mark.parametrize(
    "front",
    [
        "What is it called when leaves are rolled?",
        "What does a kettle do once it boils?",
        "Who picks the leaves?",
        "Which service follows this tea?",
    ],
)
def test_a_front_that_is_clear_on_its_own(front: str) -> None:
    assert not found(RULE, card(front))


def test_a_cloze_is_not_checked() -> None:
    assert not found(RULE, cloze("{{Tea}}."))
