"""A character that nobody sees, such as a zero-width space, or a no-break space between two words."""

import re
import unicodedata
from collections.abc import Iterator

from clfcards.model.characters import INVISIBLE
from clfcards.model.direction import CHANGES
from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.texts import texts

# A no-break space before a unit, a number or a sign is good typography. Between two words, in code or next to
# another space, it was copied, and the words are not found by a search.
_NO_BREAK = re.compile(
    "(?<=[^\\W\\d_])[\xa0\u202f](?=[^\\W\\d_])|[\xa0\u202f](?=\\s)|(?<=\\s)[\xa0\u202f]|(?<=`)[\xa0\u202f]|[\xa0\u202f]$"
)
_NON_ASCII = re.compile("[\xad\u034f\u061c\u115f-\u206f\u3164\ufeff-\ufffb\xa0]")
_JOINERS = "\u200c\u200d"
_DIRECTIONS = "\u200e\u200f\u061c"


def find(sources: Sources) -> Iterator[Finding]:
    for item in sources.bank:
        for path, text in texts(item):
            if not text.isascii() and _NON_ASCII.search(text) and (at := _unwanted(text)) is not None:
                name = unicodedata.name(text[at], "without a name").lower()
                before = text[:at].split()[-1:] or ["the beginning"]
                message = f"the character U+{ord(text[at]):04X} ({name}) after '{before[0]}' is not seen: remove it"
                yield Finding(item.origin, path, message)


def _unwanted(text: str) -> int | None:
    """The place of the first invisible character that has no use there."""
    for match in INVISIBLE.finditer(text):
        if CHANGES.match(match[0]):  # `change-of-direction` knows where they may be
            continue
        around = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
        if match[0] in _JOINERS and around and not around.isascii():  # Persian, Hindi, and emoji need them
            continue
        if match[0] in _DIRECTIONS and any(unicodedata.bidirectional(c) in ("R", "AL") for c in text):
            continue
        return match.start()
    no_break = _NO_BREAK.search(text)
    return no_break.start() if no_break else None


RULE = Rule(
    name="invisible-character",
    severity="warning",
    reason="A name with an invisible character is another name: neither rules nor learners who search find it.",
    source="Unicode Technical Report 36",
    bad='back: "Amazon\\u00a0S3"',
    good='back: "Amazon S3"',
    find=find,
)
