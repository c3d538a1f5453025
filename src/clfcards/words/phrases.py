"""Times, intervals and counts in words."""

import datetime as dt

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def interval_phrase(interval: int | None) -> str:
    """An interval, days where positive, seconds where negative: "10 min", "4 days", "2.5 months"."""
    if interval is None:
        return "not scheduled"
    if interval < 0:
        return _seconds(-interval)
    if interval < 30:
        return count(interval, "day")
    if interval < 365:
        return f"{interval / 30.4375:.1f} months".replace("1.0 months", "1 month")
    return f"{interval / 365.25:.1f} years".replace("1.0 years", "1 year")


def _seconds(seconds: float) -> str:
    if seconds < _MINUTE:
        return f"{seconds:.0f} s"
    if seconds < _HOUR:
        return f"{seconds / _MINUTE:.0f} min"
    if seconds < _DAY:
        return f"{seconds / _HOUR:.1f} h".replace(".0", "")
    return count(round(seconds / _DAY), "day")


def count(number: int, word: str) -> str:
    """ "1 card", "2 cards"."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def percent(part: float | None) -> str:
    return "–" if part is None else f"{100 * part:.0f} %"


def clock_phrase(behind_ms: int) -> str:
    """What to say where the clock stands before the log's last event."""
    return (
        f"the clock stands {_seconds(behind_ms / 1000)} before your last review: nothing is lost, "
        "but set it right, or cards come late"
    )


def local_time(at: int, utc_offset: int) -> dt.datetime:
    """A moment (UTC ms) as its local clock showed it."""
    zone = dt.timezone(dt.timedelta(minutes=utc_offset))
    return dt.datetime.fromtimestamp(at / 1000, zone)
