"""What holds for every rule."""

import importlib

import pytest

from clfcards.rules import RULES, Rule
from tests.rules.bank_of import card, found

IDS = [rule.name for rule in RULES]


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_a_rule_lives_in_the_module_of_its_name(rule: Rule) -> None:
    name = rule.name.replace("-", "_")
    assert importlib.import_module(f"clfcards.rules.{name}").RULE is rule


def test_names_are_unique() -> None:
    assert len(set(IDS)) == len(IDS)


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_a_rule_tells_a_writer_why_and_where_from(rule: Rule) -> None:
    assert rule.reason.endswith(".")
    assert rule.source


def test_a_waiver_silences_one_rule_on_one_item() -> None:
    yes_no = next(rule for rule in RULES if rule.name == "card-yes-no")
    waived = card(back="Yes", waive={"card-yes-no": "the point is that it is so"})
    assert found(yes_no, waived, card(back="No")) == [(1, "back")]
