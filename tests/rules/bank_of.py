"""Items for the tests of rules, and the findings of a rule. A test gives only the fields that it is about."""

import datetime as dt
from dataclasses import replace
from typing import Any

from clfcards.model.bank import Bank, Fact, Option, Origin, Question
from clfcards.model.guide import Guide
from clfcards.rules import check
from clfcards.rules.rule import Rule, Sources
from clfcards.source.guide import read_guide
from tests.small_exam import GUIDE as GUIDE_TEXT


def guide(text: str = GUIDE_TEXT) -> Guide:
    read, problems = read_guide("guide.yaml", text)
    assert read is not None, problems
    return read


GUIDE = guide()
_ITEM: dict[str, Any] = {
    "origin": Origin("", 0),
    "task": "A.1",
    "source": "https://example.org/tea",
    "verified": dt.date(2026, 1, 15),
    "priority": 2,
}


def card(front: str = "Which leaf is steamed after picking?", back: str = "Sencha", **more: Any) -> Fact:
    return Fact(**{**_ITEM, "id": "card", "why": "It is so.", "front": front, "back": back, **more})


def cloze(text: str, **more: Any) -> Fact:
    return Fact(**{**_ITEM, "id": "cloze", "why": "It is so.", "cloze": text, **more})


def question(
    stem: str = "A guest wants a calm evening. Which leaf suits?",
    right: tuple[str, ...] | str = "Camomile",
    wrong: tuple[str, ...] = ("Assam", "Matcha", "Keemun"),
    *,
    why: str = "It is so.",
    **more: Any,
) -> Question:
    correct = tuple(Option(text, why) for text in ((right,) if isinstance(right, str) else right))
    distractors = tuple(Option(text, f"It is not so ({i}).") for i, text in enumerate(wrong))
    values = {"id": "question", "pool": "study", "difficulty": "easy", "stem": stem}
    return Question(**{**_ITEM, **values, "correct": correct, "distractors": distractors, **more})


def found(rule: Rule, *items: Fact | Question, guide: Guide = GUIDE, **sources: Any) -> list[tuple[object, ...]]:
    """Where the rule finds problems: the index of the item, then the path inside it."""
    placed = [replace(item, origin=Origin("bank.yaml", i)) for i, item in enumerate(items)]
    bank = Bank(
        tuple(item for item in placed if isinstance(item, Fact)),
        tuple(item for item in placed if isinstance(item, Question)),
    )
    return [(f.origin.index, *f.path) for _, f in check(Sources(guide, bank, **sources), [rule])]


def messages_of(rule: Rule, *items: Fact | Question, guide: Guide = GUIDE, **sources: Any) -> list[str]:
    """The messages of the rule's findings."""
    facts = tuple(item for item in items if isinstance(item, Fact))
    questions = tuple(item for item in items if isinstance(item, Question))
    return [f.message for _, f in check(Sources(guide, Bank(facts, questions), **sources), [rule])]
