"""Search: words in any order, as beginnings of words, without case and accents, the best first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clfcards.survey.search import Entry, EntryKind, Field, folded, search, words_of


def entry(id_: str, text: str, kind: EntryKind = "fact", weight: float = 1, priority: int = 1) -> Entry:
    return Entry(kind, id_, (Field(weight, text),), priority)


def found(query: str, *entries: Entry) -> list[str]:
    return [hit.entry.id for hit in search(entries, query)]


TEA = (
    entry("green", "Green tea is brewed at 80 degrees"),
    entry("black", "Black tea wants boiling water"),
    entry("cafe", "A Café sells crème brûlée, not green Teapots"),
)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("tea green", ["green", "cafe"]),  # a whole word before the beginning of one
        ("GREEN TEA", ["green", "cafe"]),
        ("boil wat", ["black"]),
        ("creme brulee", ["cafe"]),
        ("crème cafe", ["cafe"]),
        ("80", ["green"]),
        ("pots", []),  # inside a word
        ("green coffee", []),
        ("tea, tea!", ["black", "green", "cafe"]),  # the shorter text first
        ("  ", []),
        ("?!", []),
    ],
)
def test_every_word_must_begin_a_word_of_the_text(query: str, ids: list[str]) -> None:
    assert found(query, *TEA) == ids


def test_a_word_counts_by_its_heaviest_field_and_the_whole_word_counts_more() -> None:
    title = Entry("fact", "title", (Field(5, "kettle"), Field(1, "steam")))
    reason = Entry("fact", "reason", (Field(5, "steam"), Field(1, "kettle")))
    both = search([reason, title], "kettle")
    assert [(hit.entry.id, hit.score) for hit in both] == [("title", 5), ("reason", 1)]
    assert [hit.score for hit in search([title], "kett")] == [pytest.approx(3)]
    assert [hit.score for hit in search([title], "kettle steam")] == [6]


def test_between_equals_tasks_come_first_then_services_then_core_items() -> None:
    kinds: list[Entry] = [
        entry("q", "pot", "question"),
        entry("f2", "pot", priority=2),
        entry("f1", "pot", priority=1),
        entry("s", "pot", "service"),
        entry("t", "pot", "task"),
    ]
    assert found("pot", *kinds) == ["t", "s", "f1", "f2", "q"]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("東京", "緑茶は東京で"),  # no spaces between words
        ("ชา", "น้ำชาเขียว"),
        ("قهوه", "قَهوَه تركية"),  # written without its vowel signs
        ("кофе", "КОФЕ с молоком"),
        ("strasse", "Die Straße"),
        ("녹차", "녹차 한 잔"),
        ("ｔｅａ", "tea"),  # full-width letters
    ],
)
def test_other_languages(query: str, text: str) -> None:
    assert found(query, entry("x", text)) == ["x"]


def test_kana_with_and_without_its_mark_are_different_letters() -> None:
    assert found("かく", entry("x", "がく")) == []


@given(st.text(max_size=30), st.text(max_size=10))
def test_any_text_is_found_by_each_of_its_words_and_any_query_is_harmless(text: str, query: str) -> None:
    for word in words_of(text):
        assert found(word, entry("x", text)) == ["x"]
    search([entry("x", text)], query)


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(folded(text))) == folded(folded(text))
