"""Seats by the Sainte-Laguë method: published values, and the properties of the method."""

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clfcards.compose.apportion import apportion, seat_order

CLF_C02 = {"1": 24, "2": 30, "3": 34, "4": 12}
CLF_C01 = {"1": 26, "2": 25, "3": 33, "4": 16}
WEIGHTS = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(1, 100), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("seats", "expected"),
    [(10, (2, 3, 4, 1)), (15, (4, 4, 5, 2)), (50, (12, 15, 17, 6)), (300, (72, 90, 102, 36)),
     (500, (120, 150, 170, 60)),
     (1000, (240, 300, 340, 120))],
)  # fmt: skip
def test_seats_of_the_shipped_exam(seats: int, expected: tuple[int, ...]) -> None:
    assert tuple(apportion(CLF_C02, seats).values()) == expected


def test_a_tie_goes_to_the_larger_weight() -> None:
    """With the weights of C01 and 50 seats, 26/25 and 16/15… tie; computed by hand with fractions."""
    assert tuple(apportion(CLF_C01, 50).values()) == (13, 12, 17, 8)


def test_seats_of_the_german_bundestag_of_2009() -> None:
    """Oracle: second votes and the 598 seats before overhang, Bundeswahlleiter, election of 27 September 2009."""
    votes = {"CDU": 11828277, "SPD": 9990488, "FDP": 6316080, "LINKE": 5155933, "GRÜNE": 4643272, "CSU": 2830238}
    assert apportion(votes, 598) == {"CDU": 173, "SPD": 146, "FDP": 93, "LINKE": 76, "GRÜNE": 68, "CSU": 42}


@given(WEIGHTS, st.integers(0, 300))
def test_exactly_all_seats_are_assigned(weights: dict[str, int], seats: int) -> None:
    assert sum(apportion(weights, seats).values()) == seats


@given(WEIGHTS, st.integers(0, 200))
def test_adding_a_seat_takes_none_away(weights: dict[str, int], seats: int) -> None:
    before, after = apportion(weights, seats), apportion(weights, seats + 1)
    assert all(after[name] >= before[name] for name in weights)


@given(WEIGHTS, st.integers(0, 200), st.integers(2, 9))
def test_only_proportions_count(weights: dict[str, int], seats: int, factor: int) -> None:
    assert apportion(weights, seats) == apportion({name: factor * w for name, w in weights.items()}, seats)


@pytest.mark.parametrize("weights", [CLF_C02, CLF_C01])
def test_shipped_exams_stay_within_one_of_their_exact_share(weights: dict[str, int]) -> None:
    for seats in range(1, 2001):
        for name, count in apportion(weights, seats).items() if seats < 200 or seats % 37 == 0 else ():
            assert abs(count - seats * weights[name] / 100) < 1


def test_exact_fractions_agree_with_the_floats() -> None:
    """Oracle: the same method on Python's exact fractions."""
    from fractions import Fraction

    seats = dict.fromkeys(CLF_C02, 0)
    for winner in islice(seat_order(CLF_C02), 3000):
        claims = {name: (Fraction(CLF_C02[name], 2 * count + 1), CLF_C02[name]) for name, count in seats.items()}
        assert claims[winner] == max(claims.values())
        seats[winner] += 1


def test_without_any_weight_it_raises_an_error() -> None:
    with pytest.raises(ValueError, match="no weight"):
        next(seat_order({"a": 0}))
