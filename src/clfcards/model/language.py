"""The language of an exam: what its tag says about direction, spaces between words, and word lists.

A tag is written as in BCP 47: `en`, `pt-BR`, `zh-Hant`. Of its subtags, only the language and the script matter here.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from clfcards.model.direction import is_right_to_left

Direction = Literal["ltr", "rtl"]

NAMES = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fa": "Persian", "fr": "French", "he": "Hebrew",
    "hi": "Hindi", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch",
    "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian",
    "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
"""English names of languages by their subtags; for sentences to authors only."""


@dataclass(frozen=True)
class Language:
    """A language, known by its tag."""

    tag: str

    @cached_property
    def primary(self) -> str:
        """The subtag of the language itself, in lower case: `pt` of `pt-BR`."""
        return self.tag.split("-")[0].lower()

    @cached_property
    def name(self) -> str:
        """Its English name, or its tag if this program knows no name for it."""
        return NAMES.get(self.primary, self.tag)

    @property
    def is_english(self) -> bool:
        return self.primary == "en"

    @cached_property
    def direction(self) -> Direction:
        return "rtl" if is_right_to_left(self.tag) else "ltr"

    @property
    def is_right_to_left(self) -> bool:
        return self.direction == "rtl"


@lru_cache(maxsize=64)
def language_of(tag: str) -> Language:
    """The language with this tag; the form of tags was checked where guide.yaml is read."""
    return Language(tag)
