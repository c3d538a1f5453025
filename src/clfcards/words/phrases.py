"""Times, intervals and counts in words."""

from clfcards.model.interval import Interval, Steps
from clfcards.model.time import Milliseconds

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def interval_phrase(interval: Interval | None) -> str:
    """When a card comes back: "10 min", "4 days", "2.5 months"."""
    if interval is None:
        return "not scheduled"
    if isinstance(interval, Steps):
        return _seconds(interval.seconds)
    days = interval.days
    if days < 30:
        return count(days, "day")
    if days < 365:
        return f"{days / 30.4375:.1f} months".replace("1.0 months", "1 month")
    return f"{days / 365.25:.1f} years".replace("1.0 years", "1 year")


def _seconds(seconds: float) -> str:
    if seconds < _MINUTE:
        return f"{seconds:.0f} s"
    if seconds < _HOUR:
        return f"{seconds / _MINUTE:.0f} min"
    if seconds < _DAY:
        return f"{seconds / _HOUR:.1f} h".replace(".0", "")
    return count(round(seconds / _DAY), "day")


def count(number: int, word: str) -> str:
    """ "1 card", "2 cards", "1,234 cards"."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def was(number: int) -> str:
    """ "was" after one thing, "were" after several or none."""
    return "was" if number == 1 else "were"


def percent(part: float | None) -> str:
    """A share in [0, 1] as "67%", or "–" if there is none."""
    return "–" if part is None else f"{100 * part:.0f}%"


def estimated(chance: float | None) -> str:
    """An estimated probability in [0, 1] as "67%", or "–" if there is none; an estimate is never certain."""
    if chance is None:
        return "–"
    return "<1%" if chance < 0.01 else ">99%" if chance > 0.99 else percent(chance)


def estimated_range(low: float, high: float) -> str:
    """An interval of probabilities, such as "20% to 60%"; empty if both ends look alike."""
    return "" if estimated(low) == estimated(high) else f"{estimated(low)} to {estimated(high)}"


def clock_phrase(behind: Milliseconds) -> str:
    """A warning that the clock is behind the log's last event."""
    return (
        f"your clock is {_seconds(behind / 1000)} behind your last review: nothing is lost, "
        "but fix it, or cards will be due late"
    )


def minutes_phrase(minutes: float) -> str:
    """Whole minutes; up to half a minute is shown as "<1", because it is more than none."""
    return "<1" if 0 < minutes <= 0.5 else f"{minutes:.0f}"
