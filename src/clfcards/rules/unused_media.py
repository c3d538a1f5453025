"""A picture that no item shows."""

from collections.abc import Iterator

from clfcards.model.bank import Origin
from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.texts import pictures


def find(sources: Sources) -> Iterator[Finding]:
    shown = {name for item in sources.bank for _, name in pictures(item)}
    for name in sorted(sources.media.keys() - shown):
        yield Finding(Origin(f"media/{name}", -1), (), f"no item shows '{name}'")


RULE = Rule("unused-media", "warning", "Anki drops pictures that no note shows.", "Anki's import", find)
