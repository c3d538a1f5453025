"""The order of seats, and therefore of cards, compared with values computed by hand."""

from collections import Counter
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clfcards.compose.apportion import seat_order
from clfcards.compose.deck import compose, largest_exact_size
from clfcards.model.bank import Bank
from tests.compose.test_apportion import WEIGHTS
from tests.compose.test_deck import PACKAGE, TEA, bank, note, settings


def order(weights: dict[str, int], seats: int, taken: dict[str, int] | None = None) -> str:
    return "".join(islice(seat_order(weights, taken), seats))


def test_seats_go_to_the_largest_quotient() -> None:
    """50, 30, 20 over 1, 3, 5, …: 50, 30, 20, 16.7, 10 (the larger of two), 10, 7.1, 6.7, 6, 5.6."""
    assert order({"A": 50, "B": 30, "C": 20}, 10) == "ABCAABACBA"


def test_equal_weights_take_turns_from_the_first() -> None:
    assert order({"x": 7, "y": 7, "z": 7}, 6) == "xyzxyz"


def test_a_weight_of_zero_gets_no_seat() -> None:
    assert order({"A": 0, "B": 1}, 3) == "BBB"


def test_seats_assigned_before_count() -> None:
    """A has weight 6 and two seats, so its quotients are 6/5, 6/7, 6/9 …; B has none: 1 and then 1/3."""
    assert order({"A": 6, "B": 1}, 9, {"A": 2}) == "ABAAAAAAB"


@given(WEIGHTS, st.integers(0, 40), st.integers(1, 40))
def test_resuming_from_the_seats_taken_gives_the_same_order(weights: dict[str, int], before: int, after: int) -> None:
    whole = list(islice(seat_order(weights), before + after))
    taken = Counter(whole[:before])
    assert list(islice(seat_order(weights, taken), after)) == whole[before:]


def domains(notes: tuple[object, ...]) -> str:
    return "".join(getattr(item, "task")[0] for item in notes)  # noqa: B009


def test_new_cards_come_in_the_order_of_the_seats() -> None:
    deck = compose(TEA, settings(), bank(A_1=4, A_2=2, B_1=3, C_1=2), PACKAGE, size=10)
    assert domains(deck.notes) == "ABCAABACBA"
    assert [(d.quota, d.cards, d.reserve) for d in deck.domains] == [(5, 5, 1), (3, 3, 0), (2, 2, 0)]


def test_a_note_with_two_cards_waits_for_its_second_seat() -> None:
    """B has the 2nd, 6th and 9th of ten seats. Its first note has two cards, so it comes with the 6th seat."""
    notes = [note("B.1", 1, priority=1, cards=2), note("B.1", 2, priority=2)]
    deck = compose(TEA, settings(), Bank((*notes, *bank(A_1=5, C_1=2).facts)), PACKAGE, size=10)
    assert domains(deck.notes) == "ACAABACBA"
    assert [item.id for item in deck.notes if item.task == "B.1"] == ["b-1-1", "b-1-2"]


def test_notes_that_do_not_fit_the_quota_stay_in_reserve() -> None:
    """Three notes with two cards each for a quota of three: one is taken, and four cards wait."""
    notes = [note("B.1", i, cards=2) for i in range(3)]
    deck = compose(TEA, settings(), Bank((*notes, *bank(A_1=5, C_1=2).facts)), PACKAGE, size=10)
    (_, water, _) = deck.domains
    assert (water.quota, water.cards, water.reserve) == (3, 2, 4)
    assert (len(deck.notes), len(deck.reserve), deck.cards) == (8, 2, 9)


@pytest.mark.parametrize(
    ("sums", "size"),
    [
        # The seats are A B A A B A …
        ({"A": [0, 1, 2, 3], "B": [0, 1]}, 4),  # the fifth card would be B's second
        ({"A": [0, 2, 4], "B": [0, 1, 2]}, 6),
        ({"A": [0, 2], "B": [0, 2]}, 0),  # A reaches two cards only when B has one
        ({"A": [0], "B": [0]}, 0),
    ],
)
def test_the_largest_deck_whose_quotas_are_met_exactly(sums: dict[str, list[int]], size: int) -> None:
    assert largest_exact_size({"A": 2, "B": 1}, sums) == size
