"""The cards of a deck by key, each made only when it is asked for: of 100,000 a start looks at few."""

from collections.abc import Iterator, Mapping, Sequence

from clfcards.model.card import note_of
from clfcards.model.study import StudyCard

Home = tuple[str, str, str, tuple[str, ...], tuple[str, ...], bool]
"""What cards have in common that differ in nothing but their note: all fields of a StudyCard after the note."""


class LazyCards(Mapping[str, StudyCard]):
    """In the order of `home_of`, which gives each key's place in `homes`."""

    def __init__(self, home_of: Mapping[str, int], homes: Sequence[Home]) -> None:
        self.home_of = home_of
        self.homes = homes

    def __getitem__(self, key: str) -> StudyCard:
        return StudyCard(key, note_of(key), *self.homes[self.home_of[key]])

    def __contains__(self, key: object) -> bool:
        return key in self.home_of

    def __iter__(self) -> Iterator[str]:
        return iter(self.home_of)

    def __len__(self) -> int:
        return len(self.home_of)
