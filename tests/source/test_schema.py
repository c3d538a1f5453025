"""The checker and the JSON Schema agree. Oracle: jsonschema-rs, an independent validator."""

from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from clfcards.source.bank import read_bank_file
from clfcards.source.deck_settings import read_deck_settings
from clfcards.source.guide import read_guide
from clfcards.source.schema import FILES, json_schema
from tests.small_exam import DECK, GUIDE, cloze, fact, facts_file, question, questions_file

VALIDATORS = {name: jsonschema_rs.validator_for(json_schema(name)) for name in FILES}
FAULTS = Path(__file__).parent.parent / "cli" / "faults"
# What a schema cannot express: calendar dates, sums, references, the content of other files, and YAML itself.
BEYOND_SCHEMA = {
    "bad-date.facts", "cloze-mixed.facts", "cloze-nested.facts", "control-character.facts",
    "duplicate-key.facts", "duplicate-id.facts", "duplicate-front.facts", "missing-media.facts",
    "unknown-service.facts",
    "unknown-task.facts", "unknown-topic.facts", "alias.facts", "alias-bomb.facts", "duplicate-option.questions",
    "all-of-the-above.questions", "negative-stem.questions", "letter-in-reason.questions",
    "unknown-fact-in-tests.questions", "unknown-fact-of-distractor.questions", "guide-weights.guide",
    "four-options-two-right.questions", "one-distractor.questions",
    "guide-unknown-source.guide", "guide-duplicate-task.guide", "guide-pass-outside-scale.guide",
    "guide-rename-unknown-service.guide", "deck-unknown-share.deck", "deck-no-default.deck", "deck-same-name.deck",
    "empty-file.facts", "private-use-character.facts", "too-long.facts", "cloze-in-a-link.facts",
    "picture-name.facts", "unknown-enemy.questions", "deck-unknown-rule.deck",
    "deck-unknown-service.deck", "deck-two-holdings.deck", "deck-share-with-space.deck",
}  # fmt: skip
NOT_YAML = {
    "not-yaml.facts", "tab-indent.facts", "two-documents.facts", "forbidden-character.facts", "tag.facts",
    "key-not-a-word.facts", "not-utf8.facts",
}  # fmt: skip


class _Core(yaml.CSafeLoader):
    """YAML 1.2's core types, as editors read them: no dates, no `yes`."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  # PyYAML's own class attribute


for tag, pattern, first in (
    ("bool", r"true|false", "tf"),
    ("null", r"~|null|", ["~", "n", ""]),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]+", "-+0123456789"),
):
    import re

    _Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{pattern})\Z"), list(first))


def accepts(file: str, text: str) -> bool:
    """Whether our own reader finds no problem of a kind that a schema can detect."""
    if file == "guide":
        return not read_guide("x", text)[1]
    if file == "deck":
        return not read_deck_settings("x", text, None)[1]
    return not read_bank_file("x", text).problems


def schema_accepts(file: str, text: str) -> bool:
    return VALIDATORS[file].is_valid(yaml.load(text, Loader=_Core))


GOOD = {
    "facts": facts_file("B.1", fact("a"), fact("b", reverse="true", priority="3"), cloze("c", "{{x|hint}} y")),
    "questions": questions_file("B.1", question("q-a"), question("q-b", right=2), question("q-c", right=4, wrong=1)),
    "guide": GUIDE,
    "deck": DECK,
}


@pytest.mark.parametrize("file", GOOD)
def test_both_accept_good_files(file: str) -> None:
    assert accepts(file, GOOD[file])
    assert schema_accepts(file, GOOD[file])


@pytest.mark.parametrize("file", ["guide", "deck", "facts", "questions"])
def test_both_accept_the_shipped_files(file: str) -> None:
    shipped = Path(__file__).parents[2] / "decks" / "clf-c02"
    paths = sorted((shipped / file).glob("*.yaml")) if (shipped / file).is_dir() else [shipped / f"{file}.yaml"]
    for path in paths:
        text = path.read_text(encoding="utf-8")
        assert accepts(file, text), path
        assert schema_accepts(file, text), path


@pytest.mark.parametrize("path", sorted(FAULTS.glob("*.yaml")), ids=lambda path: path.stem)
def test_both_reject_planted_faults(path: Path) -> None:
    if path.stem in NOT_YAML:
        return
    file = path.stem.split(".")[1]
    text = path.read_text(encoding="utf-8")
    assert schema_accepts(file, text) == (path.stem in BEYOND_SCHEMA - {"alias-bomb.facts", "empty-file.facts"})


KEYS = st.sampled_from(
    [
        "id",
        "front",
        "back",
        "cloze",
        "reverse",
        "why",
        "source",
        "verified",
        "priority",
        "topics",
        "services",
        "waive",
        "x",
    ]
)
SCALARS = st.sampled_from(
    ["a", "tea-pot", "A b", "1", "9", "1.5", "true", "yes", "", "~", "2026-01-15", "https://example.org/x", "'1'",
     "'true'",     "[a, b]", "[]", "{a: b}", "[A]", "'{{x}} y'", "'{{}}'"]
)  # fmt: skip


@given(st.dictionaries(KEYS, SCALARS, max_size=9))
def test_both_agree_on_any_fact(changes: dict[str, str]) -> None:
    entry = {
        "id": "a",
        "front": "b",
        "back": "c",
        "why": "d",
        "source": "https://example.org/x",
        "verified": "2026-01-15",
    }
    if "cloze" in changes:
        entry = {key: value for key, value in entry.items() if key not in ("front", "back")}
    lines = [f"{key}: {value}" for key, value in (entry | changes).items()]
    text = "task: B.1\nfacts:\n  - " + "\n    ".join(lines) + "\n"
    assert accepts("facts", text) == schema_accepts("facts", text), text


@given(st.integers(0, 6), st.integers(0, 6))
def test_both_agree_on_option_counts(right: int, wrong: int) -> None:
    text = questions_file("B.1", question("q-a", right=right, wrong=wrong)).replace(
        "correct:\n    d", "correct: []\n    d"
    )
    text = text.replace("distractors:\n    s", "distractors: []\n    s")
    expected = right >= 1 and wrong >= 1 and right + wrong <= 6
    assert accepts("questions", text) == schema_accepts("questions", text) == expected


def test_partial_credit_is_refused_by_the_schema_as_by_the_checker() -> None:
    guide = yaml.load(GUIDE, yaml.BaseLoader)  # our own text
    guide["practice"]["partial_credit"] = False
    problems = {e.instance_path[-1] for e in VALIDATORS["guide"].iter_errors(guide) if e.instance_path}
    assert "partial_credit" not in problems
    guide["practice"]["partial_credit"] = True
    problems = {e.instance_path[-1] for e in VALIDATORS["guide"].iter_errors(guide) if e.instance_path}
    assert "partial_credit" in problems


IMPORTED = "    imported: {file: bank.md, line: 3}\n"
BARE = (
    "  - id: q-1\n    pool: exam\n    stem: S?\n"
    "    correct: [{text: a}]\n    distractors: [{text: b}, {text: c}, {text: d}]\n"
)


@pytest.mark.parametrize(
    "entry",
    [
        BARE,
        BARE + IMPORTED,
        BARE.replace("{text: a}", "{why: a}") + IMPORTED,
        BARE.replace("    stem: S?\n", "") + IMPORTED,
        BARE + "    imported: {file: bank.md}\n",
        BARE + "    imported: {file: bank.md, line: 3, task_is_guess: true, other: 1}\n",
        question("q-1") + IMPORTED,
        question("q-1").replace("    difficulty: medium\n", "") + IMPORTED,
        question("q-1").replace("    difficulty: medium\n", ""),
        question("q-1").replace(", why: It is the cup.", ""),
        question("q-1").replace(", why: It is the cup.", "") + IMPORTED,
    ],
)
def test_an_imported_question_may_lack_the_same_in_both(entry: str) -> None:
    text = questions_file("A.1", entry)
    assert accepts("questions", text) == VALIDATORS["questions"].is_valid(yaml.load(text, _Core))


@pytest.mark.parametrize(
    "entry",
    [
        "  - {id: f-1, front: F?, back: b}\n",
        "  - {id: f-1, front: F?, back: b, imported: {file: x, line: 1}}\n",
        "  - {id: f-1, front: F?, imported: {file: x, line: 1}}\n",
        "  - {id: f-1, cloze: 'a {{b}}', imported: {file: x, line: 0}}\n",
    ],
)
def test_an_imported_fact_may_lack_the_same_in_both(entry: str) -> None:
    text = facts_file("A.1", entry)
    assert accepts("facts", text) == VALIDATORS["facts"].is_valid(yaml.load(text, _Core))
