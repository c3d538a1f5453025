from clfcards.rules.foreign_likeness import RULE
from clfcards.rules.rule import Passage
from tests.rules.bank_of import card, found, messages_of, question

THEIRS = "A guest from the northern highlands wants a calm evening after a long and noisy day at work."
OTHERS = (Passage("dump.txt:12", THEIRS), Passage("dump.txt:13", "Assam"))


def test_a_lightly_reworded_stem() -> None:
    ours = question(THEIRS.replace("guest", "visitor").replace("noisy", "loud"))
    assert found(RULE, ours, foreign=OTHERS) == [(0, "stem")]
    assert messages_of(RULE, ours, foreign=OTHERS) == ["the text shares 78% of its words with dump.txt:12"]


def test_original_and_short_texts_are_allowed() -> None:
    assert not found(RULE, question(), card(back="Assam"), foreign=OTHERS)


def test_without_other_banks_nothing_is_compared() -> None:
    assert not found(RULE, question(THEIRS))
