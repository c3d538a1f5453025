"""A picture that is not used in any item."""

from collections.abc import Iterator

from clfcards.model.bank import Origin
from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.texts import pictures


def find(sources: Sources) -> Iterator[Finding]:
    if sources.hides_items or sources.broken:  # an item that could not be read may use it
        return
    shown = {name for item in sources.bank for _, name in pictures(item)}
    for name in sorted(sources.media.keys() - shown):
        yield Finding(Origin(f"media/{name}", -1), (), f"'{name}' is not used in any item: use it, or delete the file")


RULE = Rule(
    name="unused-media",
    severity="warning",
    reason="Anki does not import pictures that no note uses.",
    source="Anki's import",
    bad="`media/regions.svg`, and no item with `![…](regions.svg)`",
    good="use it in an item, or delete the file",
    find=find,
)
