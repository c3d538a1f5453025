"""Both sides of a card."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from clfcards.model.bank import Fact, Option, Origin, Question
from clfcards.model.card import card_keys
from clfcards.render.face import face_of
from clfcards.render.grading import is_right

ITEM: dict[str, Any] = {
    "origin": Origin("x.yaml", 0), "task": "A.1", "source": "https://example.org", "verified": dt.date(2026, 1, 1),
    "priority": 1,
}  # fmt: skip
FACT = Fact(**ITEM, id="leaf", why="So.", front="Which leaf?", back="green", reverse=True, cards=2)
CLOZE = Fact(**ITEM, id="water", why="So.", cloze="Tea wants {{1:hot}} water for {{2:minutes|how long}}", cards=2)
QUESTION = Question(
    **ITEM, id="q", pool="study", difficulty="easy", stem="Which two?",
    correct=(Option("cup", "yes"), Option("bowl", "yes")),
    distractors=(Option("jug", "no"), Option("vase", "no"), Option("sieve", "no")),
)  # fmt: skip


def test_a_fact_and_its_reverse() -> None:
    assert card_keys(FACT) == ("leaf/1", "leaf/2")
    face, back = face_of(FACT, "leaf/1", 0), face_of(FACT, "leaf/2", 0)
    assert (face.front, face.back, face.answer) == ("Which leaf?", "green", "green")
    assert (back.front, back.back, back.answer) == ("green\n\nWhat is it?", "Which leaf?", "Which leaf?")
    assert face_of(FACT, "leaf/2", 0, "es").front == "green\n\n¿Qué es?"


def test_a_cloze_hides_one_number_and_keeps_its_key_when_another_is_removed() -> None:
    assert card_keys(CLOZE) == ("water/1", "water/2")
    face = face_of(CLOZE, "water/2", 0)
    assert face.front == r"Tea wants hot water for [how long\]"
    assert face.back == "Tea wants hot water for **minutes**"
    assert face.answer == "minutes"
    assert card_keys(replace(CLOZE, cloze="Tea wants hot water for {{2:minutes}}")) == ("water/2",)


def test_options_are_shuffled_by_seed_and_graded_by_key() -> None:
    faces = [face_of(QUESTION, "q/1", seed) for seed in range(20)]
    assert len({tuple(option.key for option in face.options) for face in faces}) > 10
    assert face_of(QUESTION, "q/1", 7) == faces[7]
    for face in faces:
        assert [option.letter for option in face.options] == ["a", "b", "c", "d", "e"]
        assert face.choose == 2
        right = [option.key for option in face.options if option.is_right]
        assert {option.text for option in face.options if option.is_right} == {"cup", "bowl"}
        assert face.is_right(right)
        assert not face.is_right(right[:1])
        assert not face.is_right([*right, face.options[0].key if face.options[0].key not in right else "x"])


@pytest.mark.parametrize("blank", [(), ("nothing",)])
def test_a_blank_answer_is_wrong(blank: tuple[str, ...]) -> None:
    assert not face_of(QUESTION, "q/1", 0).is_right(blank)


def test_a_fact_has_nothing_to_choose_so_a_blank_answer_is_right() -> None:
    """Regression: two functions that decide whether an answer is right disagreed here."""
    assert face_of(FACT, "leaf/1", 0).is_right(()) == is_right((), ()) == True  # noqa: E712  # both, not merely alike
