"""The warnings and the color of the clock come from the same marks."""

import pytest

from clfcards.exam.time_warnings import MARKS_MINUTES, TimeWarning, is_urgent, time_warning


@pytest.mark.parametrize(
    ("before", "left", "minutes"),
    [
        (601.0, 600.0, 10),
        (600.0, 599.0, None),
        (602.0, 601.0, None),
        (61.0, 60.0, 1),
        (60.0, 0.0, None),
        (700.0, 30.0, 10),
        (None, 600.0, None),
        (601.0, None, None),
    ],
)
def test_a_warning_is_due_when_the_clock_passes_a_mark(
    before: float | None, left: float | None, minutes: int | None
) -> None:
    assert time_warning(before, left) == (None if minutes is None else TimeWarning(minutes))


def test_the_clock_is_urgent_after_the_first_warning() -> None:
    first = 60.0 * max(MARKS_MINUTES)
    assert time_warning(first + 1, first) == TimeWarning(max(MARKS_MINUTES))
    assert (is_urgent(first + 1), is_urgent(first), is_urgent(0.0), is_urgent(None)) == (False, True, True, False)
