"""An item that was verified in the future."""

import datetime as dt
from collections.abc import Iterator

from clfcards.rules.rule import Finding, Rule, Sources

_TIME_ZONES = dt.timedelta(days=1)  # where the author is, it can be tomorrow already


def find(sources: Sources) -> Iterator[Finding]:
    if sources.today is None:
        return
    for item in sources.bank:
        if item.verified > sources.today + _TIME_ZONES:
            message = f"verified on {item.verified}, which is in the future: write the day on which you read the source"
            yield Finding(item.origin, ("verified",), message)


RULE = Rule(
    name="future-date",
    severity="warning",
    reason="An item with a date in the future would never count as out of date.",
    source="design of this project",
    bad="verified: 2199-01-31",
    good="verified: 2026-11-22",
    find=find,
)
