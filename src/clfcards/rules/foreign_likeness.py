"""A text that was copied from another text, word for word or with a few words replaced."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from clfcards.model.cloze import with_blanks_filled
from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.texts import texts

if TYPE_CHECKING:
    from clfcards.rules.copied_runs import Copy

LEAST_WORDS = 8  # in a text that is the same as a whole
LEAST_RUN = 10  # words in a row; shorter runs are often the same by chance: "an access key ID and a secret access key"
LONG_RUN = 15  # words in a row that are a copy in a text of any length
REWORDED = 0.7  # of our words are in runs of the same words, if some words were replaced …
LEAST_REWORDED, RUN_REWORDED = 12, 5  # … in a text of at least 12 words, with at least one run of 5


def find(sources: Sources) -> Iterator[Finding]:
    if not sources.foreign:
        return
    from clfcards.rules.copied_runs import CopyFinder  # its patterns take a millisecond, and a build never needs it

    own = [
        (item.origin, path, with_blanks_filled(text) if path == ("cloze",) else text)
        for item in sources.bank
        for path, text in texts(item)
    ]
    finder = CopyFinder([text for _, _, text in own])
    worst: dict[int, tuple[Copy, str]] = {}
    for foreign in sources.foreign:
        line_ends: list[int] = []
        for number, copy in finder.copies(foreign.text):
            if _is_copied(copy) and (number not in worst or copy.covered > worst[number][0].covered):
                line_ends = line_ends or [i for i, character in enumerate(foreign.text) if character == "\n"]
                worst[number] = copy, f"{foreign.path}:{bisect_right(line_ends, copy.offset) + 1}"
    for number, (copy, place) in sorted(worst.items()):
        origin, path, _ = own[number]
        yield Finding(origin, path, _message(copy, place))


def _is_copied(copy: Copy) -> bool:
    run, words = copy.run_words, copy.words
    return (
        (run == words >= LEAST_WORDS)
        or run >= LONG_RUN
        or (run >= LEAST_RUN and run >= words / 2)
        or (words >= LEAST_REWORDED and run >= RUN_REWORDED and copy.covered >= REWORDED * words)
    )


def _message(copy: Copy, place: str) -> str:
    if copy.run_words == copy.words:
        return f"all {copy.words} words are the same as in {place}: write the sentence in your own words"
    if copy.run_words == copy.covered:
        return f"{copy.run_words} words in a row are the same as in {place}: '{copy.run}'"
    return (
        f"{copy.covered} of the {copy.words} words are the same as in {place}, {copy.run_words} of them in a row: "
        f"'{copy.run}'"
    )


RULE = Rule(
    name="foreign-likeness",
    severity="warning",
    reason="Every sentence must be original: other banks are copyrighted, and real exam items are confidential.",
    source="decision: provenance; the texts to compare with",
    bad="someone else's sentence with a word or two replaced",
    good="close the page, then write the sentence in your own words",
    find=find,
)
