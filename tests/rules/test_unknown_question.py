from clfcards.rules.unknown_question import RULE
from tests.rules.bank_of import card, found, messages_of, question


def test_an_enemy_that_does_not_exist() -> None:
    asked = question(enemies=("q-steam", "q-steeping"))
    assert found(RULE, question(id="q-steam"), asked) == [(1, "enemies", 1)]
    assert messages_of(RULE, question(id="q-steam"), question(enemies=("q-stem",))) == [
        "unknown question 'q-stem', did you mean 'q-steam'?"
    ]


def test_a_fact_is_not_an_enemy() -> None:
    assert found(RULE, card(id="steam"), question(enemies=("steam",))) == [(1, "enemies", 0)]


def test_a_question_that_names_itself() -> None:
    assert messages_of(RULE, question(id="q-a", enemies=("q-a",))) == ["the question 'q-a' names itself as an enemy"]


def test_naming_an_enemy_on_one_side_is_enough() -> None:
    assert not found(RULE, question(id="q-a", enemies=("q-b",)), question(id="q-b"))


def test_a_question_that_could_not_be_read_is_not_unknown() -> None:
    assert not found(RULE, question(enemies=("q-steam",)), broken=frozenset({"q-steam"}))
