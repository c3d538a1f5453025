"""A picture that no item shows."""

from collections.abc import Iterator

from clfcards.model.bank import Origin
from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.texts import pictures


def find(sources: Sources) -> Iterator[Finding]:
    shown = {name for item in sources.bank for _, name in pictures(item)}
    for name in sorted(sources.media.keys() - shown):
        yield Finding(Origin(f"media/{name}", -1), (), f"no item shows '{name}'")


RULE = Rule(
    name="unused-media",
    severity="warning",
    reason="Anki drops pictures that no note shows.",
    source="Anki's import",
    bad="`media/regions.svg`, and no item with `![…](regions.svg)`",
    good="show it in an item, or delete the file",
    find=find,
)
