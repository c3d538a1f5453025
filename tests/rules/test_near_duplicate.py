from clfcards.rules.near_duplicate import RULE
from tests.rules.bank_of import found, messages_of, question

STEM = "A guest from the northern highlands wants a calm evening after a long and noisy day. Which leaf suits?"


def test_stems_that_differ_in_a_word_or_two() -> None:
    near = question(STEM.replace("noisy", "loud"), id="two")
    assert found(RULE, question(STEM, id="one"), near) == [(1, "stem")]
    assert messages_of(RULE, question(STEM, id="one"), near) == ["the stem shares 89% of its words with 'one'"]


def test_only_the_most_similar_stem_is_reported() -> None:
    stems = [STEM.replace("noisy", "loud").replace("long", "hard"), STEM.replace("noisy", "loud"), STEM]
    questions = [question(stem, id=f"q{i}") for i, stem in enumerate(stems)]
    assert [message.split()[-1] for message in messages_of(RULE, *questions)] == ["'q0'", "'q1'"]


def test_equal_stems_are_left_to_another_rule() -> None:
    assert not found(RULE, question(STEM), question(STEM.upper()))


def test_different_stems_about_the_same_subject() -> None:
    assert not found(RULE, question(STEM), question("A guest wants a lively morning. Which leaf suits?"))
