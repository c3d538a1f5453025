"""A picture that is not in the media folder, or whose name is not valid."""

from collections.abc import Iterator

from clfcards.model.picture import PICTURE_NAME
from clfcards.model.spelling import did_you_mean
from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.texts import pictures


def find(sources: Sources) -> Iterator[Finding]:
    for item in sources.bank:
        for path, name in pictures(item):
            if not PICTURE_NAME.match(name):
                message = f"'{name}' is not a valid picture name: use letters, digits, '.', '-' and '_'"
                yield Finding(item.origin, path, message)
            elif name not in sources.media:
                message = f"there is no picture '{name}' in media/{did_you_mean(name, sources.media)}"
                yield Finding(item.origin, path, message)


RULE = Rule(
    name="missing-media",
    severity="error",
    reason="The card would show a broken picture.",
    source="design of this project",
    bad='why: "![A Region and its zones](region.svg)"',
    good='why: "![A Region and its zones](regions.svg)"',
    find=find,
)
