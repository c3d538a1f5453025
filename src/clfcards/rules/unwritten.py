"""A text that `clfcards new` left to be written."""

from collections.abc import Iterator

from clfcards.model.skeleton import UNWRITTEN, UNWRITTEN_SOURCE
from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.texts import texts


def find(sources: Sources) -> Iterator[Finding]:
    for item in sources.bank:
        for path, text in texts(item):
            if UNWRITTEN in text:
                yield Finding(item.origin, path, f"'{UNWRITTEN}' is still to be written")
        if item.source == UNWRITTEN_SOURCE:
            yield Finding(item.origin, ("source",), "the page that states it is still to be named")


RULE = Rule("unwritten", "error", "A learner would get an empty card.", "clfcards new", find)
