"""Times, intervals and counts in words."""

import pytest

from clfcards.model.interval import interval_of
from clfcards.model.time import Milliseconds
from clfcards.words.phrases import clock_phrase, count, interval_phrase


@pytest.mark.parametrize(
    ("interval", "words"),
    [(-30, "30 s"), (-60, "1 min"), (-600, "10 min"), (-5400, "1.5 h"), (1, "1 day"), (29, "29 days"),
     (45, "1.5 months"), (365, "1 year"), (900, "2.5 years"), (None, "not scheduled")],
)  # fmt: skip
def test_intervals(interval: int | None, words: str) -> None:
    assert interval_phrase(None if interval is None else interval_of(interval)) == words


def test_counts_have_a_plural_and_separate_thousands() -> None:
    assert [count(number, "card") for number in (0, 1, 2, 1234)] == ["0 cards", "1 card", "2 cards", "1,234 cards"]


def test_how_far_the_clock_is_behind() -> None:
    assert clock_phrase(Milliseconds(86_400_000)).startswith("your clock is 1 day behind your last review")
