"""Characters that change the direction of text: none in English, only pairs in Arabic or Hebrew."""

from dataclasses import replace

import pytest

from clfcards.model.bank import Bank, Fact, Question
from clfcards.model.direction import is_right_to_left
from clfcards.rules.change_of_direction import RULE
from clfcards.rules.rule import Finding, Sources
from clfcards.source.deck_settings import read_deck_settings
from clfcards.source.guide import read_guide
from tests.rules.bank_of import GUIDE, card, cloze, question
from tests.small_exam import DECK
from tests.small_exam import GUIDE as GUIDE_TEXT

CHANGES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def found(*items: Fact | Question, language: str = "en") -> list[Finding]:
    facts = tuple(item for item in items if isinstance(item, Fact))
    questions = tuple(item for item in items if isinstance(item, Question))
    return list(RULE.find(Sources(replace(GUIDE, language=language), Bank(facts, questions))))


@pytest.mark.parametrize("change", CHANGES)
def test_a_left_to_right_deck_has_none_not_even_in_a_pair(change: str) -> None:
    assert [finding.path for finding in found(card(back=f"S3{change}"))] == [("back",)]
    assert f"U+{ord(change):04X}" in found(question(wrong=(f"{change}Assam", "Matcha", "Oolong")))[0].message
    assert found(card(back="\u2067S3\u2069"))


@pytest.mark.parametrize(
    "text",
    ["\u2067\u05e9\u2069 S3", "\u202bS3\u202c", "\u2067a\u2066b\u2069c\u2069", "\u05e9\u200f S3", "plain"],
)
def test_a_right_to_left_deck_may_have_pairs(text: str) -> None:
    assert not found(card(back=text), language="he")


@pytest.mark.parametrize(
    "text",
    [
        "\u2067S3",
        "S3\u2069",
        "\u2067S3\u202c",
        "\u2067one\ntwo\u2069",
        "\u202ea\u2069\u202c\u2066",
        "\u2067a\u2069\u202e",
    ],
)
def test_a_right_to_left_deck_may_not_have_halves(text: str) -> None:
    assert found(card(back=text), language="ar")


def test_a_pair_does_not_begin_in_a_blank_and_end_outside() -> None:
    """Each blank is shown alone."""
    assert not found(cloze("\u2067one {{two}} three\u2069 {{\u2067four\u2069}}"), language="fa")
    assert found(cloze("one {{\u2067two}}\u2069"), language="fa")


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ar", True), ("he-IL", True), ("pa-Arab", True), ("uz-Arab-AF", True), ("ar-Latn", False), ("pa", False)],
)
def test_the_script_decides_the_direction(language: str, expected: bool) -> None:
    assert is_right_to_left(language) is expected


def test_titles_of_the_guide_and_names_of_decks_follow_the_same_rule() -> None:
    line = GUIDE_TEXT[: GUIDE_TEXT.index("title: Leaves")].count("\n") + 1
    hidden = GUIDE_TEXT.replace("title: Leaves", "title: Lea\u202eves")
    guide, problems = read_guide("guide.yaml", hidden)
    assert guide is None
    assert [(problem.place.line, problem.rule) for problem in problems] == [(line, "change-of-direction")]
    key = GUIDE_TEXT.replace("Pots: {tea-pot", '"Po\\u2067ts": {tea-pot')
    assert [problem.rule for problem in read_guide("guide.yaml", key)[1]] == ["change-of-direction"]
    _, problems = read_deck_settings("deck.yaml", DECK.replace("deck: Tea Taster,", "deck: Tea\u2066 Taster,"), GUIDE)
    assert [problem.rule for problem in problems] == ["change-of-direction"]
