"""Find all pairs of texts that share most of their words, without comparing every pair.

Two sets with a Jaccard similarity of at least t share at least o = ceil(t·n) words, where n is the size of
either set. So the n - o + 3 rarest words of each set have three words in common (or all the shared words).
Only texts that meet that often in an index of their rarest words are compared. No pair is missed.
Source: Chaudhuri, Ganti & Kaushik 2006 (prefix filter); Wang, Li & Feng 2012 (longer prefixes).
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from math import ceil

from clfcards.rules.words import words

SIMILAR = 0.8
_MEETINGS = 3  # more meetings prune more but need a longer index; 3 was the fastest of 1, 2, 3 at 20,000 stems
_ROUNDING = 1e-9  # 0.55 × 100 is a little more than 55


def similar_pairs(texts: Sequence[frozenset[str]], least: float = SIMILAR) -> list[tuple[int, int, float]]:
    """(i, j, similarity) with i < j for every pair whose Jaccard similarity, in (0, 1], is at least `least`.

    The result is ordered by j, then i. Empty texts are not similar to any text.
    """
    frequency = Counter(chain.from_iterable(texts))
    rank = {word: i for i, word in enumerate(sorted(frequency, key=lambda word: (frequency[word], word)))}
    # From short to long: then each posting list is ascending, and texts that are too short can be skipped at once.
    by_size = sorted((i for i, text in enumerate(texts) if text), key=lambda i: len(texts[i]))
    sizes = [len(texts[i]) for i in by_size]
    index: dict[int, list[int]] = defaultdict(list)
    pairs: list[tuple[int, int, float]] = []
    for at, j in enumerate(by_size):
        text = texts[j]
        fewest = least * len(text) - _ROUNDING
        shared_at_least = ceil(fewest)
        long_enough = bisect_left(sizes, fewest)
        rare = sorted([rank[word] for word in text])[: len(text) - shared_at_least + _MEETINGS]
        postings = [index[number] for number in rare]
        needed = min(_MEETINGS, shared_at_least)
        met = Counter(chain.from_iterable(p[bisect_left(p, long_enough) :] for p in postings if p))
        for i in [by_size[position] for position, times in met.items() if times >= needed]:
            other = texts[i]
            shared = len(text & other)
            similarity = shared / (len(text) + len(other) - shared)
            if similarity >= least:
                pairs.append((min(i, j), max(i, j), similarity))
        for posting in postings:
            posting.append(at)
    return sorted(pairs, key=lambda pair: (pair[1], pair[0]))


@lru_cache(maxsize=4)
def similar_texts(texts: tuple[str, ...]) -> tuple[tuple[int, int, float], ...]:
    """The pairs of `similar_pairs` by the words of the texts. It is cached: two rules use the same stems."""
    return tuple(similar_pairs([frozenset(words(text)) for text in texts]))
