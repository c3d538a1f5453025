"""A plan's order inside the limits of the day; the numbers are counted by hand."""

from clfcards.memory.day_order import Limits, Pace, PlannedCards, planned_order

PACE = Pace(due=10.0, new=30.0)
CARDS = [("a", False), ("b", True), ("c", False), ("d", True), ("e", False)]


def test_known_and_new_cards_take_their_time_in_one_order_and_the_rest_is_the_reserve() -> None:
    found = planned_order(PlannedCards((), CARDS, ["a", "e", "z"], []), Limits(99, 99, 60.0), PACE)
    assert sorted(found.main) == ["a", "b", "c"]  # 10 + 30 + 10 seconds; the next one takes 30
    assert (found.new, found.due, found.reserve) == (1, 2, ("d", "e"))
    assert found.over_day_limit == 2  # e and z are due


def test_a_number_that_the_learner_set_holds_under_a_plan() -> None:
    found = planned_order(PlannedCards((), CARDS, [], ["b", "d"]), Limits(1, 0, 600.0), PACE)
    assert (found.main, found.reserve, found.pulled_waiting) == (("a",), (), 2)


def test_cards_in_steps_come_first_and_a_session_has_no_reserve_beyond_its_limit() -> None:
    found = planned_order(PlannedCards(("s",), CARDS, ["a", "c"], []), Limits(99, 99, 60.0), PACE, most=2)
    assert (found.learning, len(found.main), found.reserve) == (("s",), 1, ())


def test_on_a_day_off_nothing_is_asked() -> None:
    found = planned_order(PlannedCards((), CARDS, ["a"], []), Limits(99, 99, 0.0), PACE)
    assert (found.main, found.over_day_limit) == ((), 1)
