"""What a learner has marked on the card shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from clfcards.memory.schedule import Outcome
from clfcards.model.rating import Rating
from clfcards.render.face import Face


@dataclass(frozen=True, slots=True)
class Marks:
    """The state of the screen: which options of a question are chosen, by their keys, and which one is marked.

    Once the card is answered, `suggested` is the rating that space and enter give, and `outcomes` says what each
    rating would lead to; it is empty while cramming.
    """

    chosen: tuple[str, ...] = ()
    cursor: int = 0
    is_answered: bool = False
    suggested: Rating = Rating.GOOD
    outcomes: Mapping[Rating, Outcome] = field(default_factory=dict)

    def is_complete(self, face: Face) -> bool:
        """Whether as many options are chosen as the question asks for."""
        return len(self.chosen) == face.choose

    def with_chosen(self, face: Face, index: int) -> "Marks":
        """After an option was chosen. One that was chosen already is taken back; one too many changes nothing."""
        key = face.options[index].key
        marked = replace(self, cursor=index)
        if face.choose == 1:
            return replace(marked, chosen=(key,))
        if key in self.chosen:
            return replace(marked, chosen=tuple(one for one in self.chosen if one != key))
        return marked if self.is_complete(face) else replace(marked, chosen=(*self.chosen, key))
