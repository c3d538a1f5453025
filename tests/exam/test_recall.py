"""Readiness's memory: the recall of a domain's cards, without cards that were only met while their text was read."""

from clfcards.exam.recall import recall_by_domain
from clfcards.memory.replay import ReplayTerms, replay
from clfcards.model.bank import Bank
from tests.exam.exam_bank import GUIDE
from tests.exam.test_answers import fact
from tests.log_events import NOON, day_of, review


def test_a_card_that_was_only_met_while_reading_is_not_recalled() -> None:
    bank = Bank((fact("a", "1.1"), fact("b", "1.1")), ())
    met = review("m", "a/1", 3, NOON, -600, payload={"learning": True})
    tested = review("t", "b/1", 3, NOON, 2)
    states = replay([met, tested], ReplayTerms())

    def recall(*keys: str) -> list[tuple[int, int]]:
        found = recall_by_domain(GUIDE, bank, [states[key] for key in keys], day_of(NOON), lambda *_: 1.0)
        return [(one.cards, one.of) for one in found.values()]

    assert recall("a/1") == []
    assert recall("a/1", "b/1") == [(1, 4)]  # each fact has a reverse card
