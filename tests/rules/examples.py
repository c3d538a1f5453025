"""Completes the items of a rule's example, which gives only some of the fields, for the shipped exam."""

import datetime as dt
from typing import Any

import yaml

from clfcards.model.bank import Bank, Fact, Option, Origin, Question
from clfcards.model.guide import Guide
from clfcards.rules.rule import Sources

TODAY = dt.date(2026, 11, 28)
_VERIFIED = dt.date(2026, 11, 22)
_ITEM = {"task": "2.1", "source": "https://docs.aws.amazon.com/", "verified": _VERIFIED, "priority": 2}
_FACT = {"back": "Object storage", "why": "It is so."}
_QUESTION = {
    "pool": "study",
    "difficulty": "easy",
    "stem": "A company shares pictures with its customers. Which service stores them?",
    "correct": ["Amazon S3"],
    "distractors": ["Amazon EBS", "Amazon EFS", "Amazon FSx"],
}
_ONLY_QUESTION = {"stem", "correct", "distractors", "tests", "enemies"}


def sources_of(example: str, guide: Guide) -> Sources:
    """An exam with the example's items, the picture regions.svg, a fact s3-durability, and a question about it."""
    given = yaml.load(example, yaml.BaseLoader)  # 'No' is a text, as in the sources
    items = [_item(i, entry) for i, entry in enumerate(given if isinstance(given, list) else [given])]
    return Sources(
        guide,
        Bank(
            tuple(item for item in items if isinstance(item, Fact)),
            tuple(item for item in items if isinstance(item, Question)),
        ),
        media={"regions.svg": 1200},
        today=TODAY,
        broken=frozenset({"s3-durability", "q-s3-durability"}),
        tasks=tuple((item.origin, item.task) for item in items),
    )


def _item(index: int, given: dict[str, Any]) -> Fact | Question:
    values: dict[str, Any] = {**_ITEM, "id": f"item-{index}", "origin": Origin("example.yaml", index), **given}
    if "verified" in given:
        values["verified"] = dt.date.fromisoformat(given["verified"])
    for name in ("topics", "services", "tests", "enemies"):
        if name in values:
            values[name] = tuple(values[name])
    if not _ONLY_QUESTION & given.keys():
        return Fact(**{"front": f"What is {values['id']} about?", **_FACT, **values})
    values = _QUESTION | values
    values["correct"] = tuple(_option(option) for option in values["correct"])
    values["distractors"] = tuple(_option(option) for option in values["distractors"])
    return Question(**values)


def _option(given: str | dict[str, str]) -> Option:
    return Option(given, f"It is {given}.") if isinstance(given, str) else Option(**given)
