"""What cards are worth, worked out by hand."""

from dataclasses import replace

import pytest

from clfcards.forecast.values import BASE, card_values, question_chances
from clfcards.model.study import StudyCard
from tests.exam.exam_bank import GUIDE, question


def card(key: str, note: str, task: str, kind: str = "fact") -> StudyCard:
    return StudyCard(key, note, task[0], task, kind)


def test_a_task_s_questions_share_its_seats() -> None:
    """Of 50 scored questions, domain 1 has 12, and its four tasks 3 each: two questions have the chance 1 (at most),
    and five have 3/5."""
    bank = [question(f"a{n}", "1.1") for n in range(2)] + [question(f"b{n}", "1.2") for n in range(5)]
    chances = question_chances(GUIDE, {}, bank)
    assert (chances["1.1"], chances["1.2"]) == pytest.approx((1.0, 0.6))


def test_a_task_with_a_larger_share_has_more_seats() -> None:
    bank = [question(f"b{n}", "1.2") for n in range(10)]
    assert question_chances(GUIDE, {"1.2": 3}, bank)["1.2"] == pytest.approx(12 * 3 / 6 / 10)


def test_a_fact_is_worth_its_part_of_each_question_that_tests_it() -> None:
    bank = [
        replace(question("q1", "1.1"), tests=("tested", "other")),
        replace(question("q2", "1.1"), tests=("tested",)),
        *(question(f"rest{n}", "1.1") for n in range(4)),
    ]
    cards = [card("t/1", "tested", "1.1"), card("n/1", "never", "1.1"), card("q1/1", "q1", "1.1", "question")]
    values = card_values(GUIDE, {}, bank, cards)
    chance = 3 / 6
    assert values["t/1"] == pytest.approx(chance * (BASE + 1 / 2 + 1))
    assert values["n/1"] == pytest.approx(chance * BASE)
    assert values["q1/1"] == pytest.approx(chance * (BASE + 1))


def test_cards_of_one_note_share_its_worth() -> None:
    bank = [replace(question("q1", "1.1"), tests=("pair",)), *(question(f"r{n}", "1.1") for n in range(5))]
    values = card_values(GUIDE, {}, bank, [card("pair/1", "pair", "1.1"), card("pair/2", "pair", "1.1")])
    assert values == {key: pytest.approx(0.5 * (BASE + 1) / 2) for key in ("pair/1", "pair/2")}
