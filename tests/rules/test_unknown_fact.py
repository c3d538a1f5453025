from clfcards.model.bank import Option
from clfcards.rules.unknown_fact import RULE
from tests.rules.bank_of import card, found, messages_of, question


def test_a_fact_that_does_not_exist() -> None:
    asked = question(tests=("steam", "steeping"))
    assert found(RULE, card(id="steam"), asked) == [(1, "tests", 1)]
    assert messages_of(RULE, card(id="steam"), question(tests=("stem",))) == [
        "unknown fact 'stem', did you mean 'steam'?"
    ]


def test_a_distractor_that_names_an_unknown_fact() -> None:
    asked = question(distractors=(Option("Assam", "No.", "gone"), Option("Matcha", "No."), Option("Oolong", "No.")))
    assert found(RULE, asked) == [(0, "distractors", 0, "fact")]


def test_a_fact_that_could_not_be_read_is_not_unknown() -> None:
    assert not found(RULE, question(tests=("steam",)), broken=frozenset({"steam"}))


def test_a_missing_file_does_not_cause_a_search_for_every_id() -> None:
    """With so many unknown ids, spelling cannot be the cause."""
    leaves = [card(id=f"steam-{i}") for i in range(1000)]
    asked = question(tests=tuple(f"steem-{i}" for i in range(150)))
    messages = messages_of(RULE, *leaves, asked)
    assert len(messages) == 150
    assert sum("did you mean" in message for message in messages) == 51


def test_the_same_unknown_id_gets_the_same_suggestion() -> None:
    asked = question(tests=("stem",) * 3)
    assert messages_of(RULE, card(id="steam"), asked) == ["unknown fact 'stem', did you mean 'steam'?"] * 3


def test_nothing_is_unknown_if_a_file_hides_items() -> None:
    assert not found(RULE, question(tests=("steam",)), hides_items=True)
