"""The rule `incomplete-import`."""

from dataclasses import replace

from clfcards.model.bank import Bank, Import, Option
from clfcards.rules.incomplete_import import RULE
from clfcards.rules.rule import Sources
from tests.rules.bank_of import GUIDE, card, question

IMPORTED = Import("bank.md", 3)


def messages(bank: Bank) -> list[str]:
    return [finding.message for finding in RULE.find(Sources(GUIDE, bank))]


def test_a_draft_is_named_with_everything_that_it_lacks() -> None:
    asked = question()
    options = tuple(Option(option.text) for option in asked.distractors)
    draft = replace(asked, id="q-x", distractors=options, imported=IMPORTED, gaps=("reasons", "source", "difficulty"))
    (message,) = messages(Bank(draft_questions=(draft,)))
    assert message == "'q-x' is not used: it lacks the reasons of 3 of 4 options, a source and a difficulty"


def test_a_fact_has_one_reason() -> None:
    draft = replace(card(), id="f-x", why="", imported=IMPORTED, gaps=("reasons",))
    assert messages(Bank(draft_facts=(draft,))) == ["'f-x' is not used: it lacks a reason"]


def test_an_item_that_is_used_all_the_same_is_named() -> None:
    used = replace(question(), id="q-x", imported=IMPORTED, gaps=("confirmed-task",))
    (message,) = messages(Bank(questions=(used,)))
    assert message.startswith("'q-x' is used although it lacks a confirmed task")


def test_a_complete_import_is_like_any_other_item() -> None:
    assert messages(Bank(questions=(replace(question(), imported=IMPORTED),))) == []
