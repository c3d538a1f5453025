from clfcards.model.bank import Option
from clfcards.rules.unknown_fact import RULE
from tests.rules.bank_of import card, found, question, said


def test_a_fact_that_is_not_there() -> None:
    asked = question(tests=("steam", "steeping"))
    assert found(RULE, card(id="steam"), asked) == [(1, "tests", 1)]
    assert said(RULE, card(id="steam"), question(tests=("stem",))) == ["unknown fact 'stem', did you mean 'steam'?"]


def test_a_distractor_that_names_it() -> None:
    asked = question(distractors=(Option("Assam", "No.", "gone"), Option("Matcha", "No."), Option("Oolong", "No.")))
    assert found(RULE, asked) == [(0, "distractors", 0, "fact")]


def test_a_fact_that_could_not_be_read_is_not_unknown() -> None:
    assert not found(RULE, question(tests=("steam",)), broken=frozenset({"steam"}))


def test_a_lost_file_does_not_search_for_every_id() -> None:
    """Ids so many are looked up in vain that spelling cannot be the cause."""
    asked = question(tests=tuple(f"steam-{i}" for i in range(150)))
    messages = said(RULE, card(id="steam"), asked)
    assert len(messages) == 150
    assert sum("did you mean" in message for message in messages) == 100
