"""Languages and the words that cards have in them."""

import datetime as dt
import string
from dataclasses import fields

import pytest

from clfcards.model.card_words import WORDS, CardWords, card_words
from clfcards.model.language import language_of


@pytest.mark.parametrize("tag", ["ar", "he", "fa", "ur", "AR-EG", "ckb", "pa-Arab", "yi", "ks-Arab-IN"])
def test_these_are_written_from_right_to_left(tag: str) -> None:
    assert language_of(tag).direction == "rtl"


@pytest.mark.parametrize("tag", ["en", "de-CH", "ja", "pa", "pa-Guru", "az-Latn", "ku-Latn", "ar-Latn", "tr"])
def test_these_are_written_from_left_to_right(tag: str) -> None:
    assert language_of(tag).direction == "ltr"


def test_a_language_without_a_name_is_named_by_its_tag() -> None:
    assert [language_of(tag).name for tag in ("ja", "pt-BR", "mi")] == ["Japanese", "Portuguese", "mi"]


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_no_word_is_missing(words: CardWords) -> None:
    for field in fields(words):
        value = getattr(words, field.name)
        texts = value if isinstance(value, tuple) else (value,)
        assert all(text.strip() == text != "" for text in texts), field.name
    names = {name: {f[1] for f in string.Formatter().parse(getattr(words, name)) if f[1]} for name in _WITH_FIELDS}
    assert names == _WITH_FIELDS


_WITH_FIELDS = {"choose_number": {"n"}, "chosen_number": {"n"}, "verified": {"date"}, "question": {"n"}}


@pytest.mark.parametrize(
    ("tag", "two", "seven", "day"),
    [
        ("en-GB", "Choose two.", "Choose 7.", "2026-01-05"),
        ("de", "Wählen Sie zwei Antworten.", "Wählen Sie 7 Antworten.", "05.01.2026"),
        ("ja", "2つ選んでください。", "7つ選んでください。", "2026年1月5日"),
        ("ar", "اختر إجابتين.", "اختر 7 إجابات.", "2026/01/05"),
        ("es-MX", "Elija dos respuestas.", "Elija 7 respuestas.", "05/01/2026"),
        ("mi", "Choose two.", "Choose 7.", "2026-01-05"),
    ],
)
def test_how_many_to_choose_and_the_day(tag: str, two: str, seven: str, day: str) -> None:
    words = card_words(language_of(tag))
    assert words.choose_of(1) == ""
    assert (words.choose_of(2), words.choose_of(7)) == (two, seven)
    assert words.date(dt.date(2026, 1, 5)) == day


def test_the_count_so_far_is_in_words_where_there_are_words() -> None:
    german = card_words(language_of("de"))
    assert [german.chosen_of(n) for n in (1, 2, 9)] == ["(eine gewählt)", "(zwei gewählt)", "(9 gewählt)"]
