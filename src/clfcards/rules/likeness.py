"""Which of many texts share most of their words: every pair, found without comparing every pair.

Two sets whose Jaccard likeness is at least t share at least o = ceil(t·n) words, n the size of either.
So the n - o + 3 rarest words of each have three words in common (or all they share), and only texts
that meet so often in an index of those are compared. Nothing is missed.
Source: Chaudhuri, Ganti & Kaushik 2006 (prefix filter); Wang, Li & Feng 2012 (longer prefixes).
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from math import ceil

from clfcards.rules.words import words

LIKE = 0.8
_MEETINGS = 3  # more of them prune more and cost a longer index; 3 was the fastest of 1, 2, 3 at 20,000 stems
_ROUNDING = 1e-9  # 0.55 × 100 is a little more than 55


def like_pairs(texts: Sequence[frozenset[str]], least: float = LIKE) -> list[tuple[int, int, float]]:
    """(i, j, likeness) with i < j for every pair whose Jaccard likeness, in (0, 1], is at least `least`.

    Ordered by j, then i. Empty texts are like nothing.
    """
    frequency = Counter(chain.from_iterable(texts))
    rank = {word: i for i, word in enumerate(sorted(frequency, key=lambda word: (frequency[word], word)))}
    # From short to long: each posting then ascends, and its too short texts are cut off at once.
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
            likeness = shared / (len(text) + len(other) - shared)
            if likeness >= least:
                pairs.append((min(i, j), max(i, j), likeness))
        for posting in postings:
            posting.append(at)
    return sorted(pairs, key=lambda pair: (pair[1], pair[0]))


@lru_cache(maxsize=4)
def like_texts(texts: tuple[str, ...]) -> tuple[tuple[int, int, float], ...]:
    """The pairs of `like_pairs` by the texts' words; two rules ask this of the same stems."""
    return tuple(like_pairs([frozenset(words(text)) for text in texts]))
