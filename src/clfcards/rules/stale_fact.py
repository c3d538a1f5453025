"""A source that was last read too long ago, or before a change to a service of the item that rests on it."""

from collections.abc import Iterator

from clfcards.rules.rule import Finding, Rule, Sources


def find(sources: Sources) -> Iterator[Finding]:
    changes = [(r.by, r.service, f"'{r.old}' became '{r.new}'") for r in sources.guide.renames]
    services = sources.guide.services
    changes += [(c.date, c.service, f"'{services[c.service].name}' {c.state}") for c in sources.guide.closures]
    limit = sources.stale_before
    if limit is not None:
        for name, citation in sources.guide.sources.items():
            if citation.verified < limit:
                message = f"verified on {citation.verified}, before {limit}: read {citation.url} again"
                yield Finding(sources.guide_file, ("sources", name, "verified"), message)
    for item in sources.bank:
        since = [(day, what) for day, service, what in changes if service in item.services and item.verified < day]
        if since:
            day, what = max(since)
            message = f"verified on {item.verified}, before {what} ({day}): read the source again"
            yield Finding(item.origin, ("verified",), message)
        elif limit is not None and item.verified < limit:
            message = f"verified on {item.verified}, before {limit}: read the source again"
            yield Finding(item.origin, ("verified",), message)


RULE = Rule(
    name="stale-fact",
    severity="warning",
    reason="Cloud services change every month, and learners trust the cards.",
    source="guide.yaml, renames and closures; the age that was asked for",
    bad=("services: [amazon-quick-sight]\nverified: 2025-11-30"),
    good=("services: [amazon-quick-sight]\nverified: 2026-11-22"),
    find=find,
    protects_answers=True,
)
