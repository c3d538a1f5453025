"""Which of many texts share most of their words: every pair, found without comparing every pair.

Two sets whose Jaccard likeness is at least t share at least o = ceil(t·n) words, n the size of either.
So the n - o + 2 rarest words of each have two words in common, and only texts that meet twice in an
index of those are compared. Nothing is missed.
Source: Chaudhuri, Ganti & Kaushik 2006 (prefix filter); Wang, Li & Feng 2012 (longer prefixes).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from math import ceil

from clfcards.rules.words import words

LIKE = 0.8
_MEETINGS = 2  # more of them prune more and cost a longer index; 2 was the fastest of 1, 2, 3 at 20,000 stems


def like_pairs(texts: Sequence[frozenset[str]], least: float = LIKE) -> Iterator[tuple[int, int, float]]:
    """(i, j, likeness) with i < j for every pair whose Jaccard likeness, in (0, 1], is at least `least`.

    Ordered by j, then i. Empty texts are like nothing.
    """
    frequency = Counter(chain.from_iterable(texts))
    rank = {word: i for i, word in enumerate(sorted(frequency, key=lambda word: (frequency[word], word)))}
    index: dict[int, list[int]] = defaultdict(list)
    for j, text in enumerate(texts):
        if not text:
            continue
        shared_at_least = ceil(least * len(text))
        rare = sorted([rank[word] for word in text])[: len(text) - shared_at_least + _MEETINGS]
        postings = [index[number] for number in rare]
        needed = min(_MEETINGS, shared_at_least)
        met = Counter(chain.from_iterable(postings))
        for i in sorted([i for i, times in met.items() if times >= needed]):
            other = texts[i]
            shared = len(text & other)
            likeness = shared / (len(text) + len(other) - shared)
            if likeness >= least:
                yield i, j, likeness
        for posting in postings:
            posting.append(j)


@lru_cache(maxsize=4)
def like_texts(texts: tuple[str, ...]) -> tuple[tuple[int, int, float], ...]:
    """The pairs of `like_pairs` by the texts' words; two rules ask this of the same stems."""
    return tuple(like_pairs([frozenset(words(text)) for text in texts]))
