"""A contrast set: its sides in turns, until both were right twice."""

from collections.abc import Callable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from clfcards.memory.contrast_set import ContrastSet
from clfcards.model.event import Event
from clfcards.model.rating import Rating
from tests.log_events import NOON, event

SET = ContrastSet((("a/1", "qa/1"), ("b/1", "b/2")))


def answer(card: str, number: int = 0, rating: int = 3, **payload: object) -> Event:
    return event(f"e{number}", "cram", card, NOON + number, rating=rating, payload=payload)


def played(cards: ContrastSet, is_right: Callable[[int], bool], most: int = 100) -> list[Event]:
    """The answers until the set ends, at most so many."""
    answered: list[Event] = []
    while (left := cards.still_to_ask(answered)) and len(answered) < most:
        answered.append(answer(left[0], len(answered), 3 if is_right(len(answered)) else 1))
    return answered


def test_all_right_takes_four_cards() -> None:
    assert SET.still_to_ask(()) == ("a/1", "b/1", "qa/1", "b/2")
    assert [one.subject for one in played(SET, lambda _: True)] == ["a/1", "b/1", "qa/1", "b/2"]


def test_a_wrong_answer_makes_it_longer_and_keeps_the_turns() -> None:
    cards = [one.subject for one in played(SET, lambda number: number != 0)]
    assert cards == ["a/1", "b/1", "qa/1", "b/2", "a/1"]


def test_a_wrong_option_counts_as_wrong_whatever_the_rating() -> None:
    answered = [answer("a/1"), answer("b/1", 1), answer("qa/1", 2, 3, right=False), answer("b/2", 3)]
    assert SET.still_to_ask(answered) == ("a/1",)


def test_a_card_set_aside_is_left_out_and_an_empty_side_ends_it() -> None:
    assert SET.still_to_ask([event("s", "suspend", "a/1")]) == ("qa/1", "b/1", "qa/1", "b/2")
    assert SET.still_to_ask([event("s", "bury", "a/1"), event("t", "suspend", "qa/1")]) == ()
    assert ContrastSet((("a/1",), ())).still_to_ask(()) == ()


@given(st.lists(st.booleans(), max_size=60), st.integers(1, 3), st.integers(1, 3))
def test_the_sides_alternate_until_both_were_right_twice(marks: list[bool], first: int, second: int) -> None:
    cards = ContrastSet((tuple(f"a{i}/1" for i in range(first)), tuple(f"b{i}/1" for i in range(second))))
    answered = played(cards, lambda number: marks[number] if number < len(marks) else True)
    sides = [one.subject[0] for one in answered]
    assert all(one != other for one, other in pairwise(sides))
    right = [one.subject[0] for one in answered if one.rating is not Rating.AGAIN]
    assert right.count("a") >= 2
    assert right.count("b") >= 2
    assert not cards.still_to_ask(answered)
    before = answered[:-1]
    assert len(cards.still_to_ask(before)) == 1
