"""A card's language in its fields: the attributes of its outermost element, and the words that fit it."""

import datetime as dt
import html

from clfcards.model.card_words import CardWords, card_words
from clfcards.model.language import Language
from clfcards.render.isolation import isolated, ltr, ltr_text

_MOST_CHOSEN = 6  # how many chosen options the front can name; questions have no more right ones


class CardLanguage:
    """What a card says in the language of its exam.

    If that language has no words here, they are in English; inside a right-to-left card they are isolated.
    """

    def __init__(self, language: Language) -> None:
        self._language = language
        self._words: CardWords = card_words(language)
        self._is_foreign = self._words.language.primary != language.primary

    def attributes(self) -> str:
        """The attributes of the card's outermost element: language, direction, and words for its script and styles."""
        words = self._words
        chosen = "|".join(self._in_attribute(words.chosen_of(n)) for n in range(1, _MOST_CHOSEN + 1))
        values = {
            "lang": self._language.tag,
            "dir": self._language.direction,
            "data-right": self._in_attribute(f"✓ {words.right}"),
            "data-wrong": self._in_attribute(f"✗ {words.wrong}"),
            "data-chosen": chosen,
            "style": f'--yours:"{self._in_attribute(words.your_choice)}"',
        }
        return " ".join(f'{name}="{html.escape(value)}"' for name, value in values.items())

    def choose(self, right: int) -> str:
        """ "Choose two.", or an empty text if one option is right."""
        text = self._words.choose_of(right)
        return self._in_html(html.escape(text)) if text else ""

    def verified(self, day: dt.date) -> str:
        date = self._words.date(day)
        if self._language.is_right_to_left and not self._is_foreign:
            date = ltr(date)
        return self._in_html(self._words.verified.format(date=date))

    def report(self) -> str:
        """The words of the link to report a mistake."""
        return self._in_html(html.escape(self._words.report))

    def what_is_it(self) -> str:
        return self._in_html(html.escape(self._words.what_is_it))

    def how_to_choose(self) -> str:
        """What to press to choose an option."""
        text = html.escape(self._words.how_to_choose)
        return isolated(text) if self._language.is_right_to_left and not self._is_foreign else self._in_html(text)

    def text(self, rendered: str) -> str:
        """HTML from the sources; in a right-to-left language, with its left-to-right words isolated."""
        return isolated(rendered) if self._language.is_right_to_left else rendered

    def _in_html(self, text: str) -> str:
        if not self._is_foreign:
            return text
        tag = self._words.tag
        return ltr(text, tag) if self._language.is_right_to_left else f'<span lang="{tag}">{text}</span>'

    def _in_attribute(self, text: str) -> str:
        return ltr_text(text) if self._is_foreign and self._language.is_right_to_left else text
