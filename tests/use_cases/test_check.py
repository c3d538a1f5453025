"""Which rules run: those that are judgment calls can be switched off for a deck."""

from pathlib import Path

from clfcards.decks.load import load
from clfcards.use_cases.check import problems_of
from tests.small_exam import DECK, fact, facts_file, write_exam

LIST = "List the kinds of tea."


def rules_found(folder: Path, deck: str) -> set[str]:
    exam = write_exam(folder, {"facts/A.1-x.yaml": facts_file("A.1", fact("kinds", LIST))}, deck=deck)
    return {problem.rule for problem in problems_of(load(exam))}


def test_a_rule_that_does_not_suit_the_deck_is_switched_off(tmp_path: Path) -> None:
    assert rules_found(tmp_path, DECK) == {"card-enumeration"}
    assert rules_found(tmp_path, DECK + "rules: {card-enumeration: true}\n") == {"card-enumeration"}
    assert rules_found(tmp_path, DECK + "rules: {card-enumeration: false}\n") == set()


def test_only_rules_that_are_judgment_calls_can_be_switched_off(tmp_path: Path) -> None:
    assert rules_found(tmp_path, DECK + "rules: {unwritten: false, card-vague: false}\n") == {
        "card-enumeration",
        "unknown-rule",
    }
