"""What is said about the languages that a rule knows."""

import pytest

from clfcards.model.language import language_of
from clfcards.rules import RULES
from clfcards.words.rule import explanation, switched_off

BY_NAME = {rule.name: rule for rule in RULES}


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("negative-stem", "is switched off in all others: English."),
        ("card-yes-no", "Arabic, Chinese, Dutch, English, French, German, Italian, Japanese,"),
        ("lead-in", "It is switched off in these languages: "),
    ],
)
def test_an_explanation_names_the_languages(name: str, sentence: str) -> None:
    assert sentence in " ".join(explanation(BY_NAME[name]).split())


def test_a_rule_for_every_language_says_nothing_of_them() -> None:
    assert "language" not in explanation(BY_NAME["length"])


def test_the_rules_that_are_switched_off_are_one_line() -> None:
    english, thai = language_of("en"), language_of("th")
    assert switched_off(RULES, english) == ""
    one = switched_off([BY_NAME["lead-in"], BY_NAME["length"]], thai)
    assert one == "1 rule is switched off, because it knows no words of Thai: lead-in"
    many = switched_off(RULES, thai)
    assert many.startswith(f"{sum(not rule.knows(thai) for rule in RULES)} rules are switched off, because they know ")
    assert "\n" not in many
