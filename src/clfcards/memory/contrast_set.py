"""A contrast set: the cards of two things that are taken for one another, asked in turns until both are known.

Alternation shows what separates similar things. Source: Brunmair and Richter, "Similarity matters: A meta-analysis of
interleaved learning and its moderators" (2019).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from clfcards.memory.event_kinds import ANSWERS, BURY, SUSPEND
from clfcards.model.event import Event
from clfcards.model.rating import Rating

RIGHT_TIMES = 2
"""The set ends when each side was right so often."""


@dataclass(frozen=True, slots=True)
class ContrastSet:
    """The keys of the cards of either side, in the order in which they are asked; no card is on both sides."""

    sides: tuple[tuple[str, ...], tuple[str, ...]]

    def still_to_ask(self, answered: Sequence[Event]) -> tuple[str, ...]:
        """The cards to ask if all of them are right from now on: the sides in turns, on each the card asked least.

        A side that is known already still takes its turn until the other one is known, too. Cards that were suspended
        or buried in between are left out, and without any card on one side there is nothing to contrast.
        """
        away = {event.subject for event in answered if event.kind in (SUSPEND, BURY)}
        sides = [[card for card in side if card not in away] for side in self.sides]
        if not all(sides):
            return ()
        rated = [event for event in answered if event.kind in ANSWERS]
        asked = Counter(event.subject for event in rated)
        left = [RIGHT_TIMES - sum(_is_right(event) for event in rated if event.subject in side) for side in self.sides]
        turn = 1 if rated and rated[-1].subject in self.sides[0] else 0
        found = []
        while max(left) > 0:
            card = min(sides[turn], key=lambda key: asked[key])
            found.append(card)
            asked[card] += 1
            left[turn] -= 1
            turn = 1 - turn
        return tuple(found)


def _is_right(event: Event) -> bool:
    return event.rating is not Rating.AGAIN and event.payload.get("right") is not False
