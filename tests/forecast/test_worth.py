"""The recursion and its dual, against cases small enough to work out by hand, and against each other."""

import numpy as np
import pytest

from clfcards.forecast.card import PlannedCard
from clfcards.forecast.dual import bound, dual
from clfcards.forecast.habits import Costs, Habits
from clfcards.forecast.layout import Detail, Layout, layout
from clfcards.forecast.moves import expected_seconds
from clfcards.forecast.prices import prices_of
from clfcards.forecast.situation import Situation
from clfcards.forecast.worth import worth
from clfcards.memory.model import MemoryModel
from clfcards.memory.state import Memory
from clfcards.model.rating import Rating
from clfcards.model.time import StudyDay

TODAY = StudyDay(20_000)
GOOD_ONLY = Habits(Costs(right=10, wrong=30, new=40), first=(0, 0, 0, 1), right=(0, 0, 1, 0))
MODEL = MemoryModel()


def laid_out(seconds: tuple[float, ...], *cards: PlannedCard, habits: Habits = GOOD_ONLY) -> Layout:
    return layout(Situation(TODAY, seconds, cards, habits=habits), Detail(60, 10))


def test_the_expected_seconds_lie_between_right_and_wrong() -> None:
    assert expected_seconds(Costs(right=10, wrong=30, new=40), np.asarray([1.0, 0.75, 0.0])) == pytest.approx(
        [10, 15, 30]
    )


def test_a_new_card_is_worth_its_recall_on_the_day_of_the_exam() -> None:
    """One new card that is rated "easy", three days: it is best learned on the last one, the day before the exam."""
    found = laid_out((60.0, 60.0, 60.0), PlannedCard("a", 2.0))
    easy = MODEL.after(None, Rating.EASY, 0)
    expected = [2.0 * MODEL.retrievability(3 - day, easy.stability) for day in range(3)]
    free = worth(found.terms, np.zeros(3), 0.0)
    assert found.terms.beginnings @ free.left[:, :, 0].T == pytest.approx(expected, abs=2e-3)
    assert free.begun[2, 0] == pytest.approx(expected[2], abs=2e-3)


def test_the_bound_at_a_price_is_the_gain_of_the_best_day_and_the_time_there_is() -> None:
    """At a price of 0.01 on the first day and 1 on the others, the card is learned on the first day: R − 0.01 · 40."""
    found = laid_out((60.0, 60.0), PlannedCard("a", 1.0))
    recall = MODEL.retrievability(2, MODEL.after(None, Rating.EASY, 0).stability)
    expected = recall - 0.01 * 40 + 0.01 * 60 + 1.0 * 60
    assert bound(found.terms, found.counted, np.asarray([0.01, 1.0])) == pytest.approx(expected, abs=2e-3)


def test_a_known_card_is_left_or_reviewed_as_its_recall_says() -> None:
    """Reviewed a week ago with a stability of two days: at no price it is reviewed today, at a high one it is left."""
    memory = Memory(2.0, 5.0)
    found = laid_out((60.0,), PlannedCard("a", 1.0, (), memory, StudyDay(TODAY - 7)))
    assert found.terms.days == (-7, 0)
    free = bound(found.terms, found.counted, np.zeros(1))
    dear = bound(found.terms, found.counted, np.ones(1))
    recall = MODEL.retrievability(7, 2.0)
    right = MODEL.retrievability(1, MODEL.after(memory, Rating.GOOD, 7).stability)
    assert recall * right < free < 1
    assert dear - 60 == pytest.approx(MODEL.retrievability(8, 2.0), abs=2e-3)


def test_the_gradient_of_the_bound_is_the_time_that_is_left() -> None:
    cards = [PlannedCard(f"new {n}", 1.0 + n % 3) for n in range(9)]
    cards += [PlannedCard(f"old {n}", 1.0, (), Memory(1.0 + n, 4.0), StudyDay(TODAY - n)) for n in range(5)]
    found = layout(Situation(TODAY, (100.0, 0.0, 120.0, 60.0), tuple(cards)), Detail(12, 3))
    prices = np.asarray([0.01, 0.02, 0.005, 0.015])
    slope = found.terms.seconds - dual(found.terms, found.counted, prices, 0.02).spent
    for day in range(4):
        step = np.eye(4)[day] * 1e-5
        rise = bound(found.terms, found.counted, prices + step, 0.02) - bound(
            found.terms, found.counted, prices - step, 0.02
        )
        assert rise / 2e-5 == pytest.approx(slope[day], rel=1e-3, abs=0.05)


def test_prices_make_the_bound_smaller_than_any_nearby_ones() -> None:
    found = layout(Situation(TODAY, (300.0,) * 6, tuple(PlannedCard(str(n), 1.0) for n in range(60))), Detail(16, 4))
    prices = prices_of(found)
    least = bound(found.terms, found.counted, prices)
    for factor in (0.8, 0.95, 1.05, 1.25):
        assert bound(found.terms, found.counted, prices * factor) >= least - 0.01
    assert prices.min() > 0


def test_time_that_nobody_needs_has_no_price() -> None:
    found = layout(Situation(TODAY, (3600.0,) * 3, (PlannedCard("a", 1.0),)), Detail(16, 4))
    assert prices_of(found) == pytest.approx(np.zeros(3), abs=1e-4)
