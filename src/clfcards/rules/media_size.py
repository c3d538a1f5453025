"""A picture that is larger than deck.yaml allows."""

from collections.abc import Iterator

from clfcards.model.bank import Origin
from clfcards.rules.rule import Finding, Rule, Sources


def find(sources: Sources) -> Iterator[Finding]:
    limit = sources.limits.media_kilobytes
    for name, size in sorted(sources.media.items()):
        if size > limit * 1000:
            yield Finding(Origin(f"media/{name}", -1), (), f"'{name}' is {size / 1000:.0f} kB, more than {limit} kB")


RULE = Rule(
    name="media-size",
    severity="error",
    reason="Learners download every picture with every release.",
    source="deck.yaml, limits",
    bad="a photograph of 300 kB",
    good="an SVG drawing, smaller than the limit in `deck.yaml`",
    find=find,
)
