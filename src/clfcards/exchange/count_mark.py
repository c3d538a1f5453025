"""The number of answers that a stem asks for, "(Choose TWO)": our cards and exams say it themselves, from the key."""

import re
from dataclasses import replace

from clfcards.exchange.entry import Entry

_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_ASKED = re.compile(
    r"\s*[(\[]\s*(?:please )?(?:choose|select|pick)(?: the)? (one|two|three|four|five|[1-5])"
    r"(?: (?:answers?|options?|correct answers?|correct options?|that apply))?\s*\.?\s*[)\]]\s*\.?\s*\Z",
    re.IGNORECASE,
)
_LONGEST = 60  # characters; the mark stands at the end


def without_count(entry: Entry) -> Entry:
    """The entry without this mark at the end of its stem. A wrong mark stays, for a person to see."""
    at = max(0, len(entry.stem) - _LONGEST)
    match = _ASKED.search(entry.stem, at)
    if match is None or not match.start():
        return entry
    asked = int(match[1]) if match[1].isdecimal() else _NUMBERS[match[1].lower()]
    right = sum(option.is_right for option in entry.options)
    return replace(entry, stem=entry.stem[: match.start()].rstrip()) if asked == right else entry
