"""The cards of a deck by key, each created only on access: a start uses only a few of up to 100,000."""

from collections.abc import Iterator, Mapping, Sequence

from clfcards.model.card import note_of
from clfcards.model.study import StudyCard


class LazyCards(Mapping[str, StudyCard]):
    """A mapping in the order of `pattern_of`, which gives each key's index in `patterns`."""

    def __init__(self, pattern_of: Mapping[str, int], patterns: Sequence[StudyCard]) -> None:
        """`patterns` are cards without key and note: cards that are equal in everything else share one pattern."""
        self._pattern_of = pattern_of
        self._pattern_fields = [pattern[2:] for pattern in patterns]

    def __getitem__(self, key: str) -> StudyCard:
        return StudyCard(key, note_of(key), *self._pattern_fields[self._pattern_of[key]])

    def __contains__(self, key: object) -> bool:
        return key in self._pattern_of

    def __iter__(self) -> Iterator[str]:
        return iter(self._pattern_of)

    def __len__(self) -> int:
        return len(self._pattern_of)


def pattern_of(card: StudyCard) -> StudyCard:
    """The card without the key and note that distinguish it from similar cards."""
    return card._replace(key="", note="")
