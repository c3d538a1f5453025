from dataclasses import replace

from clfcards.model.bank import Option, Question
from clfcards.rules.equal_reasons import RULE
from tests.rules.bank_of import found, question


def with_reasons(right: str, *wrong: str) -> Question:
    asked = question(why=right)
    return replace(asked, distractors=tuple(Option(f"tea {i}", why) for i, why in enumerate(wrong)))


def test_one_reason_for_all_wrong_options() -> None:
    same = with_reasons("It calms.", "It does not calm.", "It does not calm", "it does **not** calm.")
    assert found(RULE, same) == [(0, "distractors", 1, "why")]


def test_the_reason_of_the_right_option_was_copied() -> None:
    copied = with_reasons("It calms.", "It wakes.", "It calms.", "It is bitter.")
    assert found(RULE, copied) == [(0, "distractors", 1, "why")]


def test_two_of_three_may_share_a_reason() -> None:
    assert not found(RULE, with_reasons("It calms.", "It wakes.", "It wakes.", "It is bitter."))


def test_true_and_false_may_have_the_same_reason() -> None:
    assert not found(RULE, with_reasons("It calms.", "It calms."))
