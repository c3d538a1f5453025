"""A right answer is scored as right in any order, with any letters and in any shuffle."""

import random

from hypothesis import given
from hypothesis import strategies as st

from clfcards.render.grading import is_right, options_by_key, right_options, shuffled_options
from tests.exam.exam_bank import question


@given(st.integers(1, 3), st.integers(0, 10**6), st.randoms(use_true_random=False))
def test_shuffling_options_answers_or_letters_does_not_change_the_score(
    right: int, seed: int, shuffle: random.Random
) -> None:
    q = question("q-1", "1.1", right=right)
    key = right_options(q)
    shown = list(shuffled_options(q, seed))
    letters = [i for i, option in enumerate(shown) if option in key]
    shuffle.shuffle(letters)
    chosen = [shown[i] for i in letters]
    assert is_right(key, chosen)
    assert not is_right(key, chosen[1:])
    wrong = next(option for option in shown if option not in key)
    assert not is_right(key, [*chosen, wrong])
    assert not is_right(key, [*chosen[1:], wrong])


def test_a_blank_answer_is_wrong_unless_there_is_nothing_to_choose() -> None:
    assert not is_right(right_options(question("q-1", "1.1")), ())
    assert is_right((), ())
    assert not is_right((), ("x",))


def test_the_shuffle_depends_on_the_seed_and_keeps_every_option() -> None:
    q = question("q-1", "1.1", right=2)
    orders = {shuffled_options(q, seed) for seed in range(40)}
    assert len(orders) > 20
    assert {frozenset(order) for order in orders} == {frozenset(options_by_key(q))}


def test_right_options_are_in_every_position_equally_often() -> None:
    """An option's position must not reveal whether it is right: in 2,000 questions, each is within 4 SE of 1/4."""
    places = [0, 0, 0, 0]
    for n in range(2000):
        q = question(f"q-{n}", "1.1")
        (key,) = right_options(q)
        places[shuffled_options(q, 7).index(key)] += 1
    assert all(abs(count - 500) < 4 * (2000 * 0.25 * 0.75) ** 0.5 for count in places)
