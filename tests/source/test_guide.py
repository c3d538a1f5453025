"""What a guide and the settings of a deck may contain."""

import pytest

from clfcards.model.deck import DeckSettings, Floor, Floors
from clfcards.model.guide import Guide
from clfcards.source.deck_settings import read_deck_settings
from clfcards.source.guide import read_guide
from tests.small_exam import DECK, GUIDE


def guide(text: str) -> Guide:
    read, problems = read_guide("guide.yaml", text)
    assert read is not None, problems
    return read


def settings(more: str = "") -> DeckSettings:
    read, problems = read_deck_settings("deck.yaml", DECK + more, guide(GUIDE))
    assert read is not None, problems
    return read


@pytest.mark.parametrize("tag", ["de", "pt-BR", "zh-Hant", "es-419", "ast"])
def test_the_language_of_the_exam(tag: str) -> None:
    assert guide(f"language: {tag}\n{GUIDE}").language == tag
    assert guide(GUIDE).language == "en"


def test_the_first_day_of_the_exam_is_optional() -> None:
    assert guide(GUIDE.replace("  in_use_from: 2025-03-01\n", "")).exam.in_use_from is None


def test_deck_settings_and_their_defaults() -> None:
    plain = settings()
    assert (plain.subdecks, plain.report_url, plain.rules, plain.floors) == (False, "", {}, Floors())
    full = settings(
        "subdecks: true\nreport_url: https://example.org/report/{id}\nrules: {length: false}\n"
        "floors: {service: {facts: 2, questions: 3}, topic: {facts: 1}, services: {tea-pot: {questions: 6}}}\n"
    )
    assert (full.subdecks, full.report_url, full.rules) == (True, "https://example.org/report/{id}", {"length": False})
    assert full.floors == Floors(Floor(2, 3), Floor(1, 0), {"tea-pot": Floor(0, 6)})


def test_partial_credit_is_rejected_and_not_ignored() -> None:
    guide, problems = read_guide("guide.yaml", GUIDE.replace("partial_credit: false", "partial_credit: true"))
    assert guide is None
    assert [problem.rule for problem in problems] == ["not-supported"]
