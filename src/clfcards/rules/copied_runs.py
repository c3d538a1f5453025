"""Find texts that were copied from other texts: runs of the same words, also inside a longer text.

Every four words in a row of our texts are indexed, and the other texts are read once as a stream of words. Where the
stream has four words that the index has, the place is remembered. The places that belong to one of our texts and
are close together show how much of it was copied. Markup of HTML, Markdown and JSON is skipped.
Source: Broder 1997 (containment of shingles).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from clfcards.model.scripts import UNSPACED, needs_care
from clfcards.rules.words import word_count

GRAM = 4  # words in a row; with every fifth word replaced, runs of four are still the same
MOST_TEXTS = 30  # a run of four words that more texts than this contain, such as "which aws service can", says nothing

# Tags, entities, targets of links and escapes are tokens of their own, so that they do not count as words.
# Where there are no spaces between words, each character is a token; runs are counted in words afterwards.
_TOKEN = re.compile(
    r"<[^<>]{0,400}>|&#?\w{1,8};|\]\([^()\s]{0,400}\)|\\(?:u[0-9a-f]{4}|[nrt\"/\\])"
    rf"|[{UNSPACED}]|[^\W_{UNSPACED}]+",
    re.IGNORECASE,
)
_MARKUP_BEGINS = frozenset("<&]\\")


@dataclass(frozen=True, slots=True)
class Copy:
    """What one of our texts shares with another text.

    `run` is the longest run of the same words, as our text has it, and `run_words` its number of words. `covered` of
    the `words` of our text are in runs of at least four. `offset` is where the longest run begins in the other text.
    """

    run: str
    run_words: int
    covered: int
    words: int
    offset: int


def words_in(text: str) -> list[str]:
    """The words of a text in lower case, without markup."""
    return [token for token in _TOKEN.findall(text.lower()) if token[0] not in _MARKUP_BEGINS]


class CopyFinder:
    """Our texts, indexed. Each call of `copies` reads one other text."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._words = [words_in(text) for text in texts]
        self._index: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for number, own in enumerate(self._words):
            for position, gram in enumerate(_grams(own)):
                self._index[gram].append((number, position))
        for gram in [gram for gram, places in self._index.items() if len(places) > MOST_TEXTS]:
            del self._index[gram]
        self._index.default_factory = None

    def copies(self, other: str) -> Iterator[tuple[int, Copy]]:
        """For each of our texts that shares words with the other text: its number, and the best shared part."""
        theirs = words_in(other)
        index = self._index
        hits: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for there, gram in [found for found in enumerate(_grams(theirs)) if found[1] in index]:
            for number, here in index[gram]:
                hits[number].append((there, here))
        found = [(number, _best(places, self._words[number], theirs)) for number, places in hits.items()]
        offsets = _offsets(other, {best[0] for _, best in found})
        for number, (there, covered, here, length) in found:
            run = _quoted(self._texts[number], here, length)
            own = len(self._words[number])
            counts = _in_words(self._texts[number], own, (length, covered, own))
            yield number, Copy(run, *counts, offsets[there])


def _in_words(text: str, tokens: int, counts: tuple[int, int, int]) -> tuple[int, int, int]:
    """Numbers of the text's tokens as numbers of words: of fewer, where characters are tokens."""
    if not needs_care(text):
        return counts
    share = min(1.0, word_count(text) / tokens)
    run, covered, all_ = (round(count * share) for count in counts)
    return run, covered, all_


def _grams(words: Sequence[str]) -> Iterable[int]:
    """The hash of every four words in a row."""
    return map(hash, zip(words, words[1:], words[2:], words[3:], strict=False))


def _best(places: list[tuple[int, int]], own: list[str], theirs: list[str]) -> tuple[int, int, int, int]:
    """Where the longest run of the best shared part begins there, how many of our words the part covers, and the run.

    `places` are (there, here) in the order of the other text. A part is at most half as long again as our text.
    """
    window = len(own) + len(own) // 2
    counts = [0] * (len(own) + GRAM)  # how many places in the window cover each of our words
    covered = most = first = best_first = best_end = 0
    for end, (there, here) in enumerate(places):
        for word in range(here, here + GRAM):
            covered += counts[word] == 0
            counts[word] += 1
        while there - places[first][0] > window:
            for word in range(places[first][1], places[first][1] + GRAM):
                counts[word] -= 1
                covered -= counts[word] == 0
            first += 1
        if covered > most:
            most, best_first, best_end = covered, first, end + 1
    starts = _run_starts(places[best_first:best_end])
    there, here, length = max((_extended(place, own, theirs) for place in starts), key=lambda run: run[2])
    return there, max(most, length), here, length


def _run_starts(places: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The places that do not continue the run of another one."""
    known = set(places)
    return (place for place in places if (place[0] - 1, place[1] - 1) not in known)


def _extended(place: tuple[int, int], own: list[str], theirs: list[str]) -> tuple[int, int, int]:
    """The run of the same words around a place: where it begins there and here, and its number of words."""
    there, here = place
    back = 0
    while back < min(here, there) and own[here - back - 1] == theirs[there - back - 1]:
        back += 1
    ahead = 0
    while here + ahead < len(own) and there + ahead < len(theirs) and own[here + ahead] == theirs[there + ahead]:
        ahead += 1
    return there - back, here - back, back + ahead


def _offsets(text: str, wanted: set[int]) -> dict[int, int]:
    """Where the words with these numbers begin."""
    offsets: dict[int, int] = {}
    if not wanted:
        return offsets
    number = 0
    for match in _TOKEN.finditer(text):
        if match[0][0] not in _MARKUP_BEGINS:
            if number in wanted:
                offsets[number] = match.start()
            number += 1
    return offsets


def _quoted(text: str, first: int, length: int) -> str:
    """The words of a text from one to another, as they are written."""
    matches = [match for match in _TOKEN.finditer(text) if match[0][0] not in _MARKUP_BEGINS]
    return " ".join(text[matches[first].start() : matches[first + length - 1].end()].split())
