"""A plan's order inside the limits of the day; the numbers are counted by hand."""

from collections.abc import Iterator

from clfcards.memory.day_order import Limits, Pace, PlannedCards, planned_order

PACE = Pace(due=10.0, new=30.0)
CARDS = [("a/1", False), ("b/1", True), ("c/1", False), ("d/1", True), ("e/1", False)]


def test_known_and_new_cards_take_their_time_in_one_order_and_the_rest_is_the_reserve() -> None:
    found = planned_order(PlannedCards((), CARDS, ["a", "e", "z"], []), Limits(99, 99, 60.0), PACE)
    assert sorted(found.main) == ["a/1", "b/1", "c/1"]  # 10 + 30 + 10 seconds; the next one takes 30
    assert (found.new, found.due, [*found.reserve]) == (1, 2, ["d/1", "e/1"])
    assert found.over_day_limit == 2  # e and z are due


def test_a_number_that_the_learner_set_holds_under_a_plan() -> None:
    found = planned_order(PlannedCards((), CARDS, [], ["b/1", "d/1"]), Limits(1, 0, 600.0), PACE)
    assert (found.main, found.reserve, found.pulled_waiting) == (("a/1",), (), 2)


def test_cards_in_steps_come_first_and_a_session_has_no_reserve_beyond_its_limit() -> None:
    found = planned_order(PlannedCards(("s/1",), CARDS, ["a", "c"], []), Limits(99, 99, 60.0), PACE, most=2)
    assert (found.learning, len(found.main), found.reserve) == (("s/1",), 1, ())


def test_on_a_day_off_nothing_is_asked() -> None:
    found = planned_order(PlannedCards((), CARDS, ["a"], []), Limits(99, 99, 0.0), PACE)
    assert (found.main, found.over_day_limit) == ((), 1)


def test_no_card_behind_the_days_last_is_looked_at_before_somebody_asks_for_the_reserve() -> None:
    looked_at = []

    def cards() -> Iterator[tuple[str, bool]]:
        for card in CARDS:
            looked_at.append(card[0])
            yield card

    found = planned_order(PlannedCards((), cards(), [], []), Limits(99, 99, 45.0), PACE)
    assert (sorted(found.main), looked_at) == (["a/1", "b/1"], ["a/1", "b/1", "c/1"])
    assert [*found.reserve] == ["c/1", "d/1", "e/1"]


def test_a_note_whose_other_card_is_asked_today_does_not_wait_because_of_the_limits() -> None:
    found = planned_order(PlannedCards((), [("a/2", False)], ["a", "b"], []), Limits(99, 99, 60.0), PACE)
    assert (found.main, found.over_day_limit) == (("a/2",), 1)
