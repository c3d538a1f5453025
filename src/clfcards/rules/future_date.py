"""An item, or a page or a revision in guide.yaml, that was verified or seen in the future."""

import datetime as dt
from collections.abc import Iterator

from clfcards.rules.rule import Finding, Rule, Sources

_TIME_ZONES = dt.timedelta(days=1)  # where the author is, it can be tomorrow already


def find(sources: Sources) -> Iterator[Finding]:
    if sources.today is None:
        return
    latest = sources.today + _TIME_ZONES
    for item in sources.bank:
        if item.verified > latest:
            yield Finding(item.origin, ("verified",), _verified(item.verified))
    for name, citation in sources.guide.sources.items():
        if citation.verified > latest:
            yield Finding(sources.guide_file, ("sources", name, "verified"), _verified(citation.verified))
    for i, revision in enumerate(sources.guide.revisions):
        if revision.seen > latest:
            message = f"seen on {revision.seen}, which is in the future: write the day on which it was first seen"
            yield Finding(sources.guide_file, ("revisions", i, "seen"), message)


def _verified(day: dt.date) -> str:
    return f"verified on {day}, which is in the future: write the day on which you read the source"


RULE = Rule(
    name="future-date",
    severity="warning",
    reason="An item with a date in the future would never count as out of date.",
    source="design of this project",
    bad="verified: 2199-01-31",
    good="verified: 2026-11-22",
    find=find,
    protects_answers=True,
)
