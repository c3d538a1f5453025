from clfcards.rules.unknown_topic import RULE
from tests.rules.bank_of import card, found, messages_of


def test_a_topic_of_another_task() -> None:
    assert found(RULE, card(topics=("green-tea", "highlands"))) == [(0, "topics", 1)]
    assert messages_of(RULE, card(topics=("gren-tea",))) == [
        "task A.1 has no topic 'gren-tea', did you mean 'green-tea'?"
    ]


def test_an_unknown_task_is_left_to_another_rule() -> None:
    assert not found(RULE, card(task="Z.9", topics=("highlands",)))
