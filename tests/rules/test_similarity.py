"""The index of rare words does not miss a pair. Oracle: comparing every pair."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from clfcards.rules.similarity import similar_pairs

WORDS = st.frozensets(st.sampled_from("abcdefghijkl"), max_size=12)


@settings(max_examples=200)
@given(st.lists(WORDS, max_size=12), st.sampled_from([0.5, 0.7, 0.8, 1.0]))
def test_every_similar_pair_is_found_and_no_other(texts: list[frozenset[str]], least: float) -> None:
    expected = {
        (i, j) for (i, a), (j, b) in combinations(enumerate(texts), 2) if a | b and len(a & b) / len(a | b) >= least
    }
    assert {(i, j) for i, j, _ in similar_pairs(texts, least)} == expected


def test_the_similarity_is_the_proportion_of_common_words() -> None:
    assert list(similar_pairs([frozenset("abcd"), frozenset("abcde")])) == [(0, 1, 0.8)]


def test_a_limit_that_floating_point_cannot_represent() -> None:
    """0.55 × 100 is 55.00000000000001, but 55 shared words of 100 must still be enough."""
    hundred = [str(i) for i in range(100)]
    assert similar_pairs([frozenset(hundred[:55]), frozenset(hundred)], 0.55) == [(0, 1, 0.55)]
