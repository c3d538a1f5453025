"""The words on cards of languages with and without words of their own."""

import datetime as dt

import pytest

from clfcards.model.language import language_of
from clfcards.render.card_language import CardLanguage

DAY = dt.date(2026, 1, 5)


@pytest.mark.parametrize(
    ("tag", "choose", "verified"),
    [
        ("de", "Wählen Sie zwei Antworten.", "geprüft am 05.01.2026"),
        ("ar", "اختر إجابتين.", 'تم التحقق في <bdi dir="ltr">2026/01/05</bdi>'),
        ("fr", '<span lang="en">Choose two.</span>', '<span lang="en">verified on 2026-01-05</span>'),
        ("he", '<bdi lang="en" dir="ltr">Choose two.</bdi>', '<bdi lang="en" dir="ltr">verified on 2026-01-05</bdi>'),
    ],
)
def test_words_of_another_language_keep_their_own_direction(tag: str, choose: str, verified: str) -> None:
    language = CardLanguage(language_of(tag))
    assert (language.choose(2), language.verified(DAY)) == (choose, verified)
    assert language.choose(1) == ""


def test_the_outermost_element_has_language_direction_and_words_for_the_script() -> None:
    spanish = CardLanguage(language_of("es-MX")).attributes()
    assert spanish.startswith('lang="es-MX" dir="ltr" data-right="✓ Correcto" data-wrong="✗ Incorrecto" ')
    assert 'data-chosen="(una elegida)|(dos elegidas)|' in spanish
    assert spanish.endswith('style="--yours:&quot;(su respuesta)&quot;"')


def test_english_words_in_a_hebrew_card_are_isolated_by_characters_where_no_tag_can_be() -> None:
    hebrew = CardLanguage(language_of("he")).attributes()
    assert 'lang="he" dir="rtl" data-right="\u2066✓ Right\u2069"' in hebrew
    assert "--yours:&quot;\u2066(your choice)\u2069&quot;" in hebrew
