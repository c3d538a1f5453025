"""Readiness's memory: the recall of a domain's cards, without cards that were only met while their text was read."""

from clfcards.exam.recall import cards_tested, recall_by_domain
from clfcards.memory.replay import ReplayTerms, replay
from tests.log_events import NOON, day_of, review


def test_a_card_that_was_only_met_while_reading_is_not_recalled() -> None:
    met = review("m", "a/1", 3, NOON, -600, payload={"learning": True})
    asked = review("t", "b/1", 3, NOON, 2)
    states = replay([met, asked], ReplayTerms())

    def recall(*keys: str) -> list[tuple[int, int]]:
        cards = cards_tested([states[key] for key in keys], lambda _: "1")
        found = recall_by_domain({"1": 4, "2": 3}, cards, day_of(NOON), lambda *_: 1.0)
        return [(one.cards, one.of) for one in found.values()]

    assert recall("a/1") == []
    assert recall("a/1", "b/1") == [(1, 4)]


def test_the_card_of_an_exam_question_does_not_count() -> None:
    states = replay([review("t", "b/1", 3, NOON, 2)], ReplayTerms())
    assert not list(cards_tested(states.values(), {"a/1": "1"}.get))
