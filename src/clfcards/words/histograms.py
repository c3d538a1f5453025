"""Bar charts of numbers, and the names of the groups into which statistics sort cards."""

from collections.abc import Sequence

from clfcards.memory.statistics import STABILITY_DAYS
from clfcards.words.lines import Line
from clfcards.words.table import aligned


def stability_names() -> list[str]:
    return [f"≤ {days} d" for days in STABILITY_DAYS] + [f"> {STABILITY_DAYS[-1]} d"]


def difficulty_names() -> list[str]:
    return [f"{n}–{n + 1}" for n in range(1, 10)]


def recall_ranges() -> list[str]:
    """The ranges of recall, in percent without the sign."""
    return [f"{10 * n}–{10 * n + 10}" for n in range(10)]


def bars(names: Sequence[str], numbers: Sequence[float], width: int, shown: Sequence[str] = ()) -> list[Line]:
    """One bar per name; the longest fills the available width. `shown` holds the numbers as text."""
    shown = shown or [str(number) for number in numbers]
    widest = max(map(len, names), default=0)
    digits = max(map(len, shown), default=0)
    room = max(5, min(40, width - widest - digits - 3))
    most = max(numbers, default=0) or 1
    rows = [
        (name, number, "█" * max(bool(value), round(room * value / most)))
        for name, value, number in zip(names, numbers, shown, strict=True)
    ]
    return [Line(line) for line in aligned(rows, ">>", gap=1)]
