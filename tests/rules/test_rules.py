"""Properties of every rule."""

import importlib
import shutil
import subprocess
import sys
from pathlib import Path
from pkgutil import iter_modules

import pytest

import clfcards.rules
from clfcards.model.guide import Guide
from clfcards.rules import ERRORS, RULES, SUPPORT, Rule, check, rules_in
from clfcards.source.guide import read_guide
from clfcards.words.rule import is_source
from tests.rules.bank_of import GUIDE, card, found
from tests.rules.examples import sources_of

IDS = [rule.name for rule in RULES]
FOLDER = Path(clfcards.rules.__path__[0])
DESCRIBED = {
    "card-maximum": "an answer of more than 40 words is too long for an example",
    "length": "a stem of more than 60 words is too long for an example",
    "key-longest-bank": "it takes many questions",
    "media-size": "it is about a file, not about what an item says",
    "unused-media": "it is about a file, not about what an item says",
    "foreign-likeness": "it takes another bank's text",
    "incomplete-import": "it is about items that are not in the bank yet",
    "below-floor": "it is about what the bank lacks",
}
SHOWN = [rule for rule in RULES if rule.name not in DESCRIBED]


@pytest.fixture(scope="module")
def shipped() -> Guide:
    path = Path(__file__).parents[2] / "decks" / "clf-c02" / "guide.yaml"
    guide, problems = read_guide("guide.yaml", path.read_text(encoding="utf-8"))
    assert guide is not None, problems
    return guide


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_a_rule_lives_in_the_module_of_its_name(rule: Rule) -> None:
    name = rule.name.replace("-", "_")
    assert importlib.import_module(f"clfcards.rules.{name}").RULE is rule


def test_every_module_is_a_rule_or_is_listed_as_support() -> None:
    """A module that has no RULE and is not in SUPPORT would never run."""
    modules = {module.name for module in iter_modules([str(FOLDER)])}
    rules = {name for name in modules if hasattr(importlib.import_module(f"clfcards.rules.{name}"), "RULE")}
    assert modules - rules == SUPPORT
    assert {rule.name.replace("-", "_") for rule in RULES} == rules


def test_names_are_unique_and_in_order() -> None:
    assert sorted(set(IDS)) == IDS


def test_a_build_requires_the_errors_to_pass() -> None:
    assert {rule.name for rule in ERRORS} == {rule.name for rule in RULES if rule.severity == "error"}
    assert "unknown-fact" in {rule.name for rule in ERRORS}


def test_a_new_module_runs_without_being_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (FOLDER / "length.py").read_text(encoding="utf-8").replace('name="length"', 'name="brand-new"')
    (tmp_path / "brand_new.py").write_text(text, encoding="utf-8")
    monkeypatch.setattr(clfcards.rules, "__path__", [str(FOLDER), str(tmp_path)])
    rules = rules_in(clfcards.rules.__path__)
    assert len(rules) == len(RULES) + 1
    sources = sources_of("stem: " + "word " * 61 + "?", GUIDE)
    assert "brand-new" in {rule.name for rule, _ in check(sources, rules)}


def test_rules_are_found_in_a_zip_file(tmp_path: Path) -> None:
    """In a program that is packed into one file, there is no folder to list."""
    archive = shutil.make_archive(str(tmp_path / "program"), "zip", FOLDER.parents[1])
    code = (
        f"import sys; sys.path.insert(0, {archive!r})\n"
        "from clfcards.rules import RULES, rule\n"
        "print(len(RULES), rule.__file__)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.startswith(f"{len(RULES)} {archive}")


def test_a_module_without_a_rule_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "forgotten.py").write_text('"""Holds nothing."""\n', encoding="utf-8")
    monkeypatch.setattr(clfcards.rules, "__path__", [str(FOLDER), str(tmp_path)])
    with pytest.raises(AttributeError, match="forgotten"):
        rules_in(clfcards.rules.__path__)


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_a_rule_explains_itself(rule: Rule) -> None:
    assert rule.summary.endswith(".")
    assert "\n" not in rule.summary
    assert rule.reason.endswith(".")
    assert rule.source


@pytest.mark.parametrize("rule", SHOWN, ids=[rule.name for rule in SHOWN])
def test_the_rule_fires_on_its_bad_example_and_not_on_its_good_one(rule: Rule, shipped: Guide) -> None:
    assert list(rule.find(sources_of(rule.bad, shipped)))
    assert not list(rule.find(sources_of(rule.good, shipped)))


@pytest.mark.parametrize("rule", SHOWN, ids=[rule.name for rule in SHOWN])
def test_a_good_example_breaks_no_other_rule(rule: Rule, shipped: Guide) -> None:
    others = [other for other in RULES if other.name != "unused-media"]
    assert not check(sources_of(rule.good, shipped), others)


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_an_example_is_only_described_if_it_cannot_be_given(rule: Rule) -> None:
    for example in (rule.bad, rule.good):
        assert is_source(example) == (rule.name not in DESCRIBED)


def test_a_waiver_silences_one_rule_on_one_item() -> None:
    yes_no = next(rule for rule in RULES if rule.name == "card-yes-no")
    waived = card(back="Yes", waive={"card-yes-no": "the point is that it is so"})
    assert found(yes_no, waived, card(back="No")) == [(1, "back")]
