from clfcards.rules.contradiction import RULE
from tests.rules.bank_of import found, messages_of, question

STEM = "A guest from the northern highlands wants a calm evening after a long and noisy day. Which leaf suits?"


def test_the_same_stem_with_two_keys() -> None:
    one = question(STEM, "Camomile", ("Assam", "Matcha", "Keemun"), id="one")
    other = question(STEM, "Assam", ("Camomile", "Matcha", "Oolong"), id="other")
    assert found(RULE, one, other) == [(1, "correct", 0, "text")]
    assert messages_of(RULE, one, other) == ["'Assam' is right here but wrong in 'one', which asks the same thing"]


def test_a_similar_stem_with_the_same_options_and_another_key() -> None:
    one = question(STEM, "Camomile", ("Assam", "Matcha", "Keemun"))
    other = question(STEM.replace("long", "busy"), "Assam", ("Camomile", "Matcha", "Keemun"))
    assert found(RULE, one, other) == [(1, "correct", 0, "text")]


def test_a_similar_stem_with_other_options_can_have_another_key() -> None:
    one = question(STEM, "Camomile", ("Assam", "Matcha", "Keemun"))
    other = question(STEM.replace("calm", "lively"), "Assam", ("Camomile", "Matcha", "Oolong"))
    assert not found(RULE, one, other)


def test_statements_to_be_judged_all_have_the_same_two_options() -> None:
    """One word of the stem decides there."""
    statement = "A steward says that Assam is a black tea from the hills. How is the statement judged?"
    one = question(statement, "True", ("False",))
    other = question(statement.replace("Assam", "Matcha"), "False", ("True",))
    same = question(statement, "False", ("True",))
    assert not found(RULE, one, other)
    assert found(RULE, one, same) == [(1, "correct", 0, "text")]


def test_the_same_options_with_another_stem() -> None:
    one = question("Which leaf is calm?", "Camomile", ("Assam", "Matcha", "Keemun"))
    other = question("Who grows in Assam and makes lively mornings?", "Assam", ("Camomile", "Matcha", "Keemun"))
    assert not found(RULE, one, other)


def test_it_can_be_waived_with_a_reason() -> None:
    one = question(STEM, "Camomile", ("Assam", "Matcha", "Keemun"))
    other = question(STEM, "Assam", ("Camomile", "Matcha", "Keemun"), waive={"contradiction": "the palate differs"})
    assert not found(RULE, one, other)
